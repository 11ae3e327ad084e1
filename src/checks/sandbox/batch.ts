// A batch of runs as the tar archive that the driver reads: trees, scripts, recorded answers, and what to do with them.

import { packTar, type TarEntry } from "modern-tar";
import type { Host } from "../../model/host.ts";
import { MOST } from "./limits.ts";
import { ANSWERS, BASE, HOST, RUN } from "./paths.ts";
import type { Toolbox } from "./tools.ts";
import { answersOf } from "./transcripts.ts";
import { fileEntry, folderEntry, hardLinkEntry, treeEntries } from "./tree.ts";

/** One run: a script on a host, with or without a trace. */
export type Job = {
  readonly script: string;
  readonly host: Host;
  readonly traced: boolean;
  /** Names of commands that it feeds. */
  readonly fed?: ReadonlySet<string> | undefined;
  /** A tool that the host lacks. */
  readonly lacking?: string | undefined;
  /** A tool that fails. */
  readonly failing?: string | undefined;
};

export type BatchOptions = {
  readonly toolbox: Toolbox;
  readonly timeoutMs: number;
  /** A word that separates the outputs of two runs. */
  readonly nonce: string;
  /** A user without other processes, for a driver that has no namespaces. */
  readonly somebody: number;
};

export type Batch = {
  readonly archive: Uint8Array;
  /** What it may take when it is unpacked, with room for what runs may write. */
  readonly bytes: number;
  readonly files: number;
};

/** Where the driver unpacks. */
const WORK = "/tmp";
const ROOM = 2 ** 28;
const FILES = 2 ** 16;

export async function batchOf(jobs: readonly Job[], options: BatchOptions): Promise<Batch> {
  const known = new Map<string, number>();
  const places = [RUN, HOST].map((path) => folderEntry(`base${path.slice(BASE.length)}`));
  const entries: TarEntry[] = [folderEntry("job"), ...toolEntries(options.toolbox), ...SHELLS, ...places];
  const mounts: string[] = [];
  for (const [i, { host, script, fed, lacking, failing }] of jobs.entries()) {
    const answers = answersOf(host, options.toolbox, { fed, failing });
    const n = known.get(answers.functions) ?? known.size;
    if (!known.has(answers.functions)) {
      known.set(answers.functions, n);
      entries.push(fileEntry(`hosts/${n}/functions.bash`, answers.functions));
      for (const [name, text] of answers.programs) entries.push(fileEntry(`hosts/${n}/bin/${name}`, text, 0o755));
    }
    entries.push(fileEntry(`runs/${i}/script`, `. ${ANSWERS}; ${script}`));
    const beside = { programs: [...answers.programs.keys()], toolbox: options.toolbox, lacking };
    const tree = treeEntries(`trees/${i}`, host, beside);
    for (const entry of tree) entries.push(entry);
    mounts.push(mount("base", i, BASE), mount(`runs/${i}`, i, RUN), mount(`hosts/${n}`, i, HOST));
  }
  const all = [...instructions(jobs, options), fileEntry("job/mounts", mounts.join("")), ...entries];
  const archive = await packTar(all);
  return { archive, bytes: ROOM + archive.length, files: FILES + all.length };
}

/** One that is there under several names, as busybox is, comes once. */
function toolEntries({ files }: Toolbox): readonly TarEntry[] {
  const placed = new Map<string, string>();
  return files.map(({ from, to, content }) => {
    const [path, first] = [`base/${to}`, placed.get(from)];
    if (first === undefined) placed.set(from, path);
    return first === undefined ? fileEntry(path, content, 0o755) : hardLinkEntry(path, first);
  });
}

/** A line for mount(8), in whose folders the driver unpacks. */
function mount(from: string, run: number, to: string): string {
  return `${WORK}/${from} ${WORK}/trees/${run}${to} none rbind,ro 0 0\n`;
}

function instructions(jobs: readonly Job[], { timeoutMs, nonce, somebody }: BatchOptions) {
  const settings = {
    nonce,
    seconds: timeoutMs / 1000,
    kibibytes: MOST.mebibytes * 1024,
    processes: MOST.processes,
    somebody,
  };
  const lines = (texts: readonly string[]) => texts.map((text) => `${text}\n`).join("");
  return [
    fileEntry("job/settings", lines(Object.entries(settings).map(([name, value]) => `${name}=${value}`))),
    fileEntry("job/runs", lines(jobs.map(({ traced }, i) => `${i} ${traced ? "yes" : "no"}`))),
  ];
}

/**
 * A shell beside the one that runs the snippet says so: what it runs is not in the snippet's text. egrep and fgrep are
 * scripts on some machines.
 */
const SHELL = `#!${BASE}/own/bash -p
case \${1-} in /usr/bin/[ef]grep | ${BASE}/*) ;; *) printf '%s\\0' "\${0##*/} $*" >&251 ;; esac
case \${0##*/} in bash) exec ${BASE}/own/bash "$@" ;; *) exec ${BASE}/own/sh "$@" ;; esac
`;
const SHELLS = ["bash", "dash", "sh"].map((name) => fileEntry(`base/usr/bin/${name}`, SHELL, 0o755));
