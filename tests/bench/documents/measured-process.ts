// Runs a command and measures it. What it started ends with the bench, and so do the folders that the bench made.

import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env, exit, kill, pid } from "node:process";
import { ProcessTree, treeOf, type Usage, waitedCpu } from "./process-tree.ts";

export type Measured = Usage & {
  /** From the start of the process to its end, in seconds. */
  readonly seconds: number;
  readonly stderr: string;
};

export type Command = {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
};

export type Started = { readonly child: ChildProcess; readonly tree: ProcessTree; readonly output: () => Output };
type Output = { readonly stdout: string; readonly stderr: string };

/** A process that is about to end may still write a file. */
const REMOVED = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 } as const;

const running = new Set<ChildProcess>();

/** Starts a command that goes on until endTree(). The environment is this one only: no proxy, no token, no settings. */
export function start({ program, args, cwd }: Command): Started {
  const child = spawn(program, args, {
    ...(cwd !== undefined && { cwd }),
    env: { PATH: env.PATH ?? "", HOME: env.HOME ?? "", TMPDIR: tmpdir() },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  return { child, tree: new ProcessTree(child.pid ?? 0), output: () => output };
}

/** Runs a command to its end. Throws when it fails, with what it wrote. */
export async function measure(command: Command): Promise<Measured> {
  const before = waitedCpu();
  const started = performance.now();
  const { child, tree, output } = start(command);
  const code = await ended(child).finally(() => tree.stop());
  const seconds = (performance.now() - started) / 1000;
  const { stdout, stderr } = output();
  if (code !== 0) throw new Error(`${command.program} ${command.args.join(" ")} failed\n${stdout}${stderr}`);
  const after = waitedCpu();
  const waited = before === undefined || after === undefined ? undefined : after - before;
  const { peakBytes, cpuSeconds } = tree.usage;
  // The system adds up only those whose parent has waited for them, and samples lack the last moment of each.
  return {
    seconds,
    stderr,
    peakBytes,
    cpuSeconds: waited === undefined ? undefined : Math.max(waited, cpuSeconds ?? 0),
  };
}

/** Ends a command with all that it has started. */
export async function endTree({ child, tree }: Started): Promise<Usage> {
  const usage = tree.stop();
  const isOver = child.exitCode !== null || child.signalCode !== null;
  const over = isOver ? undefined : ended(child);
  killTree(child, "SIGTERM");
  await over;
  return usage;
}

/** The exit code, or the name of the signal that ended it. Throws if the command could not be started. */
function ended(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
}

function killTree({ pid: top }: ChildProcess, signal: NodeJS.Signals): void {
  for (const one of top === undefined ? [] : treeOf(top).reverse()) send(one, signal);
}

/** Ends all that this process has started, a browser included. */
function killAll(): void {
  for (const child of running) killTree(child, "SIGKILL");
  for (const one of treeOf(pid).slice(1)) send(one, "SIGKILL");
}

function send(one: number, signal: NodeJS.Signals): void {
  try {
    kill(one, signal);
  } catch (error) {
    // It has ended by itself.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/**
 * Works in a folder of its own, which is removed afterwards: also after Ctrl-C, together with what still runs. Whatever
 * programs keep in a temporary folder, such as the profile of a browser, is in it, too.
 */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-documents-"));
  const { TMPDIR } = env;
  const stop = (signal: NodeJS.Signals) => {
    killAll();
    rmSync(folder, REMOVED);
    exit(signal === "SIGINT" ? 130 : 143);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    env.TMPDIR = folder;
    return await work(folder);
  } finally {
    if (TMPDIR === undefined) delete env.TMPDIR;
    else env.TMPDIR = TMPDIR;
    killAll();
    process.off("SIGINT", stop).off("SIGTERM", stop);
    await rm(folder, REMOVED);
  }
}
