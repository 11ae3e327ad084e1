// The index in parts: which page belongs to which, and which are as they were. A part is made again only if something that
// it holds has changed.

import { createHash, hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { NOT_SEARCHED } from "./not-searched.ts";
import type { SearchRecord } from "./records.ts";

/** Where the index lies below the output. */
export const INDEX = "pagefind";
/** Names the parts for the search page. */
export const LIST = "parts.json";
/** Pagefind takes half a megabyte of memory for each page of a part, and the search page loads a few files of each. */
export const PAGES_PER_PART = 2_500;
const MOST_PARTS = 4;

/** A page that may be searched. `hash`: of what a search finds of it; "" if nothing. */
export type SearchedPage = {
  readonly url: string;
  /** Its HTML. */
  readonly file: string;
  readonly hash: string;
};

export type Part = {
  /** Below the index; the first one is the index itself. */
  readonly folder: "" | `${number}/`;
  /** Begins the ids of its pages, so that those of two parts differ. To Pagefind, it is a language without endings. */
  readonly name: string;
  readonly pages: readonly SearchedPage[];
  readonly records: readonly SearchRecord[];
};

/** What a later build asks of a part: the hash of everything that it was made of, and that of its files. */
export type MadePart = { readonly folder: string; readonly key: string; readonly files: string };

const madeParts = z.array(z.object({ folder: z.string(), key: z.string(), files: z.string() }));

/** What an earlier build left; nothing if it is something else. */
export function readMade(before: unknown): readonly MadePart[] {
  return madeParts.safeParse(before).data ?? [];
}

/**
 * One part for so many pages, at most four. A page belongs to a part by its address alone, so a new page moves no other
 * while their number stays. Parts without pages are left out, but there is always one.
 */
export function divide(
  pages: readonly SearchedPage[],
  records: readonly SearchRecord[],
  pagesPerPart = PAGES_PER_PART,
): readonly Part[] {
  const count = Math.max(1, Math.min(MOST_PARTS, Math.ceil((pages.length + records.length) / pagesPerPart)));
  const place = ({ url }: { readonly url: string }) => createHash("sha256").update(url).digest().readUInt32BE() % count;
  // In the order of addresses: that of references follows their states, and Pagefind numbers what it is given.
  const [pagesAt, recordsAt] = [Map.groupBy(pages.toSorted(byUrl), place), Map.groupBy(records.toSorted(byUrl), place)];
  return Array.from({ length: count }, (_, i) => i)
    .filter((i) => pagesAt.has(i) || recordsAt.has(i) || count === 1)
    .map((i, at): Part => {
      const [folder, name] = at === 0 ? (["", "unknown"] as const) : ([`${i + 1}/`, `unknown-${i + 1}`] as const);
      return { folder, name, pages: pagesAt.get(i) ?? [], records: recordsAt.get(i) ?? [] };
    });
}

/** The sources that an index follows from, beside Pagefind and the pages. */
const SOURCES = ["pagefind.ts", "words.ts", "token-numbers.ts", "../../pages/theme/search/words.js"];

/** The hash of everything that a part is made of: one that divide() gave. */
export function keyOf({ folder, name, pages, records }: Part, count: number): string {
  const own = pages.map(({ url, hash }) => [url, hash]);
  return hash("sha256", JSON.stringify([makers(), count, folder, name, own, records]));
}

type Addressed = { readonly url: string };

function byUrl(a: Addressed, b: Addressed): number {
  return a.url < b.url ? -1 : 1;
}

let known: string | undefined;

function makers(): string {
  if (known !== undefined) return known;
  const pagefind = readFileSync(new URL("../package.json", import.meta.resolve("pagefind")), "utf8");
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(pagefind));
  const texts = SOURCES.map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
  known = JSON.stringify([version, NOT_SEARCHED, ...texts.map((text) => hash("sha256", text))]);
  return known;
}

/** The files of a part below an output, by their paths below it, in no order; none if it has no such part. */
export function filesOf({ folder }: Pick<Part, "folder">, output: string): string[] {
  const top = join(output, INDEX, folder);
  // The first part has the others beside its files.
  const isOther = (path: string) => folder === "" && (path === LIST || /^\d+(?:[\\/]|$)/.test(path));
  try {
    return readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !isOther(relative(top, file)))
      .map((file) => relative(output, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** The hash of which files there are, and of their bytes. */
export function hashOfFiles(files: readonly string[], output: string): string {
  const lines = files.toSorted().map((file) => `${file} ${hash("sha256", readFileSync(join(output, file)))}\n`);
  return hash("sha256", lines.join(""));
}
