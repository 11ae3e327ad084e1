// Writes the pages of a plan with Eleventy, and the index of all pages.

import { join } from "node:path";
import { configure, type EleventyConfig } from "../configure.ts";
import { searchRecords } from "../search/records.ts";
import { addressOf, searchedPages, writeSearchIndex } from "../search/search.ts";
import type { Site } from "../site.ts";
import type { ToMake } from "./pages.ts";
import type { Plan } from "./plan.ts";

/** Writes what is to be made, lists and feeds into `output`. */
export async function writePages(site: Site, output: string, toMake: ToMake): Promise<void> {
  // It takes half a second to load, and no document waits for it.
  const { default: Eleventy } = await import("@11ty/eleventy");
  const eleventy = new Eleventy("src/pages", output, {
    source: "script",
    // The configuration is passed as a function; Eleventy would read a file a second time.
    configPath: false,
    config: (config: EleventyConfig) => configure(config, { root: site.corpus.root, output, site, toMake }),
  });
  await eleventy.init();
  // Its summary would be the only line of a silent nightly job; errors are thrown all the same.
  eleventy.disableLogger();
  await eleventy.write();
}

/** Makes the parts of the index that have changed: of the pages of this build, and of those that stay. */
export async function writeIndex(site: Site, { staying, parts: before }: Plan, staged: string, published: string) {
  const made = await searchedPages(site.corpus, staged);
  const isMade = new Set(made.map(({ url }) => url));
  const others = staying.map(({ file, searched }) => ({
    url: addressOf(file),
    file: join(published, file),
    hash: searched,
  }));
  const pages = [...made, ...others.filter(({ url }) => !isMade.has(url))];
  const { parts, kept } = await writeSearchIndex({ pages, records: searchRecords(site), staged, published, before });
  return { parts, kept, hashes: new Map(pages.map(({ url, hash }) => [url, hash])) };
}
