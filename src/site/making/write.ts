// Writes the pages of a plan with Eleventy, and says which pages a search may find.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Corpus } from "../../corpus/link.ts";
import { configure, type EleventyConfig } from "../configure.ts";
import { isSearched, searchHash } from "../search/hash.ts";
import type { SearchedPage } from "../search/parts.ts";
import { addressOf, searchedPages } from "../search/search.ts";
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

/** The pages that may be searched: those of this build, and those that stay. */
export async function searchedOf(
  corpus: Corpus,
  plan: Plan,
  staged: string,
  published: string,
): Promise<SearchedPage[]> {
  const made = await searchedPages(corpus, staged, (path, html) => textId(plan, published, path, html));
  const isMade = new Set(made.map(({ url }) => url));
  const others = plan.staying.map(({ file, searched }) => ({
    url: addressOf(file),
    file: join(published, file),
    hash: searched,
  }));
  return [...made, ...others.filter(({ url }) => !isMade.has(url))];
}

/**
 * What stands for the searched text of a page: that of its last version, where a search finds the same in both; else a
 * new one. In a build from nothing, no page has to be parsed for it.
 */
function textId(plan: Plan, published: string, path: string, html: string): string {
  if (!isSearched(html)) return "";
  const last = plan.lastOf(path);
  if (last === undefined || last === "") return randomUUID();
  const before = readFileSync(join(published, path), "utf8");
  return searchHash(before) === searchHash(html) ? last : randomUUID();
}
