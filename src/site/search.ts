// Builds the search index over the written pages. Only this file names Pagefind.

import { join } from "node:path";
import { close, createIndex } from "pagefind";
import type { Corpus } from "../corpus/link.ts";

/**
 * Labels, dates and states: they are not worth a search, would crowd the excerpts, and would change the index in a
 * night in which only upstream moves.
 */
const NOT_SEARCHED = ["button", "form", ".facts", ".first-check", ".fetch", ".check summary", ".tested"];

/** Indexes the pages of a corpus, as they are written below `output`, and writes the index to its folder pagefind/. */
export async function writeSearchIndex(output: string, corpus: Corpus): Promise<void> {
  try {
    const { index, errors } = await createIndex({ excludeSelectors: NOT_SEARCHED });
    if (index === undefined) throw failure(errors);
    const added = await index.addDirectory({ path: output, glob: filesWithText(corpus) });
    if (added.errors.length > 0) throw failure(added.errors);
    const written = await index.writeFiles({ outputPath: join(output, "pagefind") });
    if (written.errors.length > 0) throw failure(written.errors);
  } finally {
    await close();
  }
}

/**
 * https://pagefind.app/docs/node-api/#indexadddirectory: the HTML files of every folder with something to find. Pages
 * say themselves whether they are searched; but reading a list of a thousand references for that takes longer than all
 * other pages.
 */
function filesWithText({ documents, sections }: Corpus): string {
  const pages = [...documents, ...sections].map(({ url }) => url.split("/")[1] ?? "");
  const folders = new Set([...pages, "alerts"].filter((name) => name !== ""));
  return `{${["*.html", ...[...folders].map((name) => `${name}/**/*.html`)].join(",")}}`;
}

function failure(errors: readonly string[]): Error {
  return new Error(`Cannot index the site for search: ${errors.join("; ")}`);
}
