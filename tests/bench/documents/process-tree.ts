// Memory and processor time of a process and of all that it has started, read from /proc. Elsewhere they are not known.

import { readdirSync, readFileSync } from "node:fs";

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html counts processor time in these. */
const TICKS_PER_SECOND = 100;
const EVERY_MS = 50;

/** Undefined where the system does not tell. */
export type Usage = {
  /** The most memory that all processes had at one time, each with the pages that it shares with others. */
  readonly peakBytes: number | undefined;
  /** Without the last moment of each process. */
  readonly cpuSeconds: number | undefined;
};

/** Follows the processes below one until it is told to stop. */
export class ProcessTree {
  readonly pid: number;
  readonly #timer: NodeJS.Timeout;
  #peak: number | undefined;
  /** Processor time by process; those that have ended keep theirs. */
  readonly #cpu = new Map<number, number>();

  constructor(pid: number) {
    this.pid = pid;
    this.#look();
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  get usage(): Usage {
    const times = [...this.#cpu.values()];
    const cpuSeconds = times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0);
    return { peakBytes: this.#peak, cpuSeconds };
  }

  stop(): Usage {
    clearInterval(this.#timer);
    return this.usage;
  }

  #look(): void {
    let bytes = 0;
    for (const pid of treeOf(this.pid)) {
      const [stat, status] = [contents(`/proc/${pid}/stat`), contents(`/proc/${pid}/status`)];
      const cpu = stat === undefined ? undefined : cpuOf(stat).own;
      if (cpu !== undefined) this.#cpu.set(pid, cpu);
      bytes += residentBytes(status ?? "");
    }
    if (bytes > 0) this.#peak = Math.max(this.#peak ?? 0, bytes);
  }
}

/** The process and those below it, as far as they are known. The list of children is that of each thread. */
export function treeOf(pid: number): number[] {
  const found = [pid];
  for (const one of found)
    for (const thread of listing(`/proc/${one}/task`)) {
      const children = contents(`/proc/${one}/task/${thread}/children`) ?? "";
      for (const child of children.split(" ").filter((text) => text !== "")) found.push(Number(child));
    }
  return found;
}

/** Processor time of all processes that this one has waited for, in seconds. */
export function waitedCpu(): number | undefined {
  const stat = contents("/proc/self/stat");
  return stat === undefined ? undefined : cpuOf(stat).waited;
}

/** From a line of /proc/PID/stat, whose second word may contain blanks. */
export function cpuOf(stat: string): { readonly own: number; readonly waited: number } {
  const words = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user = 0, system = 0, waitedUser = 0, waitedSystem = 0] = words.slice(11, 15).map(Number);
  return { own: (user + system) / TICKS_PER_SECOND, waited: (waitedUser + waitedSystem) / TICKS_PER_SECOND };
}

/** From the text of /proc/PID/status. A process that has ended has none. */
export function residentBytes(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

function contents(file: string): string | undefined {
  return attempt(() => readFileSync(file, "utf8"));
}

function listing(folder: string): string[] {
  return attempt(() => readdirSync(folder)) ?? [];
}

/** A process may end at any time, and only Linux has /proc. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
