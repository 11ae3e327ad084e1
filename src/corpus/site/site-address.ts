// Where the site will be served, if that is known: commands and files that leave the site must not name an address
// without a server.

import { topOf } from "../../core/position.ts";
import { advice, type Problem } from "../../core/problem.ts";
import type { Settings } from "../../model/settings.ts";
import { SETTINGS_FILE } from "../settings.ts";

/** The site's address with its prefix, https://kb.example/group/kb/; only the prefix if no url is stated. */
export function siteAddress({ url, pathPrefix }: Pick<Settings, "url" | "pathPrefix">): string {
  return url === undefined ? pathPrefix : new URL(pathPrefix, url).href;
}

/** What a site without a url lacks. Unreadable settings may state one: then their own problem is enough. */
export function addressAdvice({ url }: Settings, problems: readonly Problem[]): Problem[] {
  const isUnread = problems.some(({ kind, place }) => kind === "problem" && place.file === SETTINGS_FILE);
  if (url !== undefined || isUnread) return [];
  return [advice(topOf(SETTINGS_FILE), "no url is stated", REMEDY)];
}

const REMEDY = `Write the address of the site as url: https://… in ${SETTINGS_FILE}, or build with --url https://…
Without it there are no feeds, no sitemap and no alerts.tmpl, scripts name pages by path only, and no runbook_url is judged`;
