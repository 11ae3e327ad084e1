// Runs a script with the real shell and tools of this machine in a sandbox that holds nothing but a host: bubblewrap,
// with namespaces of its own for everything, no capabilities, no network, and limits.

import { execFile, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { promisify } from "node:util";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import { TIMEOUT_MS } from "./limits.ts";
import { type CommandOptions, commandLine, ISOLATION, LIMITS } from "./sandbox-command.ts";
import { deviceMounts, hostMounts, toolMounts } from "./sandbox-mounts.ts";
import { type Ended, makePipes, runBwrap } from "./sandbox-process.ts";
import { pathOf, toolsFor } from "./sandbox-tools.ts";
import { BASE, REFUSED, SCRIPT, transcriptFiles } from "./transcript-scripts.ts";

export type SandboxOptions = CommandOptions & {
  /** Commands beside the text tools, by name. */
  readonly extraTools?: readonly string[];
  readonly timeoutMs?: number;
};

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
  const folder = await mkdtemp(join(openFolder(), `${FOLDER}${process.pid}-`));
  try {
    const args = await layOut(folder, script, host, options);
    const { failure, notes, ...ended } = await runBwrap(args, await makePipes(folder), options.timeoutMs ?? TIMEOUT_MS);
    // Its exit code would otherwise pass for that of the script: 1, AFFECTED.
    if (failure !== undefined) throw new Error(`bubblewrap could not start: ${failure}`);
    return { ...ended, refused: notes.split("\0").slice(0, -1) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where everybody may look into: whoever is root runs the sandbox as somebody else. A folder in memory is faster, too. */
function openFolder(): string {
  return isOpen("/dev/shm") && !FORBIDS_PROGRAMS.test(readFileSync("/proc/mounts", "utf8")) ? "/dev/shm" : tmpdir();
}

/** As containers have it; the scripts of transcripts could not be run. */
const FORBIDS_PROGRAMS = /^\S+ \/dev\/shm \S+ \S*\bnoexec\b/m;

function isOpen(folder: string): boolean {
  const EVERYBODY = 0o7;
  return ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & EVERYBODY) === EVERYBODY;
}

/** Writes the files that the sandbox is made of; gives the options of bubblewrap. */
async function layOut(folder: string, script: string, host: Host, options: SandboxOptions): Promise<readonly string[]> {
  const transcripts = transcriptFiles(host);
  const files: readonly (readonly [path: string, content: string | Uint8Array])[] = [
    ...[...host.files].map(([path, content]) => [`host${path}`, content] as const),
    ...transcripts,
    ["script", script],
  ];
  for (const [path, content] of files) await write(folder, path, content);
  const scripts = [...transcripts.keys()].filter((path) => path.startsWith("bin/"));
  await Promise.all(scripts.map((path) => chmod(join(folder, path), 0o755)));
  await open(folder);
  return [...ISOLATION, ...tree(folder, host, scripts, options), "--remount-ro", "/", "--", ...commandLine(options)];
}

async function write(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  const file = join(folder, path);
  if (!file.startsWith(folder + sep)) throw new RangeError(`${path} would lie outside of the sandbox`);
  // A name that ends in a slash is a folder's.
  await mkdir(file.endsWith(sep) ? file : dirname(file), { recursive: true });
  if (!file.endsWith(sep)) await writeFile(file, content);
}

/** Whoever is root runs the sandbox as somebody else, who must be able to read it, whatever umask(1) says. */
async function open(folder: string): Promise<void> {
  if (process.getuid?.() === 0) await promisify(execFile)("chmod", ["-R", "a+rX", folder]);
}

function tree(folder: string, host: Host, scripts: readonly string[], { extraTools = [], traced }: SandboxOptions) {
  const names = new Set(scripts.map((path) => path.slice("bin/".length)));
  return [
    ...hostMounts(host, join(folder, "host")),
    ...toolMounts(toolsFor(traced ? [...extraTools, "strace"] : extraTools), names),
    ...[...names].flatMap((name) => ["--ro-bind", join(folder, "bin", name), `/usr/bin/${name}`]),
    ...(names.size > 0 ? ["--ro-bind", join(folder, "transcripts"), `${BASE}/transcripts`] : []),
    // Pipes can be written into where files can't be changed.
    ...["--ro-bind", join(folder, "script"), SCRIPT, "--ro-bind", join(folder, "refused"), REFUSED],
    ...(traced ? ["--ro-bind", join(folder, "trace"), `${BASE}/trace`] : []),
    ...deviceMounts(),
    ...["--chdir", "/"],
  ];
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
  if (pathOf("bwrap") === undefined) return `bubblewrap is not installed. ${INSTALL}`;
  if (pathOf("ldd") === undefined) return "ldd is not installed, which tells the libraries of the tools";
  const args = [
    ...ISOLATION,
    ...hostMounts(EMPTY_HOST, "/"),
    ...toolMounts(toolsFor([]), new Set()),
    ...deviceMounts(),
  ];
  const { status, stderr } = spawnSync("bwrap", [...args, "--", "/bin/bash", "-c", `${LIMITS}; (exit 7)`], {
    encoding: "utf8",
  });
  return status === 7
    ? undefined
    : `bubblewrap cannot make a sandbox here: ${stderr.trim() || `it ended with ${status}`}`;
}
