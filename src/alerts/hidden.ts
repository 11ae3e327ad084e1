// What of the alerts an output must not show, because it belongs to documents that are for other readers.

import { decodePath } from "../core/decode-url.ts";
import { eachNamed, mayName } from "../corpus/belonging.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import type { Published } from "../corpus/publication.ts";
import type { ReadRule } from "../model/alert.ts";
import { documentUrl } from "../model/urls.ts";
import { pathHere } from "./leads.ts";
import { keyOf, lastPart } from "./names.ts";

type Rule = Pick<ReadRule, "name" | "runbookUrl">;

/**
 * Says of an alerting rule whether it belongs to hidden documents: it leads to one of them, to a runbook on whichever server; or it
 * leads to none that is shown, and only hidden ones name it or have its name. What is not known is hidden.
 */
export function hiddenAlerts(published: Published): (rule: Rule) => boolean {
  const { content, documents, hidden, heldBack } = published;
  const shown = [...documents, ...heldBack.filter(({ kind }) => kind !== "unreadable")];
  const shownUrls = new Set(shown.map(({ url }) => url));
  // A draft may be the next text of a shown runbook: then the name is not hidden.
  const names = [...hidden, ...content.unreadable].filter(isRunbook).map(({ name }) => name);
  const runbooks = names.filter((name) => !shownUrls.has(documentUrl("runbook", name)));
  const hiddenUrls = new Set(runbooks.map((name) => documentUrl("runbook", name)));
  const otherUrls = new Set(hidden.map(({ url }) => url).filter((url) => !shownUrls.has(url)));
  const namedByShown = new Set(
    [...documents, ...heldBack].flatMap((one) => [...namesIn(one), ...ownName(one)]).map(keyOf),
  );
  const named = new Set(hidden.flatMap(namesIn).flatMap(eachNamed).map(keyOf));
  const ownNames = new Set(runbooks.map(lastPart).map(keyOf));
  const mayBeNamed = (name: string) =>
    content.hasUnseen || [...hidden, ...content.unreadable].some((one) => mayName(one, name));
  return ({ name, runbookUrl }) => {
    const url = URL.parse(runbookUrl?.text ?? "");
    const ends = endsOf(url?.pathname ?? "");
    if (ends.some((end) => hiddenUrls.has(end))) return true;
    if (url !== null && otherUrls.has(endsOf(pathHere(url, content) ?? "")[0] ?? "")) return true;
    if (ends.some((end) => shownUrls.has(end)) || namedByShown.has(keyOf(name))) return false;
    return named.has(keyOf(name)) || ownNames.has(keyOf(name)) || mayBeNamed(name);
  };
}

function isRunbook({ home }: Pick<AnyDocument, "home">): boolean {
  return home === "runbook";
}

type Named = Published["heldBack"][number];

function namesIn(document: Named): string[] {
  return document.kind === "unreadable" ? [] : document.data.alerts.map(({ name }) => name);
}

/** A runbook covers the alert that has its name. */
function ownName(document: Named): string[] {
  return document.kind === "runbook" ? [lastPart(document.name)] : [];
}

/** "/kb/runbooks/x" → "/kb/runbooks/x/", "/runbooks/x/", "/x/": in which folder a site is, only its server knows. */
function endsOf(pathname: string): string[] {
  const path = `${decodePath(pathname)}/`.replace(/(?:\/index\.html)?(?<!\/)\/+$/, "/");
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(index));
}
