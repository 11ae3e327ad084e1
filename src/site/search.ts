// Builds the search index over the written pages. Only this file names Pagefind.

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
    const added = await index.addDirectory({ path: output });
    if (added.errors.length > 0) throw failure(added.errors);
    const written = await index.writeFiles({ outputPath: join(output, "pagefind") });
    if (written.errors.length > 0) throw failure(written.errors);
  } finally {
    await close();
  }
}

function failure(errors: readonly string[]): Error {
  return new Error(`Cannot index the site for search: ${errors.join("; ")}`);
}
