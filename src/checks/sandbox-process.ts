// The process of a sandbox: started, listened to, and ended when it takes too long or says too much.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, constants, openSync } from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { OUTPUT_CAP } from "./limits.ts";

export type Ended = {
  /** 137 where it was killed. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** It was ended because it printed more than OUTPUT_CAP bytes. */
  readonly overflowed: boolean;
};

/** Runs bubblewrap with these options; `folder` takes two pipes. */
export async function runBwrap(args: readonly string[], folder: string, timeoutMs: number): Promise<Ended> {
  const [out, err] = await openPipes([join(folder, "stdout"), join(folder, "stderr")]);
  // The kernel limits the number of processes of everybody but root.
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn("bwrap", args, { stdio: ["ignore", out.write, err.write], cwd: "/", ...user });
  const run = follow(child, timeoutMs);
  for (const { write } of [out, err]) closeSync(write);
  const [exitCode, stdout, stderr] = await Promise.all([
    run.exit,
    collect(out.read, run.tooMuch),
    collect(err.read, run.tooMuch),
  ]);
  return { exitCode, stdout, stderr, ...run.why() };
}

const NOBODY = 65_534;

type Pipe = { readonly read: number; readonly write: number };

/** Named pipes, open at both ends: what Node makes itself is a socket, which /dev/stderr cannot open again. */
async function openPipes([out, err]: readonly [string, string]): Promise<readonly [Pipe, Pipe]> {
  // Open to everybody: whoever is root runs the sandbox as somebody else.
  await promisify(execFile)("mkfifo", ["-m", "666", out, err]);
  return [openPipe(out), openPipe(err)];
}

function openPipe(file: string): Pipe {
  // The reader comes first, or the writer would wait for it.
  return { read: openSync(file, constants.O_RDONLY | constants.O_NONBLOCK), write: openSync(file, constants.O_WRONLY) };
}

function follow(child: ChildProcess, timeoutMs: number) {
  let [timedOut, overflowed] = [false, false];
  // With its parent, everything in the sandbox ends: it is in a process namespace of its own.
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  const exit = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? KILLED));
  }).finally(() => clearTimeout(timer));
  const tooMuch = () => {
    overflowed = true;
    child.kill("SIGKILL");
  };
  return { exit, tooMuch, why: () => ({ timedOut, overflowed }) };
}

const KILLED = 137;

/** What comes, up to the cap. */
function collect(fd: number, tooMuch: () => void): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stream = new Socket({ fd, readable: true, writable: false });
  stream.on("data", (chunk: Buffer) => {
    if (size <= OUTPUT_CAP) chunks.push(chunk);
    size += chunk.length;
    if (size > OUTPUT_CAP) tooMuch();
  });
  return new Promise((resolve, reject) => {
    stream.on("error", reject);
    stream.on("close", () => resolve(Buffer.concat(chunks).subarray(0, OUTPUT_CAP).toString("utf8")));
  });
}
