// The process of a sandbox: started, listened to, and ended when it takes too long or says too much.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { OUTPUT_CAP } from "../limits.ts";
import { pathOf } from "../path-of.ts";

export type Ended = {
  /** 137 where it was killed. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written into the pipes of these names. */
  readonly notes: string;
  readonly trace: string;
  readonly timedOut: boolean;
  /** It was ended because it printed more than OUTPUT_CAP bytes. */
  readonly overflowed: boolean;
  /** It was ended because of more than TRACE_CAP bytes of trace. */
  readonly untraceable: boolean;
  /** Why nothing was run at all; undefined where it was. */
  readonly failure: string | undefined;
};

/** A check opens some files, of which each takes a hundred bytes. */
export const TRACE_CAP = 2 ** 23;

/** The pipes that a run writes into, with the number of bytes that may come; they lie in the sandbox's folder. */
const PIPES = { stdout: OUTPUT_CAP, stderr: OUTPUT_CAP, refused: OUTPUT_CAP, trace: TRACE_CAP } as const;
type Name = keyof typeof PIPES;

/** Lays pipes called stdout, stderr, refused and trace into `folder`, for a sandbox to write into. */
export async function makePipes(folder: string): Promise<Pipes> {
  const names = Object.keys(PIPES) as Name[];
  await promisify(execFile)(pathOf("mkfifo") ?? "mkfifo", ["-m", "600", ...names.map((name) => join(folder, name))]);
  const pipe = (name: Name) => openPipe(join(folder, name));
  return { stdout: pipe("stdout"), stderr: pipe("stderr"), refused: pipe("refused"), trace: pipe("trace") };
}

type Pipes = Readonly<Record<Name, Pipe>>;
type Pipe = { readonly read: number; readonly write: number };

/** Open at both ends: what Node makes itself is a socket, which /dev/stderr cannot open again. */
function openPipe(file: string): Pipe {
  // The reader comes first, or the writer would wait for it.
  const pipe = {
    read: openSync(file, constants.O_RDONLY | constants.O_NONBLOCK),
    write: openSync(file, constants.O_WRONLY),
  };
  // Whoever is root runs the sandbox as somebody else, who may write; what was written nobody takes back.
  chmodSync(file, 0o222);
  return pipe;
}

/** Runs bubblewrap with these options; the pipes are closed at the end. */
export async function runBwrap(args: readonly string[], pipes: Pipes, timeoutMs: number): Promise<Ended> {
  const ending = new Ending();
  const said = Promise.all([
    collect(pipes.stdout, PIPES.stdout, () => ending.begin("overflowed")),
    collect(pipes.stderr, PIPES.stderr, () => ending.begin("overflowed")),
    collect(pipes.refused, PIPES.refused, () => ending.begin("overflowed")),
    collect(pipes.trace, PIPES.trace, () => ending.begin("untraceable")),
  ]);
  const timer = setTimeout(() => ending.begin("timedOut"), timeoutMs);
  let [exitCode, status] = [KILLED, ""];
  try {
    const child = start(args, pipes);
    [exitCode, status] = await Promise.all([exitOf(child), statusOf(child, ending)]);
  } finally {
    clearTimeout(timer);
    // Open until now, or the first writer to leave would end them.
    for (const { write } of Object.values(pipes)) closeSync(write);
  }
  const [stdout, stderr, notes, trace] = await said;
  const { why } = ending;
  const failure = why !== undefined || status.includes('"exit-code"') ? undefined : stderr.trim();
  const ends = { timedOut: why === "timedOut", overflowed: why === "overflowed", untraceable: why === "untraceable" };
  return { exitCode, stdout, stderr, notes, trace, ...ends, failure };
}

/**
 * What bubblewrap tells of itself: `{ "child-pid": 42 }` of a command that is about to be run, and `{ "exit-code": 0 }`
 * of one that was. https://github.com/containers/bubblewrap/blob/main/bwrap.xml
 */
async function statusOf(child: ChildProcess, ending: Ending): Promise<string> {
  let status = "";
  for await (const chunk of child.stdio[STATUS] as Readable) {
    status += String(chunk);
    const [, id] = /"child-pid": *(\d+)/.exec(status) ?? [];
    if (id !== undefined) ending.of(Number(id));
  }
  ending.over();
  return status;
}

type Why = "timedOut" | "overflowed" | "untraceable";

/**
 * How a run is ended: by its process 1, with which everything in its process namespace ends. To end bubblewrap instead
 * would leave all of it behind, where it was still at work on the sandbox.
 */
class Ending {
  why: Why | undefined;
  #first: number | undefined;

  begin(why: Why): void {
    this.why ??= why;
    this.#end();
  }

  /** The process 1 of the sandbox, by its number out here. */
  of(first: number): void {
    this.#first = first;
    this.#end();
  }

  /** From now on the number may be somebody else's. */
  over(): void {
    this.#first = undefined;
  }

  #end(): void {
    if (this.why === undefined || this.#first === undefined) return;
    try {
      process.kill(this.#first, "SIGKILL");
    } catch {
      // It has just ended by itself.
    }
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? KILLED));
  });
}

const KILLED = 137;

const NOBODY = 65_534;
const STATUS = 3;

function start(args: readonly string[], { stdout, stderr }: Pipes): ChildProcess {
  // The kernel limits the number of processes of everybody but root.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  return spawn(pathOf("bwrap") ?? "bwrap", ["--json-status-fd", String(STATUS), ...args], {
    // Of stdin nothing is read but whether it is still open: see the launcher.
    ...{ stdio: ["pipe", stdout.write, stderr.write, "pipe"], cwd: "/" },
    // Of this environment, which may hold tokens, nothing goes in.
    env: {},
    ...user,
  });
}

/** What comes, up to the cap. */
function collect({ read }: Pipe, cap: number, tooMuch: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = new Socket({ fd: read, readable: true, writable: false });
  stream.on("data", (chunk: Buffer) => {
    if (size <= cap) chunks.push(chunk);
    size += chunk.length;
    if (size > cap) tooMuch();
  });
  return new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.on("close", () => resolve(Buffer.concat(chunks).subarray(0, cap).toString("utf8")));
  });
}
