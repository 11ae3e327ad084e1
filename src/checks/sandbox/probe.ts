// Finds the first launcher that works here, by what a check needs of it: files that are read, output, a process
// substitution, a long here-document, and a write that is noticed. If there is none, the reason comes with a remedy.

import { existsSync, readFileSync } from "node:fs";
import { EMPTY_HOST } from "../../model/host.ts";
import { launchers } from "./index.ts";
import type { FindLauncher, Launcher, Machine } from "./launcher.ts";
import { pathOf } from "./path-of.ts";
import { sandboxBy } from "./sandbox.ts";

export type Found = { readonly launcher: Launcher } | { readonly launcher?: undefined; readonly missing: string };

/** This machine. */
export const HERE: Machine = { platform: process.platform, uid: process.getuid?.(), pathOf };

let found: Promise<Found> | undefined;

/** The launcher for this machine, looked for once; or why there is none, with a remedy. */
export function findLauncher(): Promise<Found> {
  found ??= probe(HERE, launchers);
  return found;
}

export async function probe(machine: Machine, all: readonly FindLauncher[], explain = remedyHere): Promise<Found> {
  if (machine.platform !== "linux") {
    return { missing: `checks run on Linux only, but this is ${machine.platform}. ${IN_CONTAINER}` };
  }
  const lacking = NEEDED.filter((name) => machine.pathOf(name) === undefined);
  if (lacking.length > 0) return { missing: `a sandbox needs ${lacking.join(", ")}. Install what is missing` };
  const reasons: string[] = [];
  for (const find of all) {
    const launcher = find(machine);
    const why = typeof launcher === "string" ? launcher : await whyNot(launcher);
    if (why === undefined && typeof launcher !== "string") return { launcher };
    reasons.push(typeof launcher === "string" ? launcher : `${launcher.name}: ${why}`);
  }
  return { missing: `no sandbox can be made here (${reasons.join("; ")}). ${explain()}` };
}

/** What the driver calls. */
const NEEDED = ["bash", "tar", "find", "touch", "mkfifo", "setsid", "cat", "ldd", "grep"];

const PROBE = `grep -q there /etc/probe && cat < <(echo piped) && cat <<< "$(printf '%70000s' x)" | grep -c x; [ -w /etc ]; : > /tmp/mark; exit 7`;
const PLAIN_PROBE = "grep -q there /etc/probe && echo 1 | grep -c 1; exit 7";

async function whyNot(launcher: Launcher): Promise<string | undefined> {
  const host = { ...EMPTY_HOST, files: new Map([["/etc/probe", Buffer.from("there\n")]]) };
  try {
    const run = await sandboxBy({ launcher }).run(launcher.isolates ? PROBE : PLAIN_PROBE, host);
    if (run.exitCode !== 7) return run.stderr.trim().split("\n").at(-1) || `a run exited with ${run.exitCode}`;
    if (!launcher.isolates) return undefined;
    if (!run.stdout.startsWith("piped\n1")) return "a process substitution or a here-document does not work";
    if (!run.read.includes("/etc/probe")) return "it does not report what is read";
    return run.refused.some(({ asked }) => asked === "> /tmp/mark") ? undefined : "it does not report what is written";
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n").at(-1) ?? "") : String(error);
  }
}

const IN_CONTAINER = `Run it in a container:
  docker run --rm --security-opt seccomp=unconfined --security-opt systempaths=unconfined -v "$PWD:/site" -w /site node:24 npm run check`;

/** The settings of Linux that forbid namespaces, from the most specific to the vaguest. */
function remedyHere(): string {
  if (read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") === "1")
    return "AppArmor forbids it. Run sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or run the command as root";
  if (read("/proc/sys/kernel/unprivileged_userns_clone") === "0")
    return "A kernel setting forbids it. Run sudo sysctl kernel.unprivileged_userns_clone=1";
  if (read("/proc/sys/user/max_user_namespaces") === "0")
    return "A kernel setting forbids it. Run sudo sysctl user.max_user_namespaces=10000";
  if (existsSync("/.dockerenv") || existsSync("/run/.containerenv"))
    return `This container forbids it. ${IN_CONTAINER}`;
  return "Allow user namespaces: https://man7.org/linux/man-pages/man7/user_namespaces.7.html";
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}
