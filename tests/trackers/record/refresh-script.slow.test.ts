// The command as people run it: a tiny site on disk, a real process, a real server.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readLooks } from "../../../src/trackers/record/looks.ts";
import { readRecord } from "../../../src/trackers/record/record.ts";
import { instancesAt, refusedOrigin, serve } from "../loopback.ts";
import { fixture, URLS } from "../samples.ts";

const SCRIPT = fileURLToPath(new URL("../../../scripts/refresh.ts", import.meta.url));
const PATH = "/github/repos/openzfs/zfs/issues/15245";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-"));
  await mkdir(join(root, "content", "postmortems"), { recursive: true });
  await writeFile(join(root, "content", "postmortems", "a.md"), `# A\n\nSee [the bug](${URLS.github}).\n`);
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function run(origin: string, ...args: string[]) {
  // JSON is YAML.
  await writeFile(join(root, "content", "site.yaml"), JSON.stringify({ trackers: instancesAt(origin) }));
  const env = { ...process.env, GITHUB_TOKEN: "secret", GITHUB_API_URL: `${origin}/github` };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const record = () => readRecord(join(root, "_data", "states.json"));

describe("scripts/refresh.ts", () => {
  it("writes the record and the looks, tells each reference, and exits with 0", async () => {
    const server = await serve({ [PATH]: fixture("github/closed-completed.json") });

    const { code, stdout, stderr } = await run(server.origin, "--root", root);
    await server.close();

    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout:
        'first seen  openzfs/zfs#15245: closed, fix not confirmed; upstream status: "closed (completed)"\nReferences: 1 first seen\n',
      stderr: "",
    });
    expect((await record()).references[0]).toMatchObject({ url: URLS.github, state: "closed" });
    expect((await readLooks(join(root, ".cache", "looks.json"))).byUrl.get(URLS.github)?.result).toBe("ok");
    expect(new Set(server.asked.map(({ headers }) => headers.authorization))).toEqual(new Set(["Bearer secret"]));
  });

  it("exits with 0 when only some looks failed", async () => {
    const server = await serve({});

    const { code, stdout } = await run(server.origin, "--root", root);
    await server.close();

    expect(code).toBe(0);
    expect(stdout).toContain("failed      openzfs/zfs#15245: HTTP 404");
  });

  it("exits with 1 when nothing can be reached, and leaves the record alone", async () => {
    const { code, stdout } = await run(await refusedOrigin(), "--root", root);

    expect(code).toBe(1);
    expect(stdout).toContain("ECONNREFUSED");
    expect(stdout).not.toContain("secret");
    expect((await record()).references).toEqual([]);
  });

  it("exits with 1 over a broken record, and leaves it as it is", async () => {
    await mkdir(join(root, "_data"));
    await writeFile(join(root, "_data", "states.json"), "<<<<<<< HEAD\n");

    const { code, stderr } = await run("http://127.0.0.1:9", "--root", root);

    expect(code).toBe(1);
    expect(stderr).toContain("states.json:1  Contains merge conflict markers");
    expect(await readFile(join(root, "_data", "states.json"), "utf8")).toBe("<<<<<<< HEAD\n");
  });

  it("exits with 2 and the usage when called wrongly", async () => {
    const wrong = [["--rot", "x"], ["--root", "/nowhere"], ["a.md"], ["--accept", "githib"]];

    const results = await Promise.all(wrong.map((args) => run("http://127.0.0.1:9", ...args)));

    expect(results.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
    for (const { stderr } of results) expect(stderr).toContain("Usage: npm run refresh -- [options]");
    expect(results[1]?.stderr).toContain("/nowhere does not exist");
    expect(results[3]?.stderr).toContain('Unknown tracker "githib"\n  Did you mean "github"?');
  });
});
