// One refresh at a time for each site: two would ask upstream twice, and the slower one would overwrite the record of
// the faster one.

import { statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { lock } from "proper-lockfile";

/** Another process holds the lock. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

export type Lock = {
  /** Throws a LockedError if another process has taken the lock over: then nothing more may be written. */
  readonly check: () => void;
};

/** After so many milliseconds without a sign of life, a lock belongs to a process that was killed. */
const STALE = 5 * 60_000;

/** Does the work while holding the lock `file` (a folder beside the looks). Throws a LockedError if it is held. */
export async function withLock<T>(file: string, work: (lock: Lock) => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let lost: Error | undefined;
  const onCompromised = (error: Error) => {
    lost = error;
  };
  const options = { lockfilePath: file, realpath: false, stale: STALE, onCompromised };
  const release = await lock(file, options).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ELOCKED") throw cause;
    const remedy = `Wait for it to end. If it was killed, remove ${file} or wait ${STALE / 60_000} minutes`;
    throw new LockedError(`Another refresh of this site is running\n  ${remedy}`, { cause });
  });
  const own = folderId(file);
  const isOurs = () => lost === undefined && folderId(file) === own;
  const check = () => {
    if (!isOurs())
      throw new LockedError("Another process took over the lock of this refresh, so nothing more is written", {
        cause: lost,
      });
  };
  try {
    return await work({ check });
  } finally {
    // Another process' lock is not ours to remove.
    if (isOurs()) await release();
  }
}

/** Distinguishes our folder from another of the same name, which may reuse our inode; undefined if there is none. */
function folderId(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.ino} ${found.birthtimeNs}`;
}
