// Whether anything has changed since the last build: then it need not even be loaded. What a build reads is hashed before
// it reads it, so that an edit meanwhile counts for the next one.

import { execFile } from "node:child_process";
import { createHash, type Hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import pLimit from "p-limit";
import { Source } from "../../core/position.ts";
import type { Problem, ReadLine } from "../../core/problem.ts";
import { entriesBelow } from "../../corpus/walk.ts";
import { LOOKS_FILE, RECORD_FILE } from "../files.ts";
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
export type Told = { readonly problems: readonly Problem[]; readonly contents: Contents };

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
  const last = await readLast(root, output);
  const beside = besideOf(last);
  const hash = createHash("sha256").update(JSON.stringify(options) ?? "");
  hash.update(await sourcesHash(["src", "_data", "scripts"]));
  for (const file of [RECORD_FILE, LOOKS_FILE]) await addFile(hash, file, join(root, file));
  const files = await addFolder(hash, join(root, "content"));
  for (const file of await matching(root, beside.rules)) await addFile(hash, file, join(root, file));
  if (beside.isDated) hash.update(await headOf(root));
  const digest = hash.digest("hex");
  const isSame = last?.inputs === digest && last.listing === (await listingOf(output)).hash;
  return { hash: digest, files, beside, ...(isSame ? { same: { told: last.told, files: last.files } } : {}) };
}

/** The lines of files below `root`, for the excerpts under problems that an earlier build has found. */
export function linesOnDisk(root: string): ReadLine {
  const sources = new Map<string, Source>();
  return (file, line) => {
    const source = sources.get(file) ?? new Source(file, readFileSync(join(root, file), "utf8").replace(/^\uFEFF/, ""));
    sources.set(file, source);
    return source.line(line);
  };
}

/** What the last build says of itself. It is used only with the hash that belongs to it, which no other program writes. */
async function readLast(root: string, output: string): Promise<Last | undefined> {
  try {
    return JSON.parse(await readFile(lastFile(root, output), "utf8")) as Last;
  } catch {
    return undefined;
  }
}

function besideOf(last: Last | undefined): Beside {
  const { rules, isDated } = last?.beside ?? PLAIN;
  const isWhole = Array.isArray(rules) && rules.every((one) => typeof one === "string") && typeof isDated === "boolean";
  return isWhole ? { rules, isDated } : PLAIN;
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
    const { size } = await stat(file);
    if (size > LARGE) return `${stampOf(file)}`;
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
async function headOf(root: string): Promise<string> {
  const args = ["-C", join(root, "content"), "rev-parse", "--is-shallow-repository", "HEAD"];
  return promisify(execFile)("git", args).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/** Remembers what a build has said, for the next one; `beside` is what its settings named. */
export async function rememberBuild(
  root: string,
  output: string,
  { hash, beside: assumed }: Inputs,
  { beside, told }: Said,
): Promise<void> {
  const { hash: listing, files } = await listingOf(output);
  // A hash without something that was read is none: the next build makes sure.
  const inputs = JSON.stringify(assumed) === JSON.stringify(beside) ? hash : "";
  await keepJson(lastFile(root, output), { inputs, beside, listing, files, told } satisfies Last);
}

/** Every file of an output by its stamp, as one hash. */
async function listingOf(output: string): Promise<{ readonly hash: string; readonly files: number }> {
  const files = (await entriesBelow(output)).filter(({ kind }) => kind !== "folder");
  const hash = createHash("sha256");
  for (const { path, at } of files) hash.update(`${path}\0${stampOf(at)}\0`);
  return { hash: hash.digest("hex"), files: files.length };
}
