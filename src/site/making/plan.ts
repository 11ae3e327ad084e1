// What a build makes of a site, and what it leaves as the last one made it.

import { join } from "node:path";
import type { PageData } from "../../pages/page-data.ts";
import { addressOf } from "../search/search.ts";
import { sourcesHash } from "../sources-hash.ts";
import { stampOf } from "./made-files.ts";
import { type Manifest, readManifest, writeManifest } from "./manifest.ts";
import { type ItemPage, itemPages, itemsOf, pageTypes, type ToMake } from "./pages.ts";

/** What makes pages: a change of any of it makes all of them again. */
const MAKERS = ["src", "_data"];

export type Plan = {
  readonly toMake: ToMake;
  /** Pages that stay, by their path below the output, with the hash of what a search finds of each. */
  readonly staying: readonly { readonly file: string; readonly searched: string }[];
  /** What the last build has told of the parts of the index. */
  readonly parts: unknown;
  /** Remembers the output, when all of it is there. */
  readonly remember: (searched: Searched) => Promise<void>;
};

type Searched = {
  readonly parts: unknown;
  /** By the address of a page. */
  readonly hashes: ReadonlyMap<string, string>;
};

/** Compares the site with what is in its output. Pages without an item, such as lists and feeds, are always made. */
export async function planOf(site: PageData, output: string): Promise<Plan> {
  const { root } = site.corpus;
  const program = await sourcesHash(MAKERS);
  const manifest = await readManifest(root, output, program);
  const before = new Map(Object.entries(manifest.pages));
  const pages = itemPages(site, await pageTypes()).map((page) => ({ page, key: page.key() }));
  const isThere = ({ page: { file }, key }: { page: ItemPage; key: string }) => {
    const found = before.get(file);
    return found?.key === key && found.stamp === stampOf(join(output, file));
  };
  const { true: there = [], false: missing = [] } = Object.groupBy(pages, (one) => `${isThere(one)}`);
  return {
    toMake: itemsOf(missing.map(({ page }) => page)),
    staying: there.map(({ page: { file } }) => ({ file, searched: before.get(file)?.searched ?? "" })),
    parts: manifest.parts,
    remember: ({ parts, hashes }) => {
      const searchedOf = (file: string) => hashes.get(addressOf(file)) ?? "";
      return writeManifest(root, output, { program, pages: stamped(output, pages, searchedOf), parts });
    },
  };
}

function stamped(
  output: string,
  pages: readonly { page: ItemPage; key: string }[],
  searchedOf: (file: string) => string,
): Manifest["pages"] {
  return Object.fromEntries(
    pages.flatMap(({ page: { file }, key }) => {
      const stamp = stampOf(join(output, file));
      return stamp === undefined ? [] : [[file, { key, stamp, searched: searchedOf(file) }]];
    }),
  );
}
