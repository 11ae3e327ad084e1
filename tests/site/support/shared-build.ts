// The real content, built once for all test files of a run: whoever comes first builds, the others wait.

import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, inject } from "vitest";
import { runBuild } from "./build-content.ts";

/** The folder of the site as it is served from "/". Read it only. */
export async function sharedBuild(): Promise<string> {
  const folder = join(inject("sharedFolder"), "site");
  const done = `${folder}.done`;
  const first = await mkdir(`${folder}.lock`).then(
    () => true,
    () => false,
  );
  if (first) {
    // Nobody may read half of it.
    await writeFile(`${done}.next`, JSON.stringify(await runBuild([], folder)));
    await rename(`${done}.next`, done);
  }
  while (!existsSync(done)) await setTimeout(50);
  // All are to fail at once where it failed: a browser would wait half a minute for each thing that is not there.
  expect(JSON.parse(await readFile(done, "utf8"))).toMatchObject({ exitCode: 0, stderr: "" });
  return folder;
}
