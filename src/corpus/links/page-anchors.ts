// Every address of a site that is to be built, with the anchors that a link may name there.

import { checkAnchor } from "../../model/urls.ts";
import type { AnyDocument } from "../documents.ts";
import type { Published } from "../publication.ts";
import type { Section } from "../sections.ts";
import type { OwnPages } from "./own-pages.ts";

/** Sections that the page puts round a document's own text; their ids keep clear of the author's headings. */
export const SHELL_ANCHORS = [
  "page-affected",
  "page-elsewhere",
  "page-timeline",
  "page-mitigations",
  "page-actions",
  "page-lessons",
  "page-references",
  "page-incidents",
  "page-runbooks",
] as const;

/** Address → ids on it; null where the anchors of a page are not known here. */
export function pagesOf(
  { documents }: Published,
  sections: readonly Section[],
  own: OwnPages,
): ReadonlyMap<string, ReadonlySet<string> | null> {
  const written = [...own.all.keys()].filter((url) => !own.lacking.has(url));
  const others = [...written, ...sections.map(({ url }) => url)];
  return new Map<string, ReadonlySet<string> | null>([
    ...others.map((url) => [url, null] as const),
    ...documents.map((document) => [document.url, anchorsOf(document)] as const),
  ]);
}

function anchorsOf({ rendered }: AnyDocument): ReadonlySet<string> {
  return new Set([
    ...rendered.headings.map((heading) => heading.id),
    ...rendered.anchors,
    ...rendered.checks.map((check) => checkAnchor(check.id)),
    ...SHELL_ANCHORS,
  ]);
}
