// Prometheus' own tool, where this machine has it.

import { spawnSync } from "node:child_process";

export const NO_PROMTOOL =
  spawnSync("promtool", ["--version"]).status === 0
    ? undefined
    : "promtool is not installed: what Prometheus itself says of this is not asked (it comes with Prometheus)";

/** Runs promtool and gives what it printed, and its exit code. */
export function promtool(
  args: readonly string[],
  input = "",
): { readonly exitCode: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync("promtool", args, { input, encoding: "utf8" });
  return { exitCode: status, text: stdout + stderr };
}
