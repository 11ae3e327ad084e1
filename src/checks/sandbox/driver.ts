// Starts the driver by a launcher, hands a batch to it, and collects what became of each run.

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { batchOf, type Job } from "./batch.ts";
import { type Frame, Frames } from "./frames.ts";
import type { Launcher } from "./launcher.ts";
import { ENVIRONMENT, OUTPUT_CAP, TRACE_CAP } from "./limits.ts";
import { pathOf } from "./path-of.ts";
import type { Toolbox } from "./tools.ts";

const KILLED = 137;

const DRIVER = readFileSync(new URL("driver.bash", import.meta.url), "utf8");

/** A file or folder of a run's tree that is not as it was, by its absolute path there. */
export type Touched = {
  readonly path: string;
  readonly kind: string;
  readonly isRead: boolean;
  readonly isWritten: boolean;
};

/** What became of one run, as the driver reports it. */
export type Ended = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly trace: string;
  /** Command lines that have no answer. */
  readonly refused: readonly string[];
  readonly touched: readonly Touched[];
  readonly ends: ReadonlySet<"late" | "loud" | "untraceable" | "left" | "full" | "broken">;
};

export type DriverOptions = { readonly launcher: Launcher; readonly toolbox: Toolbox; readonly timeoutMs: number };

/**
 * Runs a batch; one `Ended` for each job, in their order. Where a run takes the driver down with it, that one is "broken"
 * and the others are run again without it. Throws an Error where the driver cannot start.
 */
export async function drive(jobs: readonly Job[], options: DriverOptions): Promise<readonly Ended[]> {
  if (jobs.length === 0) return [];
  const ended = await driveOnce(jobs, options);
  const missing = ended.length;
  if (missing === jobs.length) return ended;
  // What the others touched is reported only at the end.
  const [before, after] = [jobs.slice(0, missing), jobs.slice(missing + 1)];
  return [...(await drive(before, options)), BROKEN, ...(await drive(after, options))];
}

const BROKEN: Ended = {
  ...{
    exitCode: KILLED,
    stdout: "",
    stderr: "",
    trace: "",
    refused: [],
    touched: [],
    ends: new Set(["broken"] as const),
  },
};

async function driveOnce(jobs: readonly Job[], { launcher, toolbox, timeoutMs }: DriverOptions) {
  const nonce = randomBytes(16).toString("hex");
  const options = { toolbox, timeoutMs, nonce, somebody: FIRST_OF_NOBODY + (process.pid % 2 ** 20) };
  const { archive, bytes, files } = await batchOf(jobs, options);
  const child = start(launcher, [launcher.isolates ? "namespaces" : "chroot", String(bytes), String(files)]);
  const [, stdout, stderr, trace, status, notes] = child.stdio as unknown as Streams;
  const streams = [
    new Frames(stdout, nonce, OUTPUT_CAP),
    new Frames(stderr, nonce, OUTPUT_CAP),
    new Frames(trace, nonce, TRACE_CAP),
    new Frames(notes, nonce, OUTPUT_CAP),
  ] as const;
  const told = new Status(status, jobs.length, (runs) => {
    for (const stream of streams) stream.ended(runs);
  });
  send(child, archive);
  await Promise.all([exitOf(child), told.done, ...streams.map(({ done }) => done)]);
  if (!told.isReady) throw new Error(streams[1].unmarked() || "the driver of the sandbox printed nothing");
  const touched = told.touched();
  if (touched === undefined && told.lines.length === jobs.length)
    throw new Error("the driver of the sandbox ended too early");
  return told.lines.map((line, i) =>
    endedOf(
      line,
      streams.map((stream) => stream.frame(i)),
      touched?.get(i) ?? [],
    ),
  );
}

