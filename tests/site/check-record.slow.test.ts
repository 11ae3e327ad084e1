import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { loadSite } from "../../src/site/site.ts";
import { SOUND, siteWith } from "../checks/command/check-site.ts";
import { runBuild } from "./build-content.ts";

const recorded = (stdout: string) =>
  JSON.stringify({ version: 1, checks: { "swap-on": { with: { verdict: "ok", stdout } } } });

async function toldBy(files: Readonly<Record<string, string>>): Promise<string> {
  const { root } = await siteWith(`${SOUND}\n\`\`\`sh\nuname\n\`\`\`\n`, files);
  const { problems, corpus } = await loadSite(root);
  return problems.map((problem) => formatProblem(problem, corpus.readLine)).join("\n\n");
}

describe("checkRecordProblems()", () => {
  test("advises to look at an output that is not the recorded one", async () => {
    expect(await toldBy({ "_data/outputs.json": recorded("3 lines\n") })).toMatchInlineSnapshot(`
      "content/postmortems/2023-09-21-slow.md:6:9  advice: check "swap-on" does not print on host "with" what was recorded
          | \`\`\`bash check=swap-on
          |         ^^^^^^^^^^^^^
        npm run check shows the difference; when it is right: npm run check -- --update"
    `);
  });

  test("says nothing of what is as recorded, or not recorded", async () => {
    expect(await toldBy({ "_data/outputs.json": recorded("2 lines\n") })).toBe("");
    expect(await toldBy({})).toBe("");
  });

  test("refuses a site that tests less than it asks for", async () => {
    expect(await toldBy({ "content/site.yaml": "checks:\n  tested: 100\n" })).toMatchInlineSnapshot(`
      "content/site.yaml:2:3  1 of 2 shell snippets are tested (50 %), expected at least 100 %
          | tested: 100
          | ^^^^^^
        Make a check of one, or say run=never where it changes the system: content/postmortems/2023-09-21-slow.md:13"
    `);
  });

  test.each([
    ["that git could not merge", "{\n<<<<<<< HEAD\n"],
    ["that is cut off", "{\n"],
  ])("advises to repair a record %s, and tells what else is wrong", async (_, text) => {
    const told = await toldBy({ "_data/outputs.json": text, "content/pages/a.md": "# A\n\n[gone](/gone/)\n" });

    expect(told).toMatch(/^_data\/outputs\.json:2:1 {2}advice: /);
    expect(told).toContain("content/pages/a.md:3:");
  });

  test("advises to repair a record that is a folder", async () => {
    expect(await toldBy({ "_data/outputs.json/x": "" })).toMatchInlineSnapshot(`
      "_data/outputs.json:1:1  advice: Is a folder, expected a file
        Repair the file, or take a good copy of it from git; then run: npm run check -- --update"
    `);
  });
});

describe("a minimum of tested snippets that is missed", { timeout: 60_000 }, () => {
  test("ends a build, and with --keep-going withholds nothing", async () => {
    const files = { "content/site.yaml": "checks: { tested: 100 }\n" };
    const { root } = await siteWith(`${SOUND}\n\`\`\`sh\nuname\n\`\`\`\n`, files);

    const strict = await runBuild(["--root", root]);
    const going = await runBuild(["--root", root, "--keep-going"]);

    expect(strict.exitCode).toBe(1);
    expect(strict.stderr).toContain("(50 %), expected at least 100 %");
    expect(going.stderr).toContain("(50 %), expected at least 100 %");
    expect(going.exitCode).toBe(0);
    expect(await readFile(join(going.output, "postmortems/slow/index.html"), "utf8")).toContain("swap-on");
    expect(await readFile(join(going.output, "index.html"), "utf8")).not.toMatch(/withheld|not shown/i);
  });

  test("still lets other defects of the settings withhold all", async () => {
    const { root } = await siteWith(SOUND, { "content/site.yaml": "checks: { tested: 100 }\ntitel: T\n" });

    expect((await runBuild(["--root", root, "--keep-going"])).exitCode).toBe(1);
  });
});
