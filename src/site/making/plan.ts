// What a build makes of a site, and what it leaves as the last one made it.

import { join } from "node:path";
import type { PageData } from "../../pages/page-data.ts";
import { sourcesHash } from "../sources-hash.ts";
import { stampOf } from "./made-files.ts";
import { readManifest } from "./manifest.ts";
import { type ItemPage, itemPages, itemsOf, pageTypes, type ToMake } from "./pages.ts";

/** What makes pages: a change of any of it makes all of them again. */
const MAKERS = ["src", "_data"];

export type Plan = {
  readonly toMake: ToMake;
  /** Pages that stay, by their path below the output, each with its stamp and what stands for its searched text. */
  readonly staying: readonly { readonly file: string; readonly stamp: string; readonly searched: string }[];
  /** What stood for the searched text of a page in the last build; undefined where that page is not there as it was. */
  readonly lastOf: (file: string) => string | undefined;
  /** What the last build has told of the parts of the index. */
  readonly parts: unknown;
  readonly program: string;
  /** The key of each page that is made for an item, by its path. */
  readonly keys: () => ReadonlyMap<string, string>;
};

/** Compares the site with what is in its output. Pages without an item, such as lists and feeds, are always made. */
export async function planOf(site: PageData, output: string): Promise<Plan> {
  const { root } = site.corpus;
  const program = await sourcesHash(MAKERS);
  const manifest = await readManifest(root, output, program);
  const before = new Map(Object.entries(manifest.pages));
  const pages = itemPages(site, await pageTypes());
  const intact = (file: string) => {
    const found = before.get(file);
    return found !== undefined && found.stamp === stampOf(join(output, file)) ? found : undefined;
  };
  // The key of a page is computed only where there is something to compare it with.
  const isThere = (page: ItemPage) => {
    const found = intact(page.file);
    return found !== undefined && found.key === page.key();
  };
  const { true: staying = [], false: missing = [] } = Object.groupBy(pages, (page) => `${isThere(page)}`);
  return {
    toMake: itemsOf(missing),
    staying: staying.map(({ file }) => {
      const { stamp = "", searched = "" } = before.get(file) ?? {};
      return { file, stamp, searched };
    }),
    lastOf: (file) => intact(file)?.searched,
    parts: manifest.parts,
    program,
    keys: () => new Map(pages.map(({ file, key }) => [file, key()])),
  };
}
