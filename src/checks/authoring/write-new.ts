// Writes new files and folders of a site: all of them are there, or none of them is.

import { lstatSync, renameSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

type Content = string | Uint8Array;

/** Where each thing goes → the content of a file, or that of a folder's files by their paths in it. */
export type NewThings = ReadonlyMap<string, Content | ReadonlyMap<string, Content>>;

/**
 * Each thing appears as a whole, in the order given. What names others comes last: a process that is killed in between
 * leaves nothing that names a missing thing. Throws if any of them exists already, and removes the rest again.
 */
export async function writeNew(things: NewThings): Promise<void> {
  const [first] = things.keys();
  if (first === undefined) return;
  await mkdir(dirname(first), { recursive: true });
  // Beside it, because a rename does not cross file systems. The dot keeps it from being read as content.
  const unfinished = await mkdtemp(join(dirname(first), ".unfinished-"));
  try {
    const moves: Move[] = [];
    for (const [to, content] of things) {
      const from = join(unfinished, String(moves.length));
      await write(from, content);
      await mkdir(dirname(to), { recursive: true });
      moves.push({ from, to });
    }
    moveAll(moves);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function write(path: string, content: Content | ReadonlyMap<string, Content>): Promise<void> {
  if (typeof content === "string" || content instanceof Uint8Array) return writeFile(path, content);
  await mkdir(path);
  for (const [below, own] of content) {
    await mkdir(dirname(join(path, below)), { recursive: true });
    await writeFile(join(path, below), own);
  }
}

type Move = { readonly from: string; readonly to: string };

/** Without a pause in between, so that a kill hardly ever comes there. */
function moveAll(moves: readonly Move[]): void {
  const done: Move[] = [];
  try {
    for (const move of moves) {
      if (isThere(move.to)) throw new Error(`EEXIST: ${move.to} has been created in the meantime`);
      renameSync(move.from, move.to);
      done.push(move);
    }
  } catch (error) {
    for (const { from, to } of done.reverse()) renameSync(to, from);
    throw error;
  }
}

/** Whether anything has that name, even a broken link. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
