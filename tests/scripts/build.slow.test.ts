// How the build's command line is called, and what it refuses.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runBuild } from "../site/build-content.ts";
import { RUNBOOK, site } from "../site/tiny-site.ts";

describe("the output folder", () => {
  test("is refused where it holds what no build has written, and nothing of it is lost", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, "precious/letter.txt": "mine" });

    const built = await runBuild(["--root", root], join(root, "precious"));

    expect(built.exitCode).toBe(2);
    expect(built.stderr).toContain("precious holds files that no build has written; choose a new or empty folder");
    expect(await readdir(join(root, "precious"))).toEqual(["letter.txt"]);
  });

  test("is refused where it is a file", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, letter: "mine" });

    const built = await runBuild(["--root", root], join(root, "letter"));

    expect(built.exitCode).toBe(2);
    expect(built.stderr).toContain("letter is a file; the output must be a folder");
    expect(await readdir(root)).toEqual(["content", "letter"]);
  });
});

describe("wrong usage", () => {
  test.each([
    [["--path-prefix", "a b"], 'Cannot use pathPrefix "a b": must be a path such as /group/kb/'],
    [["--url", "kb.example"], 'Cannot use url "kb.example": Invalid URL'],
    [["--audience", "everybody"], 'No audience is called "everybody": public, internal, restricted'],
    [["--root", "tests/nowhere"], "tests/nowhere has no folder content/"],
    [["--outptu", "x"], "Unknown option '--outptu'"],
  ])("%s is refused with exit code 2", async (args, message) => {
    const built = await runBuild(args);

    expect(built.stderr).toContain(message);
    expect(built.stderr).toContain("Usage: npm run build");
    expect(built.exitCode).toBe(2);
  });
});
