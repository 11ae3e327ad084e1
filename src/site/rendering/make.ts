// Makes entries: few of them here, many in threads. Both give the same bytes.

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Input, Making } from "../../corpus/entry/entry.ts";
import { type Encoded, encoded } from "./encoded.ts";
import type { Job } from "./worker.ts";

/** A thread takes half a second to start: fewer documents are made sooner without one. */
const MANY = 200;
/** What a message carries: enough to be cheap, and few enough that all threads end at once. */
const AT_ONCE = 16;
/** More would wait for the one thread that keeps what they make. */
const MOST_THREADS = 8;

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** Makes each entry and hands it over, in any order. `threads`: how many at most, 0 for none. */
export async function makeAll(
  inputs: readonly Input[],
  making: Omit<Making, "renderer"> & Partial<Making>,
  keep: (input: Input, entry: Encoded) => void,
  threads = inputs.length < MANY ? 0 : Math.min(availableParallelism(), MOST_THREADS),
): Promise<void> {
  if (inputs.length === 0) return;
  if (threads > 1) return makeInThreads(inputs, making, keep, threads);
  const [{ createRenderer }, { makeEntry }] = await Promise.all([
    import("../../markdown/renderer.ts"),
    import("../../corpus/entry/make.ts"),
  ]);
  const renderer = making.renderer ?? (await createRenderer());
  for (const input of inputs) {
    const { facts, parts } = await makeEntry(input, { ...making, renderer });
    keep(input, encoded(facts, parts));
  }
}

async function makeInThreads(
  inputs: readonly Input[],
  { settings }: Omit<Making, "renderer">,
  keep: (input: Input, entry: Encoded) => void,
  threads: number,
): Promise<void> {
  const { Tinypool } = await import("tinypool");
  const pool = new Tinypool({
    filename: WORKER,
    runtime: "worker_threads",
    minThreads: threads,
    maxThreads: threads,
    // Settings are plain data.
    workerData: settings,
  });
  try {
    const batches = Array.from({ length: Math.ceil(inputs.length / AT_ONCE) }, (_, i) =>
      inputs.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
    );
    await Promise.all(
      batches.map(async (batch) => {
        const jobs: Job[] = batch.map(({ source: { file, text }, address }) => ({ file, text, address }));
        const made = (await pool.run(jobs)) as readonly Encoded[];
        for (const [i, input] of batch.entries()) if (made[i] !== undefined) keep(input, made[i]);
      }),
    );
  } finally {
    await pool.destroy();
  }
}
