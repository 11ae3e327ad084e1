import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { afterEach, expect, test } from "vitest";
import { pathOf } from "../../../src/checks/sandbox/path-of.ts";

const before = env.PATH;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "faultbook-path-")));
afterEach(() => {
  env.PATH = before;
  rmSync(folder, { recursive: true });
});

test("pathOf() takes the first program of the PATH, where it really stands, and looks in the folders of the system last", () => {
  for (const name of ["first", "second"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "first/tool"), "no program");
  mkdirSync(join(folder, "first/made"));
  writeFileSync(join(folder, "second/real"), "");
  chmodSync(join(folder, "second/real"), 0o755);
  for (const name of ["tool", "made"]) symlinkSync("real", join(folder, `second/${name}`));
  writeFileSync(join(folder, "file"), "");
  // What cannot even be looked at is passed over.
  symlinkSync("loop", join(folder, "first/loop"));
  env.PATH = ["file", "none", "first", "second"].map((name) => join(folder, name)).join(delimiter);

  expect(["tool", "made", "loop", "nothing-of-that-name"].map(pathOf)).toEqual([
    ...Array(2).fill(join(folder, "second/real")),
    undefined,
    undefined,
  ]);
  expect(pathOf("bash")).toMatch(/bash$/);
});
