// Runs a capture script with a shell of this machine.

import { spawnSync } from "node:child_process";
import { captureScript } from "../../../src/checks/capture/script.ts";
import { type Capture, parseCapture } from "../../../src/checks/capture/text.ts";
import type { Uses } from "../../../src/checks/capture/uses.ts";
import { checkOf } from "../samples.ts";

export const NOTHING: Uses = { reads: [], asks: [], lists: [], commands: [], programs: [] };

/** The script for what a check uses. Where none is given, it runs none: this one is not run by a script that only reads. */
export function scriptFor(uses: Partial<Uses>, snippet = "rm /x"): string {
  return captureScript(checkOf(snippet), { ...NOTHING, ...uses }, "https://kb.example/");
}

/** What the script prints on its stdout and stderr, as the stdin of a shell. */
export function told(script: string, shell: readonly string[] = ["sh"], env: NodeJS.ProcessEnv = {}) {
  const [name = "", ...args] = shell;
  const options = {
    input: Buffer.from(script),
    env: { PATH: process.env.PATH, TERM: "dumb", ...env },
    encoding: "latin1",
  } as const;
  const { status, stdout, stderr, error } = spawnSync(name, [...args, "-s"], options);
  if (error !== undefined) throw error;
  if (status !== 0 || /^(?!capture: )/m.test(stderr.trimEnd()))
    throw new Error(`${name} ended with ${status}: ${stderr}`);
  return { stdout, stderr };
}

/** What the script prints. */
export function printed(script: string, shell?: readonly string[]): string {
  return told(script, shell).stdout;
}

/** What the script brings home. */
export function captured(uses: Partial<Uses>): Capture {
  return parseCapture(printed(scriptFor(uses)));
}
