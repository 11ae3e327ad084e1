// Builds the search index over the written pages. Only this file names Pagefind.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { close, createIndex, type PagefindIndex } from "pagefind";
import { glob } from "tinyglobby";
import type { Corpus } from "../corpus/link.ts";
import type { PageData } from "../pages/page-data.ts";
import { searchRecords } from "./search-records.ts";
import { writeVocabulary } from "./search-words.ts";

/**
 * Labels, dates and states: they are not worth a search, would crowd the excerpts, and would change the index in a
 * night in which only upstream moves.
 */
const NOT_SEARCHED = [
  ...["button", "form", ".facts", ".first-check", ".fetch"],
  ...[".check summary", ".tested", ".snippet figcaption"],
  // The record of a check has its source.
  ".check .source",
];

/**
 * One index for all pages, whatever language they are in, without the endings that Pagefind cuts off: "running" would
 * become "run" and find every runbook. The search page knows which forms of a word the pages have.
 */
const LANGUAGE = "unknown";

/** Indexes the pages of a site, as they are written below `output`, and writes the index to its folder pagefind/. */
export async function writeSearchIndex(output: string, site: PageData): Promise<void> {
  const folder = join(output, "pagefind");
  try {
    const { index, errors } = await createIndex({ excludeSelectors: NOT_SEARCHED, forceLanguage: LANGUAGE });
    if (index === undefined) throw failure(errors);
    const added = await index.addDirectory({ path: output, glob: filesWithText(site.corpus) });
    if (added.errors.length > 0) throw failure(added.errors);
    await addRecords(index, site);
    const written = await index.writeFiles({ outputPath: folder });
    if (written.errors.length > 0) throw failure(written.errors);
  } finally {
    await close();
  }
  await writeVocabulary(folder);
  // The search page has an interface of its own.
  const unused = await glob(["*-ui.*", "pagefind-highlight.js"], { cwd: folder });
  await Promise.all(unused.map((file) => rm(join(folder, file))));
}

async function addRecords(index: PagefindIndex, site: PageData): Promise<void> {
  const added = await Promise.all(
    searchRecords(site).map(({ url, name, title, kind, content }) => {
      const meta = { name, ...(title && { title }) };
      return index.addCustomRecord({ url, content, language: LANGUAGE, meta, filters: { kind: [kind] } });
    }),
  );
  const errors = added.flatMap((one) => one.errors);
  if (errors.length > 0) throw failure(errors);
}

/**
 * https://pagefind.app/docs/node-api/#indexadddirectory: the HTML files of every folder with something to find. Pages
 * say themselves whether they are searched; but reading a list of a thousand references for that takes longer than all
 * other pages.
 */
function filesWithText({ documents, sections }: Corpus): string {
  const pages = [...documents, ...sections].map(({ url }) => url.split("/")[1] ?? "");
  const folders = new Set(pages.filter((name) => name !== ""));
  return `{${["*.html", ...[...folders].map((name) => `${name}/**/*.html`)].join(",")}}`;
}

function failure(errors: readonly string[]): Error {
  return new Error(`Cannot index the site for search: ${errors.join("; ")}`);
}
