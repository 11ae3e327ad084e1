// How a command ends: what the person at the command line has got wrong is told in a line, a mistake of ours with its
// stack. Each case is a process of its own, because it is exit codes that count.

import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pathInWorkspace } from "../../scripts/print-problems.ts";

const SCRIPTS = new URL("../../scripts/", import.meta.url).href;
const SOURCES = new URL("../../src/", import.meta.url).href;

const IMPORTS = `
  import { printProblems } from "${SCRIPTS}print-problems.ts";
  import { readOptions, run } from "${SCRIPTS}command-line.ts";
  import { UsageError } from "${SOURCES}core/usage-error.ts";
  import { parseArgs } from "node:util";
`;

/** Runs a module, and gives its exit code and what it told; `isRead` is false where nobody reads its stdout. */
function ended(
  code: string,
  isRead = true,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", IMPORTS + code]);
    let [stdout, stderr] = ["", ""];
    if (!isRead) child.stdout.destroy();
    child.stdout.on("data", (piece) => {
      stdout += piece;
    });
    child.stderr.on("data", (piece) => {
      stderr += piece;
    });
    child.on("error", reject).on("close", (exitCode) => resolve({ code: exitCode, stdout, stderr }));
  });
}

const MISTAKES = [
  ["Invalid time value", "new Date(NaN).toISOString()"],
  ["Maximum call stack size exceeded", "(function deep() { deep(); })()"],
  ["Expected a key", 'throw new RangeError("Expected a key")'],
  ["Invalid URL", 'new URL("x")'],
] as const;

describe("run()", () => {
  test("tells wrong usage in one line, and ends with 2", async () => {
    expect(await ended(`await run(async () => { throw new UsageError("No such folder"); });`)).toEqual({
      code: 2,
      stdout: "",
      stderr: "No such folder\n",
    });
  });

  test("goes on where nobody reads its output any more, as behind head(1)", async () => {
    const writes = 'process.stdout.write("x".repeat(1e6)); await new Promise((next) => setTimeout(next, 50));';

    const { code, stderr } = await ended(`await run(async () => { ${writes} ${writes} return 0; });`, false);

    expect([code, stderr]).toEqual([0, ""]);
  });

  test.each(MISTAKES)("leaves a mistake of ours its stack, and ends with 1: %s", async (message, mistake) => {
    const { code, stderr } = await ended(`await run(async () => { ${mistake}; return 0; });`);

    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`Error.*: ${message}[^]*\\n\\s+at `));
  });
});

describe("readOptions()", () => {
  test.each([
    ["No port", 'throw new UsageError("No port")'],
    ["Unknown option '--x'", 'parseArgs({ args: ["--x"] })'],
    ["Unexpected argument 'y'", 'parseArgs({ args: ["y"] })'],
  ])("tells wrong usage and how it is meant, and ends with 2: %s", async (message, mistake) => {
    const { code, stderr } = await ended(`readOptions(() => { ${mistake}; }, "Usage: x");`);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.endsWith("\n\nUsage: x")).toBe(true);
  });

  test.each(MISTAKES)("leaves a mistake of ours its stack, and ends with 1: %s", async (message, mistake) => {
    const { code, stderr } = await ended(`readOptions(() => { ${mistake}; }, "Usage: x");`);

    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`Error.*: ${message}[^]*\\n\\s+at `));
    expect(stderr.endsWith("Usage: x")).toBe(false);
  });
});

describe("pathInWorkspace()", () => {
  test.each([
    ["the repository that holds the site", "/repo", "kb/content/a.md"],
    ["the site where it is no part of the repository", "/elsewhere", "content/a.md"],
    ["the site where there is neither", undefined, "content/a.md"],
  ])("is the way from %s", (_, workspace, expected) => {
    const args = workspace === undefined ? [] : [workspace];

    expect(pathInWorkspace("/repo/kb/content/a.md", "/repo/kb", ...args)).toBe(expected);
  });

  test("is the way from the current folder where GitHub names none", () => {
    const root = join(process.cwd(), "kb");

    expect(pathInWorkspace(join(root, "content/a.md"), root)).toBe("kb/content/a.md");
  });
});

describe("printProblems()", () => {
  test("annotates the file of the repository that holds the site", async () => {
    const { stdout } = await ended(`
      process.env.GITHUB_ACTIONS = "true";
      process.env.GITHUB_WORKSPACE = process.cwd();
      const place = { file: "content/a.md", line: 4, column: 2, length: 0 };
      printProblems([{ kind: "problem", place, what: "Wrong", remedy: "Mend it" }], { root: "kb", readLine: () => "x" });
    `);

    expect(stdout).toBe("::error file=kb/content/a.md,line=4,col=2::Wrong%0AMend it\n");
  });

  test("fills a screen at most with advice, and annotates a group of it once", async () => {
    const { stdout, stderr } = await ended(`
      process.env.GITHUB_ACTIONS = "true";
      process.env.GITHUB_WORKSPACE = process.cwd();
      const place = (i) => ({ file: \`content/\${i}.md\`, line: 4, column: 2, length: 0 });
      const told = [...Array(900).keys()].map((i) =>
        ({ kind: "advice", place: place(i), what: \`no \${i % 90} "\${i}"\`, remedy: "See npm run check -- a" }));
      printProblems(told, { root: "kb", readLine: () => "x" }, { listing: "npm run build -- --all" });
    `);

    const lines = stderr.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(lines.slice(0, 3)).toEqual([
      'advice: 10 × no 0: "0", "90", "180" and 7 more',
      "  content/0.md:4:2, content/90.md:4:2, content/180.md:4:2 and 7 more",
      "  See npm run check -- --root kb a",
    ]);
    expect(lines.slice(-3)).toEqual([
      "advice: 780 more on 78 other topics; npm run build -- --root kb --all lists each of them",
      "",
      "900 pieces of advice in 900 files",
    ]);
    expect(stdout.match(/^::notice file=kb/gm)).toHaveLength(90);
  });
});
