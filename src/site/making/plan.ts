// What a build makes of a site, and what it leaves as the last one made it.

import { join } from "node:path";
import type { PageData } from "../../pages/page-data.ts";
import { sourcesHash } from "../sources-hash.ts";
import { stampOf } from "./made-files.ts";
import { type Manifest, readManifest, writeManifest } from "./manifest.ts";
import { type ItemPage, itemPages, itemsOf, pageTypes, type ToMake } from "./pages.ts";

/** What makes pages: a change of any of it makes all of them again. */
const MAKERS = ["src", "_data"];

export type Plan = {
  readonly toMake: ToMake;
  /** Pages that stay, by their path below the output. */
  readonly staying: readonly string[];
  /** Remembers the pages of the output, when all of them are there. */
  readonly remember: () => Promise<void>;
};

/** Compares the site with what is in its output. Pages without an item, such as lists and feeds, are always made. */
export async function planOf(site: PageData, output: string): Promise<Plan> {
  const { root } = site.corpus;
  const program = await sourcesHash(MAKERS);
  const before = new Map(Object.entries((await readManifest(root, output, program)).pages));
  const pages = itemPages(site, await pageTypes()).map((page) => ({ page, key: page.key() }));
  const isThere = ({ page: { file }, key }: { page: ItemPage; key: string }) => {
    const found = before.get(file);
    return found?.key === key && found.stamp === stampOf(join(output, file));
  };
  const { true: there = [], false: missing = [] } = Object.groupBy(pages, (one) => `${isThere(one)}`);
  return {
    toMake: itemsOf(missing.map(({ page }) => page)),
    staying: there.map(({ page: { file } }) => file),
    remember: () => writeManifest(root, output, { program, pages: stamped(output, pages) }),
  };
}

function stamped(output: string, pages: readonly { page: ItemPage; key: string }[]): Manifest["pages"] {
  return Object.fromEntries(
    pages.flatMap(({ page: { file }, key }) => {
      const stamp = stampOf(join(output, file));
      return stamp === undefined ? [] : [[file, { key, stamp }]];
    }),
  );
}
