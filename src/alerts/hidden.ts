// What of the alerts an output must not show, because it belongs to documents that are for other readers.

import { decodePath } from "../core/decode-url.ts";
import { eachNamed, hasUnreadText, mayName } from "../corpus/belonging.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import type { Published } from "../corpus/publication.ts";
import type { ReadRule } from "../model/alert.ts";
import { documentUrl } from "../model/urls.ts";
import { pathHere } from "./leads.ts";
import { keyOf, lastPart } from "./names.ts";

type Rule = Pick<ReadRule, "name" | "runbookUrl">;

/**
 * Says of an alerting rule whether it belongs to hidden documents: it leads to one of them here, or to a hidden runbook on
 * whichever server; or it leads to none that is shown, and only hidden ones name it or have its name. What is not known
 * is hidden.
 */
export function hiddenAlerts(published: Published): (rule: Rule) => boolean {
  const { content, documents, hidden, heldBack } = published;
  const shown = [...documents, ...heldBack.filter((one) => one.kind !== "unreadable")];
  const shownUrls = addressesOf(shown);
  // A draft may be the next text of a shown runbook: then its address is not hidden.
  const unreadable = content.unreadable.map(({ home, name }) => documentUrl(home, name));
  const hiddenUrls = new Set([...addressesOf(hidden), ...unreadable].filter((url) => !shownUrls.has(url)));
  const namedByShown = new Set(shown.flatMap((one) => [...namesIn(one), ...ownName(one)]).map(keyOf));
  const hiddenRunbooks = [...hidden, ...content.unreadable].filter(isRunbook);
  const named = new Set(
    [...hidden.flatMap(namesIn).flatMap(eachNamed), ...hiddenRunbooks.map(({ name }) => lastPart(name))].map(keyOf),
  );
  const unread = [...hidden, ...content.unreadable].filter(hasUnreadText);
  const mayBeNamed = (name: string) => content.hasUnseen || unread.some((one) => mayName(one, name));
  return ({ name, runbookUrl }) => {
    const url = URL.parse(runbookUrl?.text ?? "");
    const here = url === null ? undefined : pathHere(url, content);
    const paths = [...runbookPaths(url?.pathname ?? ""), ...(here === undefined ? [] : [normal(here)])];
    if (paths.some((path) => hiddenUrls.has(path))) return true;
    if (paths.some((path) => shownUrls.has(path)) || namedByShown.has(keyOf(name))) return false;
    return named.has(keyOf(name)) || mayBeNamed(name);
  };
}

function isRunbook({ home }: Pick<AnyDocument, "home">): boolean {
  return home === "runbook";
}

/** The addresses of documents and their former ones, in small letters. */
function addressesOf(documents: readonly AnyDocument[]): ReadonlySet<string> {
  return new Set(documents.flatMap(({ url, data }) => [url, ...data.aliases, ...data.permalinks].map(normal)));
}

function namesIn({ data }: AnyDocument): string[] {
  return data.alerts.flatMap(({ name, formerly = [] }) => [name, ...formerly]);
}

/** A runbook covers the alert that has its name. */
function ownName({ kind, name }: AnyDocument): string[] {
  return kind === "runbook" ? [lastPart(name)] : [];
}

/** "/Old/x/index.html" → "/old/x/": as a server may read it that ignores capitals. */
function normal(path: string): string {
  const parts = decodePath(path)
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "");
  if (parts.at(-1) === "index.html") parts.pop();
  return parts.length === 0 ? "/" : `/${parts.join("/")}/`;
}

/** "/kb/runbooks/x" → "/runbooks/x/": in which folder a site is, only its server knows. */
function runbookPaths(pathname: string): string[] {
  const path = normal(pathname);
  const at = path.lastIndexOf(documentUrl("runbook", "").slice(0, -1));
  return at === -1 ? [] : [path.slice(at)];
}
