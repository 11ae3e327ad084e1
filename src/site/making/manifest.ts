// What a build remembers of an output: how each of its files came about. The next build leaves alone what would become
// the same. A manifest that is missing, broken, or of another program costs time and nothing else.

import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { SearchedPage } from "../search/parts.ts";
import { addressOf } from "../search/search.ts";
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
type Manifest = z.infer<typeof Manifest>;

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

type Output = {
  readonly program: string;
  readonly keys: ReadonlyMap<string, string>;
  readonly searched: readonly SearchedPage[];
  readonly parts: unknown;
  readonly stamps: ReadonlyMap<string, string>;
};

/** Remembers an output when all of it is there. Where nothing can be kept, the next build makes all pages again. */
export function remember(root: string, output: string, made: Output): Promise<void> {
  const { program, keys, searched, parts, stamps } = made;
  const texts = new Map(searched.map(({ url, hash }) => [url, hash]));
  const pages = [...keys].flatMap(([file, key]) => {
    const stamp = stamps.get(file);
    return stamp === undefined ? [] : [[file, { key, stamp, searched: texts.get(addressOf(file)) ?? "" }] as const];
  });
  return keepJson(pagesFile(root, output), { program, pages: Object.fromEntries(pages), parts } satisfies Manifest);
}