/** "3 0 no no": the number of the run, its exit code or "late", whether a process was left, whether it filled the disk. */
function endedOf(line: string, frames: readonly (Frame | undefined)[], touched: readonly Touched[]): Ended {
  const [, code = "", left, full] = line.split(" ");
  const [stdout, stderr, trace, notes] = frames;
  const ends = [
    code === "late" && ("late" as const),
    (stdout?.isCut || stderr?.isCut || notes?.isCut) && ("loud" as const),
    trace?.isCut && ("untraceable" as const),
    left === "yes" && ("left" as const),
    full === "yes" && ("full" as const),
  ];
  return {
    exitCode: code === "late" ? KILLED : Number(code),
    ...{ stdout: stdout?.text ?? "", stderr: stderr?.text ?? "", trace: trace?.text ?? "", touched },
    refused: (notes?.text ?? "").split("\0").slice(0, -1),
    ends: new Set(ends.filter((end) => end !== false && end !== undefined)),
  };
}

type Streams = readonly [Writable, Readable, Readable, Readable, Readable, Readable];

/** Far above the users of any machine: what a driver without namespaces ends is this user's processes. */
const FIRST_OF_NOBODY = 2 ** 30;

/** The output of runs goes through pipes, which /dev/stdout can open again; what Node makes is a socket. */
const PUMPED = 'exec "$@" > >(exec cat) 2> >(exec cat >&2)';

/** A bash whose stdin is a socket takes itself for one that was started over the network, and reads ~/.bashrc. */
const PLAIN = ["--norc", "--noprofile"];

function start({ argv, user }: Launcher, args: readonly string[]): ChildProcess {
  const shell = pathOf("bash") ?? "bash";
  return spawn(
    shell,
    [...PLAIN, "-c", PUMPED, "faultbook", ...argv, shell, ...PLAIN, "-c", DRIVER, "faultbook", ...args],
    {
      stdio: Array(6).fill("pipe"),
      cwd: "/",
      // Of this environment, which may hold tokens, nothing goes in.
      env: ENVIRONMENT,
      ...(user === undefined ? {} : { uid: user, gid: user }),
    },
  );
}

function send(child: ChildProcess, archive: Uint8Array): void {
  // A driver that could not start reads nothing; why, it has said.
  child.stdin?.on("error", () => {});
  child.stdin?.end(archive);
}

function exitOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => resolve());
  });
}

/** What the driver reports: that it is ready, a line for each run, and in the end what was touched in their trees. */
class Status {
  readonly lines: string[] = [];
  readonly done: Promise<void>;
  /** Whether it came as far as to the first run. */
  isReady = false;
  #rest = "";

  constructor(stream: Readable, runs: number, onEnd: (runs: number) => void) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      this.#rest += chunk;
      // Names of files may hold a line break, too.
      while (this.lines.length < runs && this.#rest.includes("\n")) {
        const at = this.#rest.indexOf("\n");
        const line = this.#rest.slice(0, at);
        this.#rest = this.#rest.slice(at + 1);
        if (this.isReady) this.lines.push(line);
        this.isReady = true;
      }
      onEnd(this.lines.length);
    });
    this.done = new Promise((resolve) => stream.on("close", resolve));
  }

  /** By the number of the run; undefined where the driver did not come to its end. */
  touched(): ReadonlyMap<number, readonly Touched[]> | undefined {
    if (!/(^|\0)end\0$/.test(this.#rest)) return undefined;
    const all = this.#rest.split("\0").flatMap((text) => {
      const { run, path, kind = "", read, written } = TOUCHED.exec(text)?.groups ?? {};
      if (run === undefined) return [];
      return [
        {
          run: Number(run),
          one: { path: path ?? "/", kind, isRead: Number(read) > 2, isWritten: Number(written) > 2 },
        },
      ];
    });
    return new Map([...Map.groupBy(all, ({ run }) => run)].map(([run, group]) => [run, group.map(({ one }) => one)]));
  }
}

/** "f 1694000000.5 1.0000000000 3/proc/cpuinfo" */
const TOUCHED = /^(?<kind>.) (?<read>[\d.]+) (?<written>[\d.]+) (?<run>\d+)(?<path>\/.*)?$/s;
