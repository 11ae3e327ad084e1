// Brings a finished site to where it is served from. Until then the earlier one stays as it was; a file whose bytes
// are the same is not written again, so that copies to a server and caches stay small.

import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

export type Published = { readonly written: number; readonly same: number; readonly removed: number };

/** Moves the files of `staged` into `output` and removes what is not staged. Both must be on one file system. */
export async function publish(staged: string, output: string): Promise<Published> {
  const [next, current] = await Promise.all([filesBelow(staged), filesBelow(output)]);
  // Pages come after what they load, and old files go last: a reader in between gets a working page.
  const ordered = [...next].sort((a, b) => Number(a.endsWith(".html")) - Number(b.endsWith(".html")));
  let written = 0;
  for (const file of ordered) {
    if (current.has(file) && (await sameBytes(join(staged, file), join(output, file)))) continue;
    await mkdir(dirname(join(output, file)), { recursive: true });
    await rename(join(staged, file), join(output, file));
    written++;
  }
  const stale = [...current].filter((file) => !next.has(file));
  for (const file of stale) await rm(join(output, file));
  for (const folder of new Set(stale.map(dirname))) await removeEmpty(join(output, folder), output);
  await rm(staged, { recursive: true, force: true });
  return { written, same: next.size - written, removed: stale.length };
}

async function filesBelow(folder: string): Promise<Set<string>> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return new Set(entries.filter((e) => e.isFile()).map((e) => relative(folder, join(e.parentPath, e.name))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw error;
  }
}

async function sameBytes(a: string, b: string): Promise<boolean> {
  const [left, right] = await Promise.all([readFile(a), readFile(b)]);
  return left.equals(right);
}

async function removeEmpty(folder: string, top: string): Promise<void> {
  if (relative(top, folder) === "" || (await readdir(folder)).length > 0) return;
  await rmdir(folder);
  await removeEmpty(dirname(folder), top);
}
