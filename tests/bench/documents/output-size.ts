// How large an output is: all files, the search index, and the lists that name every document.

import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { glob } from "tinyglobby";

export type OutputSize = {
  readonly files: number;
  readonly bytes: number;
  /** Of pagefind/, which is part of all files. */
  readonly index: { readonly files: number; readonly bytes: number };
  /** The largest page outside of the documents' own, if there is any. */
  readonly list: { readonly path: string; readonly bytes: number; readonly compressed: number } | undefined;
};

export async function sizeOf(output: string): Promise<OutputSize> {
  const paths = await glob("**", { cwd: output, dot: true });
  const files = await Promise.all(paths.map(async (path) => ({ path, bytes: (await stat(join(output, path))).size })));
  const index = files.filter(({ path }) => path.startsWith("pagefind/"));
  const lists = files.filter(({ path }) => path.endsWith(".html") && !/^postmortems\/incident-/.test(path));
  const largest = lists.toSorted((a, b) => b.bytes - a.bytes)[0];
  return {
    files: files.length,
    bytes: sum(files),
    index: { files: index.length, bytes: sum(index) },
    list: largest && { ...largest, compressed: gzipSync(await readFile(join(output, largest.path))).length },
  };
}

/** What an output of so many documents should have and has not; undefined if nothing is missing. */
export async function lackOf(output: string, documents: number): Promise<string | undefined> {
  const [pages, indexed] = await Promise.all(
    ["postmortems/incident-*/index.html", "pagefind/**/fragment/*"].map((files) => glob(files, { cwd: output })),
  );
  const all = documents.toLocaleString("en");
  if ((pages?.length ?? 0) < documents) return `the output has ${pages?.length} of ${all} documents`;
  if ((indexed?.length ?? 0) < documents) return `the search index has ${indexed?.length} pages of ${all} documents`;
  return undefined;
}

function sum(files: readonly { readonly bytes: number }[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}
