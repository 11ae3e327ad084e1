// Runs a capture script with a shell of this machine.

import { spawnSync } from "node:child_process";
import { captureScript } from "../../../src/checks/capture/script.ts";
import { type Capture, parseCapture } from "../../../src/checks/capture/text.ts";
import type { Uses } from "../../../src/checks/capture/uses.ts";
import { checkOf } from "../samples.ts";

export const NOTHING: Uses = { reads: [], asks: [], lists: [], commands: [] };

/** The script for what a check uses. */
export function scriptFor(uses: Partial<Uses>): string {
  return captureScript(checkOf("exit 2"), { ...NOTHING, ...uses }, "https://kb.example/");
}

/** What the script prints, on its stdin or as a file of its own. */
export function printed(script: string, shell: readonly string[] = ["sh"], path = process.env.PATH): string {
  const [name = "", ...args] = shell;
  const env = { PATH: path, TERM: "dumb" };
  const { status, stdout, stderr, error } = spawnSync(name, [...args, "-s"], { input: script, env });
  if (error !== undefined) throw error;
  if (status !== 0 || stderr.length > 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return stdout.toString("latin1");
}

/** What the script brings home. */
export function captured(uses: Partial<Uses>): Capture {
  return parseCapture(printed(scriptFor(uses)));
}
