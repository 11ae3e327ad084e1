// One refresh at a time for each site: two would ask upstream twice, and the slower one would write the record of the
// faster one away.

import { statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { lock } from "proper-lockfile";

/** Somebody else is at it. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

export type Lock = {
  /** Throws a LockedError when somebody else has taken the lock over: whoever lost it must not write any more. */
  readonly check: () => void;
};

/** Without a sign of life for so long (milliseconds), a lock belongs to a process that was killed. */
const STALE = 5 * 60_000;

/** Does the work while nobody else holds the lock `file` (a folder beside the looks). Throws a LockedError at once else. */
export async function withLock<T>(file: string, work: (lock: Lock) => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let lost: Error | undefined;
  const onCompromised = (error: Error) => {
    lost = error;
  };
  const options = { lockfilePath: file, realpath: false, stale: STALE, onCompromised };
  const release = await lock(file, options).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ELOCKED") throw cause;
    const remedy = `Wait for it. If it was killed: remove ${file}, or wait ${STALE / 60_000} minutes`;
    throw new LockedError(`Another refresh of this site is at work\n  ${remedy}`, { cause });
  });
  const own = folderId(file);
  const isOurs = () => lost === undefined && folderId(file) === own;
  const check = () => {
    if (!isOurs())
      throw new LockedError("The lock of this refresh was taken away, so nothing more is written", { cause: lost });
  };
  try {
    return await work({ check });
  } finally {
    // Somebody else's lock is not ours to remove.
    if (isOurs()) await release();
  }
}

/** Tells our folder from another one of the same name, which may have got our inode; undefined where there is none. */
function folderId(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && `${found.ino} ${found.birthtimeNs}`;
}
