// Builds a site into a fresh folder by the real command line, as a user does.

import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";

export type Built = {
  readonly output: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** Runs `npm run build` without npm; the output folder is new unless it is given. */
export async function runBuild(
  args: readonly string[] = [],
  output?: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Built> {
  const folder = output ?? join(await mkdtemp(join(tmpdir(), "faultbook-site-")), "site");
  return new Promise((resolve) => {
    execFile(execPath, ["scripts/build.ts", "--output", folder, ...args], { env }, (error, stdout, stderr) => {
      resolve({ output: folder, exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}
