// The real content, built once for all test files of a run: whoever comes first builds, the others wait.

import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
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
    const built = await runBuild([], folder);
    await writeFile(done, built.stderr);
    expect(built).toMatchObject({ exitCode: 0, stderr: "" });
  }
  while (!existsSync(done)) await setTimeout(50);
  return folder;
}
