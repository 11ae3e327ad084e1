// Every address of a site that is to be built, with the anchors that a link may name there.

import { type PagePart, pageId } from "../../model/page-ids.ts";
import { checkAnchor, FOLDERS } from "../../model/urls.ts";
import type { AnyDocument } from "../documents.ts";
import type { Published } from "../publication.ts";
import type { Section } from "../sections.ts";
import type { OwnPages } from "./own-pages.ts";

/** Address → ids on it; null if the anchors of a page are not known here. */
export function pagesOf(
  { documents }: Published,
  sections: readonly Section[],
  own: OwnPages,
): ReadonlyMap<string, ReadonlySet<string> | null> {
  const written = [...own.all.keys()].filter((url) => !own.lacking.has(url));
  const isOwn = new Set(written);
  // A folder may share its address with a page of the site itself, which is there then.
  const lists = [
    ...Object.values(FOLDERS).map((name) => `/${name}/`),
    ...sections.map(({ url }) => url).filter((url) => !isOwn.has(url)),
  ];
  return new Map<string, ReadonlySet<string> | null>([
    ...written.map((url) => [url, null] as const),
    ...lists.map((url) => [url, LIST_ANCHORS] as const),
    ...documents.map((document) => [document.url, anchorsOf(document)] as const),
  ]);
}

/** A list of documents has these alone, beside its groups, which are known only with the page. */
const LIST_ANCHORS: ReadonlySet<string> = new Set((["main", "menu", "list", "filter"] as const).map(pageId));

function anchorsOf(document: AnyDocument): ReadonlySet<string> {
  const { headings, anchors, checks } = document.rendered;
  const parts = Object.entries(HAS) as [PagePart, (document: AnyDocument) => boolean][];
  return new Set([
    ...headings.map((heading) => heading.id),
    ...anchors,
    ...checks.map((check) => checkAnchor(check.id)),
    ...parts.filter(([, has]) => has(document)).map(([part]) => pageId(part)),
  ]);
}

/**
 * Whether the page of a document has a part. Parts that follow from states or from other documents count as present:
 * the author of a link cannot know.
 */
const HAS: Readonly<Record<PagePart, (document: AnyDocument) => boolean>> = {
  main: () => true,
  menu: () => true,
  affected: (document) => isNoFolder(document) && document.data.fixes.length > 0,
  evidence: (document) => isNoFolder(document) && document.data.fixes.length > 0,
  uname: (document) => isNoFolder(document) && document.data.fixes.some(({ flavour }) => flavour !== undefined),
  elsewhere: (document) => isNoFolder(document) && document.data.elsewhere.length > 0,
  timeline: (document) => document.kind === "postmortem" && document.data.timeline.length > 0,
  mitigations: (document) => document.kind === "postmortem" && document.data.mitigations.length > 0,
  runbooks: (document) => document.kind === "postmortem" && document.data.runbooks.length > 0,
  actions: (document) => document.kind === "postmortem" && document.data.actions.length > 0,
  lessons: (document) => document.kind === "postmortem" && document.data.lessons !== undefined,
  incidents: ({ kind }) => kind === "runbook",
  references: (document) => isNoFolder(document),
  list: hasList,
  filter: hasList,
  log: ({ kind }) => kind === "runbook",
};

function isNoFolder({ kind }: AnyDocument): boolean {
  return kind !== "section";
}

/** The text of content/pages/ is on the home page. */
function hasList({ kind, home, name }: AnyDocument): boolean {
  return kind === "section" && !(home === "page" && name === "");
}
