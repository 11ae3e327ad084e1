// Every address of a site that is to be built, with the anchors that a link may name there.

import { captureUrl, checkAnchor, FIXED_PAGES, hostUrl, scriptUrl, tagUrl, triageUrl } from "../../model/urls.ts";
import type { AnyDocument } from "../documents.ts";
import type { Published } from "../publication.ts";
import type { Section } from "../sections.ts";

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
  { documents, hosts }: Published,
  sections: readonly Section[],
): ReadonlyMap<string, ReadonlySet<string> | null> {
  const others = [
    ...FIXED_PAGES,
    ...sections.map(({ url }) => url),
    ...[...hosts.keys()].map(hostUrl),
    ...documents.flatMap(({ data }) => data.tags.map(tagUrl)),
    ...documents.flatMap(({ rendered }) => rendered.checks.flatMap(({ id }) => [scriptUrl(id), captureUrl(id)])),
    ...documents
      .filter(({ kind, rendered }) => kind === "runbook" && rendered.checks.length > 0)
      .map(({ name }) => triageUrl(name)),
  ];
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
