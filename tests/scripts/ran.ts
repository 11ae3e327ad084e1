// Runs a script of scripts/ in a process of its own, with a text on its stdin.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Ran = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const SCRIPTS = new URL("../../scripts/", import.meta.url);

/** Runs `node scripts/<name> …args`; `env` comes on top of the environment, less what npm says of itself. */
export function ran(
  name: string,
  args: readonly string[],
  input: string | Uint8Array = "",
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const own = Object.entries(process.env).filter(([key]) => !/^(npm_|FAULTBOOK_)/i.test(key));
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL(name, SCRIPTS));
    const child = spawn(process.execPath, [script, ...args], { env: { ...Object.fromEntries(own), ...env } });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (piece) => {
        said[stream] += piece;
      });
    }
    child.on("error", reject).on("close", (code) => resolve({ code, ...said }));
    // Whoever refuses its arguments does not wait for the text.
    child.stdin.on("error", () => {}).end(input);
  });
}
