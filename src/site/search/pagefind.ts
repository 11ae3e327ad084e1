// Makes one part of the search index. Only this file names Pagefind.

import { copyFileSync, linkSync, mkdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { close, createIndex, type PagefindIndex } from "pagefind";
import { glob } from "tinyglobby";
import { outputOf } from "../../model/urls.ts";
import { NOT_SEARCHED } from "./not-searched.ts";
import { INDEX, type Part } from "./parts.ts";
import type { SearchRecord } from "./records.ts";

/** The search page has an interface of its own. */
const UNUSED = ["*-ui.*", "pagefind-highlight.js"];
/** The first part brings the program of all. */
const PROGRAM = ["*.js", "*.css", "wasm.*"];

/**
 * Writes a part of the index below `staged`. All is one language, whatever the pages are in, without the endings that
 * Pagefind cuts off: "running" would become "run" and find every runbook. The search page knows which forms of a word
 * the pages have.
 */
export async function makePart(part: Part, staged: string): Promise<void> {
  const folder = join(staged, INDEX, part.folder);
  try {
    const { index, errors } = await createIndex({ excludeSelectors: [...NOT_SEARCHED], forceLanguage: part.name });
    if (index === undefined) throw failure(errors);
    await addPages(index, part, staged);
    await addRecords(index, part.records, part.name);
    const written = await index.writeFiles({ outputPath: folder });
    if (written.errors.length > 0) throw failure(written.errors);
  } finally {
    // A process of its own for each part: it keeps its memory until it ends.
    await close();
  }
  const unused = await glob([...UNUSED, ...(part.folder === "" ? [] : PROGRAM)], { cwd: folder });
  await Promise.all(unused.map((file) => rm(join(folder, file))));
}

/**
 * Pagefind reads a folder in less than half of the time that it takes for single files. So the pages of a part, which lie
 * in two folders, are linked into one of their own, beside the site.
 */
async function addPages(index: PagefindIndex, { pages }: Part, staged: string): Promise<void> {
  if (pages.length === 0) return;
  const folder = await mkdtemp(`${staged}.search-`);
  try {
    for (const { url, file } of pages) {
      const path = join(folder, outputOf(url));
      // One after the other: for thousands of small files, promises would take several times as long.
      mkdirSync(dirname(path), { recursive: true });
      // A link would change when the file of an earlier build was last changed.
      if (file.startsWith(staged)) linkOrCopy(file, path);
      else copyFileSync(file, path);
    }
    const { errors, page_count } = await index.addDirectory({ path: folder });
    if (errors.length > 0) throw failure(errors);
    if (page_count !== pages.length) throw failure([`${page_count} of ${pages.length} pages were read`]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Not every file system has links, or as many of them. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

async function addRecords(index: PagefindIndex, records: readonly SearchRecord[], language: string): Promise<void> {
  const added = await Promise.all(
    records.map(({ url, name, title, kind, content }) => {
      const meta = { name, ...(title && { title }) };
      return index.addCustomRecord({ url, content, language, meta, filters: { kind: [kind] } });
    }),
  );
  const errors = added.flatMap((one) => one.errors);
  if (errors.length > 0) throw failure(errors);
}

function failure(errors: readonly string[]): Error {
  return new Error(`Cannot index the site for search: ${errors.join("; ")}`);
}
