// The thread in which the simulated shell runs, so that a run which never gives way can be ended from outside.

import { parentPort } from "node:worker_threads";
import type { Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { simulate } from "./simulation.ts";

/** What the thread is sent, and what it answers; before the first, it says that it is ready. */
export type Task = { readonly snippet: string; readonly host: Host; readonly timeoutMs: number };
export type Answer = { readonly run: Run } | { readonly error: unknown } | "ready";

const say = (answer: Answer) => parentPort?.postMessage(answer);

parentPort?.on("message", ({ snippet, host, timeoutMs }: Task) => {
  simulate(snippet, host, timeoutMs).then(
    (run) => say({ run }),
    (error: unknown) => say({ error }),
  );
});
say("ready");
