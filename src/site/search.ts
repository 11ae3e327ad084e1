// Builds the search index over the written pages. Only this file names Pagefind.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { close, createIndex } from "pagefind";

/**
 * Labels, dates and states: no one looks for them, they would crowd the excerpts, and a night in which upstream moves
 * would change the index.
 */
const NOT_SEARCHED = ["button", "form", ".facts", ".first-check", ".reference-cards .small"];

/** Indexes the pages below `output` and writes the index to its folder pagefind/. */
export async function writeSearchIndex(output: string): Promise<void> {
  try {
    const { index, errors } = await createIndex({ excludeSelectors: NOT_SEARCHED });
    if (index === undefined) throw failure(errors);
    const added = await index.addDirectory({ path: output, glob: await searchedFiles(output) });
    if (added.errors.length > 0) throw failure(added.errors);
    const written = await index.writeFiles({ outputPath: join(output, "pagefind") });
    if (written.errors.length > 0) throw failure(written.errors);
  } finally {
    await close();
  }
}

/** Lists that no search leads to; with a thousand references, reading theirs takes longer than all other pages. */
const NOT_READ = new Set(["assets", "badges", "checks", "hosts", "references", "tags", "trackers", "workarounds"]);

/** https://pagefind.app/docs/node-api/#indexadddirectory: the HTML files of every folder with something to find. */
async function searchedFiles(output: string): Promise<string> {
  const entries = await readdir(output, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !NOT_READ.has(entry.name)).map(({ name }) => name);
  return `{${["*.html", ...folders.map((name) => `${name}/**/*.html`)].join(",")}}`;
}

function failure(errors: readonly string[]): Error {
  return new Error(`Cannot index the site for search: ${errors.join("; ")}`);
}
