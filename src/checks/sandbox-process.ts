// The process of a sandbox: started, listened to, and ended when it takes too long or says too much.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { OUTPUT_CAP } from "./limits.ts";
import { pathOf } from "./sandbox-tools.ts";

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
  await promisify(execFile)("mkfifo", ["-m", "600", ...names.map((name) => join(folder, name))]);
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
  const run = follow(timeoutMs);
  const said = Promise.all([
    collect(pipes.stdout, PIPES.stdout, () => run.end("overflowed")),
    collect(pipes.stderr, PIPES.stderr, () => run.end("overflowed")),
    collect(pipes.refused, PIPES.refused, () => run.end("overflowed")),
    collect(pipes.trace, PIPES.trace, () => run.end("untraceable")),
  ]);
  let [exitCode, status] = [KILLED, ""];
  try {
    const child = start(args, pipes);
    [exitCode, status] = await Promise.all([run.exitOf(child), text(child.stdio[STATUS] as Readable)]);
  } finally {
    // Open until now, or the first writer to leave would end them.
    for (const { write } of Object.values(pipes)) closeSync(write);
  }
  const [stdout, stderr, notes, trace] = await said;
  const why = run.why();
  // https://github.com/containers/bubblewrap/blob/main/bwrap.xml: "exit-code" comes of a command that was run.
  const failure = why !== undefined || status.includes('"exit-code"') ? undefined : stderr.trim();
  const ends = { timedOut: why === "timedOut", overflowed: why === "overflowed", untraceable: why === "untraceable" };
  return { exitCode, stdout, stderr, notes, trace, ...ends, failure };
}

const NOBODY = 65_534;
const STATUS = 3;

function start(args: readonly string[], { stdout, stderr }: Pipes): ChildProcess {
  // The kernel limits the number of processes of everybody but root.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  return spawn(pathOf("bwrap") ?? "bwrap", ["--json-status-fd", String(STATUS), ...args], {
    ...{ stdio: ["ignore", stdout.write, stderr.write, "pipe"], cwd: "/" },
    // Of this environment, which may hold tokens, nothing goes in.
    env: {},
    ...user,
  });
}

type Why = "timedOut" | "overflowed" | "untraceable";

function follow(timeoutMs: number) {
  let why: Why | undefined;
  let child: ChildProcess | undefined;
  // With its parent, everything in the sandbox ends: it is in a process namespace of its own.
  const end = (because: Why) => {
    why ??= because;
    child?.kill("SIGKILL");
  };
  const exitOf = (started: ChildProcess) => {
    child = started;
    const timer = setTimeout(() => end("timedOut"), timeoutMs);
    return new Promise<number>((resolve, reject) => {
      started.on("error", reject);
      started.on("exit", (code) => resolve(code ?? KILLED));
    }).finally(() => clearTimeout(timer));
  };
  return { exitOf, end, why: () => why };
}

const KILLED = 137;

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
