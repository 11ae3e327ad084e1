// The patch, taken by git itself in a repository.

import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { expect, test } from "vitest";
import { patchOf } from "../../../src/checks/authoring/unified-diff.ts";
import { writeSite } from "../../corpus/tiny-site.ts";

const LINES = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join("");
const CHANGES = [
  { file: "content/.runs/a/new.json", before: "", after: '{ "a": 1 }\n' },
  { file: "content/.runs/a/changed.json", before: LINES, after: LINES.replace("line 9", "line \u001b[31m\\ nine") },
  { file: "content/.runs/a/gone.json", before: "{}\n", after: "" },
  { file: "content/.runs/a/same.json", before: "{}\n", after: "{}\n" },
  { file: "content/.runs/b/no break at the end.json", before: "a", after: "b" },
];

test("patchOf() is what git apply makes of the files before those after", async () => {
  const before = CHANGES.filter((change) => change.before !== "").map((change) => [change.file, change.before]);
  const root = await writeSite(Object.fromEntries(before));
  const git = (args: readonly string[], input = "") =>
    execFileSync("git", args, { cwd: root, input, encoding: "utf8" });
  git(["init", "-q"]);

  const patch = patchOf(CHANGES);
  git(["apply", "--check", "-v"], patch);
  git(["apply", "--whitespace=error-all"], patch);

  const files = (await glob("content/**", { cwd: root, dot: true })).sort();
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(join(root, file), "utf8")]));
  const after = CHANGES.filter((change) => change.after !== "").map((change) => [change.file, change.after]);
  expect(Object.fromEntries(texts)).toEqual(Object.fromEntries(after));
  expect(patch).not.toContain("same.json");
  expect(patchOf([])).toBe("");
});
