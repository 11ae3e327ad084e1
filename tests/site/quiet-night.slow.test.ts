// A night without news: everything was looked at again, and nothing had moved. What changes is told by two files for
// machines, and by no page.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { LOOKS_FILE } from "../../src/site/files.ts";
import { machineRoot } from "../pages/support/machine-site.ts";
import { runBuild } from "./support/build-content.ts";

const MISSING = "https://github.com/a/b/issues/1";
const GOOD = "https://github.com/a/b/issues/2";

function looksAt(at: string, failures: number): string {
  const failing = { result: "timeout", failures, failingSince: "2024-05-07T02:00:00.000Z" };
  const lastGood = "2024-05-06T02:00:00.000Z";
  return JSON.stringify({
    ...{ version: 1, lastSuccess: at },
    looks: { [MISSING]: { at, lastGood, ...failing }, [GOOD]: { at, lastGood: at, result: "ok", failures: 0 } },
  });
}

async function textsBelow(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [relative(folder, file), await readFile(file, "latin1")] as const)),
  );
}

test("a build after a night without news changes no page", async () => {
  const root = await machineRoot({ [LOOKS_FILE]: looksAt("2024-05-09T02:00:00.000Z", 3) });
  const { output } = await runBuild(["--root", root]);
  const before = await textsBelow(output);

  await writeFile(join(root, LOOKS_FILE), looksAt("2024-05-10T02:00:00.000Z", 4));
  await runBuild(["--root", root], output);
  const after = await textsBelow(output);

  const changed = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
  expect(changed.sort()).toEqual(["api/looks.json", "metrics.prom"]);
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
});
