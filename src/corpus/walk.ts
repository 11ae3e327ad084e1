// Everything below a folder, by kind. A team's tree has entries that no list of files shows: circular links, named
// pipes, names that are not text, folders without permission.

import type { Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

export type Entry = {
  /** Below the given folder, with forward slashes. */
  readonly path: string;
  readonly name: string;
  /** Where it is on this machine. */
  readonly at: string;
  /** "lost": its name is not UTF-8, so it cannot be reached by it; "closed": a folder that cannot be read. */
  readonly kind: "file" | "folder" | "closed" | "link" | "pipe" | "socket" | "device" | "lost";
};

type Walk = {
  readonly recursive?: boolean;
  /** Names of entries that are left out, with all that is below them. */
  readonly without?: ReadonlySet<string>;
};

/** In order of their paths; empty if there is no such folder. Links are not followed. */
export async function entriesBelow(base: string, walk: Walk = {}): Promise<Entry[]> {
  const found = (await entriesIn(base, "", walk)) ?? [];
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Undefined for a folder that cannot be read. */
async function entriesIn(folder: string, above: string, walk: Walk): Promise<Entry[] | undefined> {
  const { recursive = true, without } = walk;
  const list = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  });
  const all = list
    ?.filter(({ name }) => !without?.has(name))
    .map(async (entry): Promise<Entry[]> => {
      const { name } = entry;
      const [at, path] = [join(folder, name), `${above}${name}`];
      const kind = (await isLost(name, at)) ? "lost" : kindOf(entry);
      if (kind !== "folder" || !recursive) return [{ path, name, at, kind }];
      const below = await entriesIn(at, `${path}/`, walk);
      return [{ path, name, at, kind: below === undefined ? "closed" : "folder" }, ...(below ?? [])];
    });
  return all && (await Promise.all(all)).flat();
}

function kindOf(entry: Dirent): Entry["kind"] {
  if (entry.isSymbolicLink()) return "link";
  if (entry.isDirectory()) return "folder";
  if (entry.isFile()) return "file";
  if (entry.isFIFO()) return "pipe";
  return entry.isSocket() ? "socket" : "device";
}

/** Node reads bytes that are not UTF-8 as this character, and then asks for a file of that other name. */
const REPLACEMENT = "\uFFFD";

export async function isLost(name: string, at: string): Promise<boolean> {
  if (!name.includes(REPLACEMENT)) return false;
  return lstat(at).then(
    () => false,
    () => true,
  );
}
