// What carries a tag, by kind.

import { positionsIn } from "../../../core/once-per-list.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { PageData } from "../../page-data.ts";
import type { Group } from "./grouped-list.ts";
import { type ListPages, listPages, MOST_ROWS } from "./list-pages.ts";

const KINDS = [
  ["runbook", "Runbooks"],
  ["postmortem", "Post-mortems"],
  ["page", "Pages"],
] as const;

/** Documents of one kind need no heading. */
export function byKind(documents: readonly AnyDocument[]): readonly Group[] {
  const groups = KINDS.map(([kind, title]) => ({ title, items: documents.filter(({ home }) => home === kind) }));
  return groups.some(({ items }) => items.length === documents.length) ? [{ title: "", items: documents }] : groups;
}

/** The pages of the list of a tag, post-mortems newest first; undefined for a single page. */
export function pagesOfTag(
  { corpus }: PageData,
  documents: readonly AnyDocument[],
  url: string,
  most = MOST_ROWS,
): ListPages | undefined {
  if (documents.length <= most) return undefined;
  const positions = positionsIn(corpus.postmortems);
  const sorted = documents.toSorted((a, b) => (positions.get(a) ?? -1) - (positions.get(b) ?? -1));
  return listPages(url, byKind(sorted), { most });
}
