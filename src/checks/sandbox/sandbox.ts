// Runs a script with the real shell and tools of this machine in a sandbox that holds nothing but a host: bubblewrap,
// with namespaces of its own for everything, no capabilities, no network, and limits.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../../model/host.ts";
import { TIMEOUT_MS } from "../limits.ts";
import { pathOf } from "../path-of.ts";
import { ISOLATION } from "./command.ts";
import { type LayoutOptions, layOut } from "./layout.ts";
import { LIMITS } from "./limits.ts";
import { deviceMounts } from "./mounts.ts";
import { type Ended, makePipes, runBwrap } from "./process.ts";
import { openFolder, TOOLS, toolboxWith } from "./toolbox.ts";

export type SandboxOptions = LayoutOptions & { readonly timeoutMs?: number };

export type SandboxRun = Omit<Ended, "failure" | "notes"> & {
  /** Command lines that the host has no transcript of. */
  readonly refused: readonly string[];
  /** What strace wrote; "" where it was not asked. */
  readonly trace: string;
};

/** Before the number of the process that it belongs to: what a killed build leaves behind can be told from what is used. */
const FOLDER = "faultbook-sandbox-";

/** Runs a script on a host. What it does ends with it, and touches nothing of this machine. */
export async function runInSandbox(script: string, host: Host, options: SandboxOptions = {}): Promise<SandboxRun> {
  const folder = mkdtempSync(join(openFolder(), `${FOLDER}${process.pid}-`));
  try {
    const args = layOut(folder, script, host, options);
    const { failure, notes, ...ended } = await runBwrap(args, await makePipes(folder), options.timeoutMs ?? TIMEOUT_MS);
    // Its exit code would otherwise pass for that of the script: 1, AFFECTED.
    if (failure !== undefined) throw new Error(`bubblewrap could not start: ${failure}`);
    return { ...ended, refused: notes.split("\0").slice(0, -1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let missing: string | undefined | null = null;

/** Why there can be no sandbox on this machine; undefined where there can. */
export function sandboxMissing(): string | undefined {
  if (missing === null) missing = probe();
  return missing;
}

const INSTALL = "On Debian and Ubuntu: apt-get install bubblewrap";

function probe(): string | undefined {
  if (process.platform !== "linux") return `bubblewrap needs Linux, and this is ${process.platform}`;
  const bwrap = pathOf("bwrap");
  if (bwrap === undefined) return `bubblewrap is not installed. ${INSTALL}`;
  if (pathOf("ldd") === undefined) return "ldd is not installed, which tells the libraries of the tools";
  const { mounts, empty, commands } = toolboxWith([]);
  const args = [...ISOLATION, ...mounts, ...deviceMounts(empty), "--symlink", TOOLS, "/usr/bin"];
  if (!commands.includes("bash")) return "bash is not installed";
  const command = ["--", "/bin/bash", "-c", `${LIMITS}; (exit 7)`];
  const { status, stderr, error } = spawnSync(bwrap, [...args, ...command], { encoding: "utf8" });
  if (status === 7) return undefined;
  // What could not be started at all has said nothing.
  const why = error?.message ?? (stderr.trim() || `it ended with ${status}`);
  return `bubblewrap cannot make a sandbox here: ${why}`;
}
