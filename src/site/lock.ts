// One refresh at a time for each site: two would ask upstream twice, and the slower one would write the record of the
// faster one away.

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { check, lock } from "proper-lockfile";

/** Somebody else is at it. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/** Without a sign of life for so long (milliseconds), a lock belongs to a process that was killed. */
const STALE = 20_000;

/** Does the work while nobody else holds the lock `file` (a folder beside the looks). Throws a LockedError at once else. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const options = { lockfilePath: file, realpath: false, stale: STALE };
  const release = await lock(file, options).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ELOCKED") throw cause;
    const remedy = `Wait for it; if it was killed, its lock ${file} is taken over after ${STALE / 1000} seconds`;
    throw new LockedError(`Another refresh of this site is at work\n  ${remedy}`, { cause });
  });
  try {
    return await work();
  } finally {
    if (await check(file, options)) await release();
  }
}
