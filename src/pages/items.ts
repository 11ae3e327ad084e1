// What has a page of its own, by the name under which a page type asks for it: pagination: { data: "toMake.runbooks" }.

import type { Check } from "../model/check.ts";
import { formerScriptUrl, scriptUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { furtherPages } from "./parts/lists/further-pages.ts";
import { documentsByTag } from "./parts/lists/lists.ts";

/** All items of each name. */
export const ITEMS = {
  postmortems: ({ corpus }) => corpus.postmortems,
  runbooks: ({ corpus }) => corpus.runbooks,
  pages: ({ corpus }) => corpus.pages,
  folders: ({ corpus }) => corpus.folders,
  aliases: ({ corpus }) => corpus.aliases,
  /** The second and later pages of long lists. */
  furtherPages: (data) => furtherPages(data),
  tags: ({ corpus }) => documentsByTag(corpus.documents),
  alerts: ({ alerts }) => alerts,
  redirects: ({ redirects }) => redirects.stubs,
  checks: ({ corpus }) => corpus.checks,
  /** The checks that are offered as scripts. */
  scripted: (data) => scripted(data),
  /** Each of them with the addresses of its script. */
  scriptFiles: (data) =>
    scripted(data).flatMap((check) => [scriptUrl(check.id), formerScriptUrl(check.id)].map((url) => ({ check, url }))),
  /** The runbooks that have checks. */
  triaged: ({ corpus, triage }) => corpus.runbooks.filter(({ name }) => triage.has(name)),
  hosts: ({ corpus }) => [...corpus.hosts.values()],
} as const satisfies Record<string, (data: PageData) => readonly unknown[]>;

export type ItemName = keyof typeof ITEMS;
export const ITEM_NAMES = Object.keys(ITEMS) as readonly ItemName[];

function scripted({ corpus, scripts }: PageData): readonly Check[] {
  return corpus.checks.filter(({ id }) => scripts.get(id)?.script !== undefined);
}
