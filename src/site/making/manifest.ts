// What a build remembers of an output: how each of its files came about. The next build leaves alone what would become
// the same. A manifest that is missing, broken, or of another program costs time and nothing else.

import { readFile } from "node:fs/promises";
import { z } from "zod";
import { keepJson, pagesFile } from "./made-files.ts";

const Manifest = z.object({
  /** Hash of the sources and dependencies that made the pages. */
  program: z.string(),
  /** By their path below the output. */
  pages: z.record(
    z.string(),
    z.object({
      key: z.string(),
      /** See stampOf(): the file as the build left it. */
      stamp: z.string(),
      /** Stands for what a search finds of it: see making/write.ts. "" for nothing. */
      searched: z.string(),
    }),
  ),
  /** Of the index: see search/search.ts. */
  parts: z.unknown(),
});
export type Manifest = z.infer<typeof Manifest>;

const NOTHING: Manifest = { program: "", pages: {}, parts: undefined };

/** What is known of an output; nothing if it was made by another program. */
export async function readManifest(root: string, output: string, program: string): Promise<Manifest> {
  try {
    const found = Manifest.parse(JSON.parse(await readFile(pagesFile(root, output), "utf8")));
    return found.program === program ? found : NOTHING;
  } catch {
    return NOTHING;
  }
}

export function writeManifest(root: string, output: string, manifest: Manifest): Promise<void> {
  return keepJson(pagesFile(root, output), manifest);
}
