// Where the site will be served, as far as it is known: commands and files that leave the site must not name an address
// at which nothing is.

import { topOf } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import type { Settings } from "../model/settings.ts";
import { SETTINGS_FILE } from "./settings.ts";

/** The site's address with its prefix, https://kb.example/group/kb/; the prefix alone where no url is stated. */
export function siteAddress({ url, pathPrefix }: Pick<Settings, "url" | "pathPrefix">): string {
  return url === undefined ? pathPrefix : new URL(pathPrefix, url).href;
}

/** What a site without a url lacks. Settings that can't be read may state one: then their own problem is enough. */
export function addressAdvice({ url }: Settings, problems: readonly Problem[]): Problem[] {
  const isUnread = problems.some(({ kind, place }) => kind === "problem" && place.file === SETTINGS_FILE);
  if (url !== undefined || isUnread) return [];
  return [advice(topOf(SETTINGS_FILE), "no url is stated", REMEDY)];
}

const REMEDY = `Write url: https://… in ${SETTINGS_FILE}, the address that the site will be served at, or build with --url https://…
Without it there are no feeds and no sitemap, and scripts name pages by their paths alone`;
