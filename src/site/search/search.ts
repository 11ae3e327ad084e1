// Writes the search index below a site, in parts. A part whose texts are as they were stays as it is.

import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { escapePath, glob } from "tinyglobby";
import { both } from "../../core/both.ts";
import type { Corpus } from "../../corpus/link.ts";
import { searchHash } from "./hash.ts";
import { makePart } from "./pagefind.ts";
import type { Part, SearchedPage } from "./parts.ts";
import { divide, filesOf, hashOfFiles, INDEX, keyOf, LIST, type MadePart, readMade } from "./parts.ts";
import type { SearchRecord } from "./records.ts";
import { writeVocabulary } from "./words.ts";

export type Searched = {
  /** Pages that keep out of the index may be among them. */
  readonly pages: readonly SearchedPage[];
  readonly records: readonly SearchRecord[];
  /** The folder of the site that is being made. */
  readonly staged: string;
  /** The folder of the earlier one, which may be missing. */
  readonly published: string;
  /** What the last call returned as its parts; anything else counts as nothing. */
  readonly before: unknown;
  readonly pagesPerPart?: number;
};

export type SearchIndex = {
  /** For the next call. Can be written as JSON. */
  readonly parts: readonly MadePart[];
  /** Paths below the output that stay as they are: their part is the same. */
  readonly kept: readonly string[];
};

/** Writes the parts of the index that have changed into `staged`, and the list of all parts. */
export async function writeSearchIndex(searched: Searched): Promise<SearchIndex> {
  const { records, staged, published, pagesPerPart } = searched;
  const pages = searched.pages.filter(({ hash }) => hash !== "");
  const parts = divide(pages, records, pagesPerPart);
  const known = new Map(readMade(searched.before).map((part) => [part.folder, part]));
  const states = parts.map((part) => {
    const key = keyOf(part, parts.length);
    const files = filesOf(part, published);
    const old = known.get(part.folder);
    const isSame = old?.key === key && old.files === hashOfFiles(files, published);
    return { part, key, kept: isSame ? files : undefined };
  });
  const changed = states.filter(({ kept }) => kept === undefined);
  await makeParts(
    changed.map(({ part }) => part),
    staged,
  );
  await mkdir(join(staged, INDEX), { recursive: true });
  await writeFile(join(staged, INDEX, LIST), listOf(parts));
  return {
    parts: states.map(({ part, key, kept }) => {
      const files = kept ?? filesOf(part, staged);
      return { folder: part.folder, key, files: hashOfFiles(files, kept === undefined ? staged : published) };
    }),
    kept: states.flatMap(({ kept }) => kept ?? []),
  };
}

/** One after the other, because Pagefind's memory follows the part. It leaves time for the vocabulary of the one before. */
async function makeParts(parts: readonly Part[], staged: string): Promise<void> {
  let vocabulary = Promise.resolve();
  for (const part of parts) {
    await both(makePart(part, staged), vocabulary);
    vocabulary = writeVocabulary(join(staged, INDEX, part.folder));
  }
  await vocabulary;
}

/** What the search page opens: the folder of each part, and with what the ids of its pages begin. */
function listOf(parts: readonly Part[]): string {
  return `${JSON.stringify(parts.map(({ folder, name }) => ({ folder, name })))}\n`;
}

/**
 * The HTML files below `output` of every folder with something to find. Pages say themselves whether they are searched;
 * but reading a list of a thousand references for that takes longer than all other pages. `hashOf`: what stands for the
 * text of a page, given its path below the output; "" for a page that is not searched.
 */
export async function searchedPages(
  { documents, sections }: Corpus,
  output: string,
  hashOf: (path: string, html: string) => string = (_, html) => searchHash(html),
): Promise<SearchedPage[]> {
  const names = [...documents, ...sections].map(({ url }) => url.split("/")[1] ?? "");
  const folders = [...new Set(names)].filter((name) => name !== "");
  const files = await glob(["*.html", ...folders.map((name) => `${escapePath(name)}/**/*.html`)], { cwd: output });
  return files.map((path) => {
    const file = join(output, path);
    return { url: addressOf(path), file, hash: hashOf(path, readFileSync(file, "utf8")) };
  });
}

/** The address of a file of the output: "runbooks/x/index.html" → "/runbooks/x/". */
export function addressOf(path: string): string {
  return `/${path.replace(/(^|\/)index\.html$/, "$1")}`;
}
