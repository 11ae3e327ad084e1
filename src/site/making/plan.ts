// What a build makes of a site, and what it leaves as the last one made it.

import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
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
  /** Pages that stay, by their path below the output, each with what stands for its searched text. */
  readonly staying: readonly { readonly file: string; readonly searched: string }[];
  /** What stood for the searched text of a page in the last build; undefined where that page is not there as it was. */
  readonly lastOf: (file: string) => string | undefined;
  /** What the last build has told of the parts of the index. */
  readonly parts: unknown;
  /** Computes what remember() writes. It leaves time for other work, such as reading what another process says. */
  readonly prepare: () => Promise<void>;
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
    staying: staying.map(({ file }) => ({ file, searched: before.get(file)?.searched ?? "" })),
    lastOf: (file) => intact(file)?.searched,
    parts: manifest.parts,
    async prepare() {
      for (const [i, page] of pages.entries()) {
        if (i % AT_ONCE === 0) await setImmediate();
        page.key();
      }
    },
    remember: ({ parts, hashes }) => {
      const searchedOf = (file: string) => hashes.get(addressOf(file)) ?? "";
      return writeManifest(root, output, { program, pages: stamped(output, pages, searchedOf), parts });
    },
  };
}

const AT_ONCE = 20;

function stamped(output: string, pages: readonly ItemPage[], searchedOf: (file: string) => string): Manifest["pages"] {
  return Object.fromEntries(
    pages.flatMap(({ file, key }) => {
      const stamp = stampOf(join(output, file));
      return stamp === undefined ? [] : [[file, { key: key(), stamp, searched: searchedOf(file) }]];
    }),
  );
}
