// Moves a finished site to where it is served from. Until then the earlier one stays as it was; a file with the same
// bytes is not written again, so that copies to a server and caches stay small.

import { mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { UsageError } from "../../core/usage-error.ts";
import { stampOf } from "./made-files.ts";

/** A folder that holds this file was written by a build, and a build may remove files from it. */
export const MARKER = ".faultbook";
const MARKER_TEXT = "Faultbook wrote this folder. Its next build removes every file that it does not write.\n";

/**
 * Throws a UsageError if a site must not be written there: into a file, or into a folder whose content is not from a
 * build.
 */
export async function checkOutput(output: string): Promise<void> {
  const found = await stat(output).catch(absent);
  if (found === undefined) return;
  if (!found.isDirectory()) throw new UsageError(`${output} is a file; choose a folder for the output`);
  const names = await readdir(output);
  if (names.length === 0 || names.includes(MARKER)) return;
  throw new UsageError(`${output} holds files that are not from a build; choose a new or empty folder`);
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}

/**
 * A folder of its own, beside the output so that files can be moved: two builds at once do not share it. Throws a
 * UsageError if it cannot be made.
 */
export async function stage(output: string): Promise<string> {
  try {
    await mkdir(dirname(output), { recursive: true });
    await removeLeftOvers(output);
    return await mkdtemp(`${output}.next-`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    // Missing rights are reported by the command.
    if (!["ENOENT", "ENOTDIR", "EEXIST", "ENAMETOOLONG"].includes(code)) throw error;
    throw new UsageError(`Cannot create a folder at ${output} (${code}); choose another --output`);
  }
}

const HOUR = 3_600_000;

/** Folders of builds that were killed. A younger one may still be written, perhaps by a process that is not known here. */
async function removeLeftOvers(output: string): Promise<void> {
  for (const name of await readdir(dirname(output))) {
    if (!name.startsWith(`${basename(output)}.next-`)) continue;
    const folder = join(dirname(output), name);
    const found = await stat(folder).catch(absent);
    if (found !== undefined && Date.now() - found.mtimeMs > HOUR) await rm(folder, { recursive: true, force: true });
  }
}

/** How many files a build has changed. */
export type FileCounts = { readonly written: number; readonly same: number; readonly removed: number };

/** What stays of an output, by paths below it. */
export type Kept = {
  /** With their text: another build may have removed them since. */
  readonly texts?: ReadonlyMap<string, string>;
  /** With the stamps that they must still have. */
  readonly files?: ReadonlyMap<string, string>;
};

export type Published = {
  readonly counts: FileCounts;
  /** Of each file of the output, as it was left: see stampOf(). */
  readonly stamps: ReadonlyMap<string, string>;
};

/** Another build has written to the output meanwhile. */
export class OutputChanged extends Error {
  override readonly name = "OutputChanged";
}

/**
 * Moves the files of `staged` into `output` and removes what is neither staged nor kept. Both folders must be on one
 * file system. Throws OutputChanged if a file that should stay is not as it was.
 */
export async function publish(
  staged: string,
  output: string,
  { texts = new Map(), files = new Map() }: Kept = {},
): Promise<Published> {
  await writeFile(join(staged, MARKER), MARKER_TEXT);
  const [next, current] = await Promise.all([filesBelow(staged), filesBelow(output)]);
  const kept = new Set([...files.keys(), ...texts.keys()].filter((file) => !next.has(file)));
  const stamps = new Map([...files].filter(([file]) => kept.has(file)));
  for (const [file, stamp] of stamps) {
    if (stampOf(join(output, file)) !== stamp)
      throw new OutputChanged(`${join(output, file)} was changed while the site was built. Build it again`);
  }
  // At once: a stamp that is taken later may be that of another build's file.
  const leave = (file: string) => stamps.set(file, stampOf(join(output, file)) ?? "");
  // Old files are removed last: a reader in between gets a working page.
  const ordered = [...next].sort((a, b) => rank(a) - rank(b));
  const folders = new Set<string>();
  let written = 0;
  for (const file of ordered) {
    if (current.has(file) && sameBytes(join(staged, file), join(output, file))) {
      leave(file);
      continue;
    }
    const folder = dirname(join(output, file));
    // One after the other: for a thousand small files, promises would take several times as long.
    const move = () => {
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
      folders.add(folder);
      renameSync(join(staged, file), join(output, file));
      leave(file);
    };
    try {
      move();
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      makeWay(output, file);
      move();
    }
    written++;
  }
  for (const [file, text] of texts) {
    if (!isText(join(output, file), text)) await writeKept(join(output, file), text);
    leave(file);
  }
  const stale = [...current].filter((file) => !next.has(file) && !kept.has(file));
  for (const file of stale) await rm(join(output, file), { force: true });
  for (const folder of new Set(stale.map(dirname))) await removeEmpty(join(output, folder), output);
  return { counts: { written, same: next.size - written + kept.size, removed: stale.length }, stamps };
}

function isText(file: string, text: string): boolean {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
}

/** A file where a folder belongs, or the reverse. */
function isInTheWay(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["EISDIR", "ENOTDIR", "EEXIST"].includes(String(error.code));
}

/** Removes what is at the place of a file, or of a folder above it. All of it is of an earlier build, or was put there since. */
function makeWay(output: string, file: string): void {
  const parts = file.split(sep);
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = join(output, ...parts.slice(0, depth));
    if (statSync(folder, { throwIfNoEntry: false })?.isFile()) rmSync(folder);
  }
  if (statSync(join(output, file), { throwIfNoEntry: false })?.isDirectory())
    rmSync(join(output, file), { recursive: true });
}

async function writeKept(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The marker first, so that a build may continue where another one was stopped; pages after what they load. */
function rank(file: string): number {
  if (file === MARKER) return 0;
  return file.endsWith(".html") ? 2 : 1;
}

async function filesBelow(folder: string): Promise<Set<string>> {
  if ((await stat(folder).catch(absent)) === undefined) return new Set();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Set(entries.filter((e) => e.isFile()).map((e) => relative(folder, join(e.parentPath, e.name))));
}

function sameBytes(a: string, b: string): boolean {
  return readFileSync(a).equals(readFileSync(b));
}

async function removeEmpty(folder: string, top: string): Promise<void> {
  if (relative(top, folder) === "" || (await readdir(folder)).length > 0) return;
  await rmdir(folder);
  await removeEmpty(dirname(folder), top);
}
