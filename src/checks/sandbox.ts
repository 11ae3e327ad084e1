// Runs a script with the real shell and tools of this machine in a sandbox that holds nothing but a host: bubblewrap,
// with namespaces of its own for everything, no capabilities, no network, and limits.

import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import { ENVIRONMENT, TIMEOUT_MS } from "./limits.ts";
import { deviceMounts, hostMounts, toolMounts } from "./sandbox-mounts.ts";
import { type Ended, runBwrap } from "./sandbox-process.ts";
import { pathOf, toolsFor } from "./sandbox-tools.ts";
import { BASE, REFUSED, SCRIPT, transcriptFiles } from "./transcript-scripts.ts";

export type SandboxOptions = {
  readonly shell?: "bash" | "sh";
  /** Commands beside the text tools, by name. */
  readonly extraTools?: readonly string[];
  readonly timeoutMs?: number;
  /** Let strace write what the run does. */
  readonly traced?: boolean;
};

export type SandboxRun = Ended & {
  /** Command lines that the host has no transcript of. */
  readonly refused: readonly string[];
  /** What strace wrote; "" where it was not asked. */
  readonly trace: string;
};

/** Per process: address space in KiB, processes, size of a file in KiB, open files; far above what a check needs. */
const LIMITS = "ulimit -c 0 -f 1024 -n 256 -v 262144 -u 64";

/** Runs a script on a host. What it does ends with it, and touches nothing of this machine. */
export async function runInSandbox(script: string, host: Host, options: SandboxOptions = {}): Promise<SandboxRun> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-sandbox-"));
  try {
    const args = await layOut(folder, script, host, options);
    const ended = await runBwrap(args, folder, options.timeoutMs ?? TIMEOUT_MS);
    const [refused, trace] = await Promise.all(
      ["refused", "trace"].map((name) => readFile(join(folder, name), "utf8")),
    );
    return { ...ended, refused: refused?.split("\0").slice(0, -1) ?? [], trace: trace ?? "" };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the files that the sandbox is made of; gives the options of bubblewrap. */
async function layOut(folder: string, script: string, host: Host, options: SandboxOptions): Promise<readonly string[]> {
  const transcripts = transcriptFiles(host);
  const files = [
    ...[...host.files].map(([path, content]) => [`host${path}`, content] as const),
    ...[...transcripts].map(([path, content]) => [path, content] as const),
    ...([
      ["script", script],
      ["refused", ""],
      ["trace", ""],
    ] as const),
  ];
  for (const [path, content] of files) await write(join(folder, path), content);
  // Whoever is root runs this as somebody else, who must be able to read it.
  await Promise.all([chmod(folder, 0o755), ...["refused", "trace"].map((name) => chmod(join(folder, name), 0o666))]);
  const scripts = [...transcripts.keys()].filter((path) => path.startsWith("bin/"));
  await Promise.all(scripts.map((path) => chmod(join(folder, path), 0o755)));
  return [...ISOLATION, ...tree(folder, host, scripts, options), "--remount-ro", "/", "--", ...command(options)];
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  // A name that ends in a slash is a folder's.
  await mkdir(file.endsWith("/") ? file : dirname(file), { recursive: true });
  if (!file.endsWith("/")) await writeFile(file, content);
}

const ISOLATION: readonly string[] = [
  ...["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", "0", "--gid", "0"],
  ...[
    "--hostname",
    "host",
    "--clearenv",
    ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ["--setenv", name, value]),
  ],
];

function tree(folder: string, host: Host, scripts: readonly string[], { extraTools = [], traced }: SandboxOptions) {
  const names = new Set(scripts.map((path) => path.slice("bin/".length)));
  return [
    ...hostMounts(host, join(folder, "host")),
    ...toolMounts(toolsFor(traced ? [...extraTools, "strace"] : extraTools), names),
    ...[...names].flatMap((name) => ["--ro-bind", join(folder, "bin", name), `/usr/bin/${name}`]),
    ...(names.size > 0 ? ["--ro-bind", join(folder, "transcripts"), `${BASE}/transcripts`] : []),
    ...["--ro-bind", join(folder, "script"), SCRIPT, "--bind", join(folder, "refused"), REFUSED],
    ...(traced ? ["--bind", join(folder, "trace"), `${BASE}/trace`] : []),
    ...deviceMounts(),
    ...["--chdir", "/"],
  ];
}

/** https://man7.org/linux/man-pages/man1/strace.1.html */
const STRACE = [
  ...["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-o", `${BASE}/trace`],
  ...["-e", "trace=openat,chdir,clone,clone3,fork,vfork,execve"],
];

/** Sets limits, runs, and then looks whether anything still runs: process 1 is the sandbox's own, and $$ is this one. */
const LAUNCHER = `${LIMITS}
"$@"
code=$?
stays() { for p in ${BASE}/proc/[0-9]*; do case \${p##*/} in 1 | $$) ;; *) return 0 ;; esac; done; return 1; }
stays && ${BASE}/tools/sleep 0.2 && stays && printf '%s\\0' 'a process that stays in the background' >>${REFUSED}
exit $code`;

function command({ shell = "bash", traced }: SandboxOptions): readonly string[] {
  return ["/bin/bash", "-c", LAUNCHER, "bash", ...(traced ? STRACE : []), `/bin/${shell}`, SCRIPT];
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
  const { status, stderr } = spawnSync("bwrap", [...args, "--", "/bin/bash", "-c", "exit 7"], { encoding: "utf8" });
  return status === 7
    ? undefined
    : `bubblewrap cannot make a sandbox here: ${stderr.trim() || `it ended with ${status}`}`;
}
