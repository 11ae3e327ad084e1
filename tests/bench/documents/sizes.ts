// The sizes that are asked for on the command line, and whether the disk has room for them.

import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { UsageError } from "../../../src/core/usage-error.ts";

/** Fewer have no other documents to link to, and no upstream item. */
const LEAST = 10;
const MOST = 200_000;
/** What a document takes with its sources, two outputs of ours, one of Hugo and all caches, generously. */
const BYTES_EACH = 250_000;
const BYTES_MORE = 50_000_000;

/** "1000,10000" as ascending numbers. Throws a UsageError that names the part it cannot use. */
export function sizesIn(text: string): number[] {
  const sizes = text.split(",").map((part) => {
    const size = Number(part);
    if (!/^\d+$/.test(part.trim()) || size < LEAST || size > MOST)
      throw new UsageError(`--documents takes numbers from ${LEAST} to ${MOST}, as in 1000,10000; not "${part}"`);
    return size;
  });
  return [...new Set(sizes)].sort((a, b) => a - b);
}

/** Throws a UsageError if the disk with the temporary folders has no room for one size after the other. */
export async function checkRoom(sizes: readonly number[], free = freeBytes): Promise<void> {
  const needed = Math.max(...sizes) * BYTES_EACH + BYTES_MORE;
  const there = await free(tmpdir());
  if (there >= needed) return;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new UsageError(
    `${Math.max(...sizes)} documents take up to ${gigabytes(needed)} in ${tmpdir()}, which has ${gigabytes(there)} left. ` +
      "Measure fewer, or name another folder in TMPDIR",
  );
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
