// Makes entries: few of them here, many in processes of their own, whose memory is free again when they end. Both give the
// same bytes.

import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Input, Making } from "../../corpus/entry/entry.ts";
import { type Encoded, encoded, received, type Sent } from "./encoded.ts";
import type { Job } from "./worker.ts";

/** A process takes a second to start: fewer documents are made sooner without one. */
const MANY = 1500;
/** What a message carries: enough to be cheap, and few enough that all processes end at once. */
const AT_ONCE = 16;
/** More would wait for the one that keeps what they make. */
const MOST_PROCESSES = 8;

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** Makes each entry and hands it over, in any order. `processes`: how many at most, 0 for none. */
export async function makeAll(
  inputs: readonly Input[],
  making: Omit<Making, "renderer"> & Partial<Making>,
  keep: (input: Input, entry: Encoded) => void,
  processes = inputs.length < MANY ? 0 : Math.min(availableParallelism(), MOST_PROCESSES),
): Promise<void> {
  if (inputs.length === 0) return;
  if (processes > 1) return makeInProcesses(inputs, making, keep, processes);
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

async function makeInProcesses(
  inputs: readonly Input[],
  { settings }: Omit<Making, "renderer">,
  keep: (input: Input, entry: Encoded) => void,
  processes: number,
): Promise<void> {
  const { Tinypool } = await import("tinypool");
  const pool = new Tinypool({
    filename: WORKER,
    runtime: "child_process",
    minThreads: processes,
    maxThreads: processes,
    concurrentTasksPerWorker: 2,
  });
  try {
    const batches = Array.from({ length: Math.ceil(inputs.length / AT_ONCE) }, (_, i) =>
      inputs.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
    );
    await Promise.all(
      batches.map(async (batch) => {
        const files = batch.map(({ source: { file, text }, address }) => ({ file, text, address }));
        const made = (await pool.run({ settings, files } satisfies Job)) as readonly Sent[];
        for (const [i, input] of batch.entries()) if (made[i] !== undefined) keep(input, received(made[i]));
      }),
    );
  } finally {
    await pool.destroy();
  }
}
