// The tools of Prometheus and Alertmanager, where this machine has them.

import { spawnSync } from "node:child_process";

export const NO_PROMTOOL = lacking("promtool", "Prometheus");
export const NO_AMTOOL = lacking("amtool", "Alertmanager");

function lacking(tool: string, of: string): string | undefined {
  return spawnSync(tool, ["--version"]).status === 0
    ? undefined
    : `${tool} is not installed: what ${of} itself says of this is not asked (it comes with ${of})`;
}

type Told = { readonly exitCode: number | null; readonly text: string };

/** Runs promtool and gives what it printed, and its exit code. */
export function promtool(args: readonly string[], input = ""): Told {
  return run("promtool", args, input);
}

export function amtool(args: readonly string[]): Told {
  return run("amtool", args, "");
}

function run(tool: string, args: readonly string[], input: string): Told {
  const { status, stdout, stderr } = spawnSync(tool, args, { input, encoding: "utf8" });
  return { exitCode: status, text: stdout + stderr };
}
