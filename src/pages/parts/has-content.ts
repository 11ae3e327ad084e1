// Whether the site's own lists hold anything. An empty one still exists, because links may lead there, but no
// navigation and no sitemap names it.

import { oncePerList } from "../../core/once-per-list.ts";
import type { AnyDocument, RunbookDocument } from "../../corpus/documents.ts";
import { EMPTY_HOST } from "../../model/host.ts";
import type { PageData } from "../page-data.ts";

const haveTags = oncePerList((documents: readonly AnyDocument[]) => documents.some(({ data }) => data.tags.length > 0));
const haveReviews = oncePerList((runbooks: readonly RunbookDocument[]) =>
  runbooks.some(({ data }) => data.reviewed ?? data.reviewEvery),
);

const LISTS: Readonly<Record<string, (data: PageData) => boolean>> = {
  "/postmortems/": ({ corpus }) => corpus.postmortems.length > 0,
  "/runbooks/": ({ corpus }) => corpus.runbooks.length > 0,
  "/pages/": ({ corpus }) => corpus.pages.length > 0,
  "/tags/": ({ corpus }) => haveTags(corpus.documents),
  "/references/": ({ references }) => references.list.length > 0,
  "/workarounds/": ({ waits }) => waits.length > 0,
  "/reviews/": ({ corpus }) => haveReviews(corpus.runbooks),
  "/checks/": ({ corpus }) => corpus.checks.length > 0,
  "/hosts/": ({ corpus }) => corpus.hosts.keys().some((name) => name !== EMPTY_HOST.name),
  "/alerts/": ({ alerts }) => alerts.length > 0,
  "/search/": ({ corpus }) => corpus.documents.length > 0,
};

/** False for a list without entries, unless a document is its text; true for every other page. */
export function hasContent(data: PageData, url: string): boolean {
  return data.corpus.byUrl.has(url) || (LISTS[url]?.(data) ?? true);
}

/** Pages with nothing that a search engine should find: it has its own search, and readers of a draft have its address. */
const NEVER_INDEXED: ReadonlySet<string> = new Set(["/404.html", "/search/"]);

export function isIndexed(data: PageData, url: string): boolean {
  const { draft, status } = data.corpus.byUrl.get(url)?.data ?? {};
  const isFinished = draft !== true && (status === undefined || status === "final");
  return isFinished && !NEVER_INDEXED.has(url) && hasContent(data, url);
}
