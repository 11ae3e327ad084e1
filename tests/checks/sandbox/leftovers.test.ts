import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { removeLeftovers } from "../../../src/checks/sandbox/leftovers.ts";

test("removeLeftovers() removes what belongs to processes that are no more, and nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "leftovers-"));
  const { pid: ended } = spawnSync("true");
  const kept = ["faultbook-of-others", `faultbook-sandbox-${process.pid}-a`, `faultbook-tools-${process.pid}-b`];
  for (const name of [...kept, `faultbook-sandbox-${ended}-c`, `faultbook-tools-${ended}-d`]) {
    mkdirSync(join(folder, name, "in"), { recursive: true });
  }

  removeLeftovers(folder);

  expect(readdirSync(folder).sort()).toEqual(kept);
  rmSync(folder, { recursive: true });
});
