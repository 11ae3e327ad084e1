// Whether anything has changed since the last build: then it need not even be loaded. What a build reads is hashed before
// it reads it, so that an edit meanwhile counts for the next one.

import { createHash, type Hash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import type { Problem, ReadLine } from "../../core/problem.ts";
import { entriesBelow } from "../../corpus/walk.ts";
import { LOOKS_FILE, RECORD_FILE } from "../files.ts";
import { textOf } from "../git.ts";
import { sourcesHash } from "../sources-hash.ts";
import { keepJson, lastFile, stampOf } from "./made-files.ts";

/** What a build reads beside content, records and options. It is known only when the settings have been read. */
export type Beside = {
  /** Patterns of rule files, from the root. */
  readonly rules: readonly string[];
  /** Whether days of changes are taken from git. */
  readonly isDated: boolean;
};

/** How many of each thing a site has. */
export type Contents = Readonly<
  Record<"postmortems" | "runbooks" | "pages" | "heldBack" | "heldRules" | "checks" | "references", number>
>;

/** What a command prints of a build. */
export type Told = {
  readonly problems: readonly Problem[];
  readonly lines: readonly (readonly [file: string, line: number, text: string | null])[];
  readonly contents: Contents;
};

/** What a build leaves to the next one. */
export type Said = { readonly beside: Beside; readonly told: Told };

type Last = {
  readonly inputs: string;
  readonly beside: Beside;
  readonly listing: string;
  readonly files: number;
  readonly told: Told;
};

export type Inputs = {
  readonly hash: string;
  /** Hash of when everything was last written, at the start. */
  readonly moment: string;
  /** How many files the content has. */
  readonly files: number;
  /** What was known of the last build's settings. */
  readonly beside: Beside;
  /** What the last build said, and how many files its output has, if this one would give the same. */
  readonly same?: Pick<Last, "told" | "files">;
};

const PLAIN: Beside = { rules: [], isDated: false };

/** Hashes what a build of `root` into `output` reads. `options`: everything else that it depends on, as JSON. */
export async function inputsOf(root: string, output: string, options: unknown): Promise<Inputs> {
  const moment = await momentOf(root);
  const last = await readLast(root, output);
  const beside = last?.beside ?? PLAIN;
  const hash = createHash("sha256").update(JSON.stringify(options) ?? "");
  hash.update(await sourcesHash(["src", "_data", "scripts"]));
  for (const file of [RECORD_FILE, LOOKS_FILE]) await addFile(hash, file, join(root, file));
  const files = await addFolder(hash, join(root, "content"));
  for (const file of await matching(root, beside.rules)) {
    // One that is reached by a link is not read.
    hash.update(await realpath(join(root, file)).catch(() => ""));
    await addFile(hash, file, join(root, file));
  }
  if (beside.isDated) hash.update(await headOf(root));
  const digest = hash.digest("hex");
  const isSame = last?.inputs === digest && last.listing === (await listingOf(output));
  return { hash: digest, moment, files, beside, ...(isSame ? { same: { told: last.told, files: last.files } } : {}) };
}

/** What a build said, with the lines that its problems are about: an excerpt shows what this build has read, and nothing else. */
export function toldOf(problems: readonly Problem[], readLine: ReadLine, contents: Contents): Told {
  const lines = problems.map(({ place: { file, line } }) => [file, line, readLine(file, line) ?? null] as const);
  return { problems, lines: lines.filter(([, , text]) => text !== null), contents };
}

/** The lines again, for excerpts. */
export function lineReader({ lines }: Pick<Told, "lines">): ReadLine {
  const known = new Map(lines.map(([file, line, text]) => [`${file}:${line}`, text ?? undefined]));
  return (file, line) => known.get(`${file}:${line}`);
}

/** What the last build says of itself; undefined if that is not as it was written. */
async function readLast(root: string, output: string): Promise<Last | undefined> {
  try {
    const { text, hash } = JSON.parse(await readFile(lastFile(root, output), "utf8")) as Kept;
    // A whole text was written by this program: there is no need to judge its shape, which would take as long as a build.
    return hash === keptHash(text) ? (JSON.parse(text) as Last) : undefined;
  } catch {
    return undefined;
  }
}

type Kept = { readonly text: string; readonly hash: string };

function keptHash(text: string): string {
  return createHash("sha256").update(`what a build has said, 1\n${text}`).digest("hex");
}

/** Any file counts by its bytes; one that is too large for a text, by its stamp. */
const LARGE = 1_000_000;

/** Gives the number of its entries. */
async function addFolder(hash: Hash, folder: string): Promise<number> {
  const entries = await entriesBelow(folder);
  const found = await pLimit(64).map(entries, async ({ at, kind }) => (kind === "file" ? contentOf(at) : ""));
  for (const [i, { path, kind }] of entries.entries()) hash.update(`\0${kind} ${path}\0`).update(found[i] ?? "");
  return entries.length;
}

async function addFile(hash: Hash, name: string, file: string): Promise<void> {
  hash.update(`\0${name}\0`).update(await contentOf(file));
}

/** Its bytes, as a hash; why there are none, where it cannot be read. */
async function contentOf(file: string): Promise<string> {
  try {
    const found = await stat(file);
    // Nobody may be there to write into a pipe.
    if (!found.isFile()) return "not a file";
    if (found.size > LARGE) return `${stampOf(file)}`;
    return createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

async function matching(root: string, patterns: readonly string[]): Promise<string[]> {
  if (patterns.length === 0) return [];
  const { glob } = await import("tinyglobby");
  return (await glob([...patterns], { cwd: root, expandDirectories: false })).sort();
}

/** The commit that git's dates are read from; "" where there is none. */
function headOf(root: string): Promise<string> {
  return textOf(join(root, "content"), ["rev-parse", "--is-shallow-repository", "HEAD"]);
}

/** Remembers what a build has said, for the next one. `stamps`: every file of its output, as it was left. */
export async function rememberBuild(
  root: string,
  output: string,
  { hash, beside: assumed, moment }: Inputs,
  { said: { beside, told }, stamps }: { readonly said: Said; readonly stamps: ReadonlyMap<string, string> },
): Promise<void> {
  // A hash without something that was read is none, nor is one of files that were written meanwhile, even with the same
  // bytes: the next build makes sure.
  const isWhole = JSON.stringify(assumed) === JSON.stringify(beside) && moment === (await momentOf(root));
  const last: Last = { inputs: isWhole ? hash : "", beside, listing: listingHash(stamps), files: stamps.size, told };
  const text = JSON.stringify(last);
  await keepJson(lastFile(root, output), { text, hash: keptHash(text) } satisfies Kept);
}

/** When the content and the record were last written, as one hash. */
async function momentOf(root: string): Promise<string> {
  const hash = createHash("sha256").update(`${stampOf(join(root, RECORD_FILE))}`);
  for (const { path, at } of await entriesBelow(join(root, "content"))) hash.update(`${path}\0${stampOf(at)}\0`);
  return hash.digest("hex");
}

/** The hash of every file of an output. */
async function listingOf(output: string): Promise<string> {
  const files = (await entriesBelow(output)).filter(({ kind }) => kind !== "folder");
  return listingHash(new Map(files.map(({ path, at }) => [path, stampOf(at) ?? ""])));
}

function listingHash(stamps: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [path, stamp] of [...stamps].sort(([a], [b]) => (a < b ? -1 : 1))) hash.update(`${path}\0${stamp}\0`);
  return hash.digest("hex");
}
