// Runs the simulated shell in a thread beside this one: one run after the other, each ended when it takes too long or
// too much. The shell looks at its own limits between commands; in a nested loop, its awk looks at none.

import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { notRun } from "../snippet-form.ts";
import type { Answer, Task } from "./thread.ts";

/** The shell's own limit of time comes first, for it tells more. */
const GRACE_MS = 500;
/** The heap of the thread; a run takes a few. */
const MEBIBYTES = 512;

/** The thread that waits for the next run, and what that has to wait for. */
let thread: Worker | undefined;
let before: Promise<unknown> = Promise.resolve();

/** What the simulated shell says of a snippet on a host. */
export function runInThread(snippet: string, host: Host, timeoutMs: number): Promise<Run> {
  const run = before.then(() => runNow({ snippet, host, timeoutMs }));
  before = run.catch(() => {});
  return run;
}

async function runNow(task: Task): Promise<Run> {
  thread ??= await started();
  const worker = thread;
  try {
    const answer = await answerOf(worker, task);
    if (typeof answer === "object" && "run" in answer) return answer.run;
    await end(worker);
    if (answer === "late") return { ...notRun(), exitCode: TIMED_OUT, timedOut: true };
    throw answer.error;
  } catch (error) {
    await end(worker);
    if (isOutOfMemory(error)) return notRun(`more than ${MEBIBYTES} MiB of memory`);
    throw error;
  }
}

const TIMED_OUT = 124;

/** https://nodejs.org/api/worker_threads.html#new-workerfilename-options */
async function started(): Promise<Worker> {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), {
    // Of this environment, which may hold tokens, nothing goes in.
    ...{ env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MEBIBYTES } },
  });
  await once(worker, "message");
  // It waits for as long as there is something to do here, and keeps nobody.
  worker.unref();
  return worker;
}

async function end(worker: Worker): Promise<void> {
  if (thread === worker) thread = undefined;
  await worker.terminate();
}

async function answerOf(worker: Worker, task: Task): Promise<Exclude<Answer, "ready"> | "late"> {
  const listening = new AbortController();
  const { signal } = listening;
  try {
    worker.postMessage(task);
    return await Promise.race([
      once(worker, "message", { signal }).then(([answer]) => answer),
      once(worker, "exit", { signal }).then(([code]) => {
        throw new Error(`The simulated shell ended with ${code}`);
      }),
      setTimeout(task.timeoutMs + GRACE_MS, "late" as const, { signal }),
    ]);
  } finally {
    listening.abort();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}
