import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addUntold, clearUntold, readUntold } from "../../src/night/untold.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-untold-"));
});

afterEach(() => rm(root, { recursive: true }));

test("addUntold() keeps reports in their order, until they were told", async () => {
  await addUntold(root, "## One\n");
  await addUntold(root, "");
  await addUntold(root, "## Two\n");

  expect(await readUntold(root)).toBe("## One\n\n## Two\n");

  await clearUntold(root);
  expect(await readUntold(root)).toBe("");
});

test("clearUntold() is content when there is nothing", async () => {
  await clearUntold(root);

  expect(await readUntold(root)).toBe("");
});

test("addUntold() does not grow for ever", async () => {
  for (let i = 0; i < 5; i++) await addUntold(root, `${"x".repeat(90_000)}\n`);

  const untold = await readUntold(root);
  expect(untold.length).toBeLessThan(201_000);
  expect(untold).toContain("… and more, which did not fit");
});
