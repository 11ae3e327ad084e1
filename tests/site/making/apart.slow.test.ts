// A build in two processes gives what one in a single process gives, and fails as it does.

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RecordError } from "../../../src/core/json-file.ts";
import { buildSite, contentsOf } from "../../../src/site/build.ts";
import { buildApart } from "../../../src/site/making/apart.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-apart-"));
  await cp("tests/fixtures/sites/everything", root, { recursive: true, filter: (file) => !file.includes("/.cache") });
});

afterEach(() => rm(root, { recursive: true }));

async function bytesBelow(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map(async (file) => [relative(folder, file), await readFile(file, "latin1")] as const);
  return new Map((await Promise.all(texts)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

test("the same bytes, problems and counts", async () => {
  const options = { root, keepGoing: true, baseline: new Set<string>() };
  const { site, published } = await buildSite({ ...options, output: join(root, "one") });

  const apart = await buildApart({ ...options, output: join(root, "two") });

  expect(apart).toMatchObject({ problems: site.problems, contents: contentsOf(site), published });
  expect(await bytesBelow(join(root, "two"))).toEqual(await bytesBelow(join(root, "one")));
});

test("problems keep everything from being published", async () => {
  await writeFile(join(root, "content/pages/broken.md"), "[x](/nowhere/)\n");

  const { problems, published } = await buildApart({ root, output: join(root, "out") });

  expect(published).toBeUndefined();
  expect(problems.map(({ what }) => what)).toContain('link to "/nowhere/", which does not exist');
});

test("a broken record is told as one", async () => {
  await writeFile(join(root, "_data/states.json"), "<<<<<<< HEAD\n");

  await expect(buildApart({ root, output: join(root, "out") })).rejects.toThrow(RecordError);
});
