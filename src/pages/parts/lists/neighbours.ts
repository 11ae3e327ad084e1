// What lies beside a document: runbooks of its system, or the post-mortems round it; and the one before and after it.

import { type Html, html, when } from "../../../core/html.ts";
import { oncePerList, positionsIn } from "../../../core/once-per-list.ts";
import type { AnyDocument, PostmortemDocument } from "../../../corpus/documents.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { titleText } from "../language.ts";
import { groupWith } from "./systems.ts";

/** More would be many touches of the tab key. */
const MOST = 12;
/** What three lines of the list hold. A longer title is cut by the style sheet, and whole when pointed at. */
const WHOLE = 60;

type Neighbours = {
  readonly title: string;
  /** In their order, the document itself among them. */
  readonly documents: readonly AnyDocument[];
  /** The list that holds all of them. */
  readonly url: string;
  readonly all: string;
};

function neighboursOf(data: PageData, document: AnyDocument): Neighbours | undefined {
  if (document.kind === "postmortem") {
    const documents = data.corpus.postmortems;
    const all = `All ${documents.length} post-mortems`;
    return { title: "Post-mortems", documents, url: "/postmortems/", all };
  }
  const group = document.kind === "runbook" ? groupWith(data, document) : undefined;
  if (group === undefined) return undefined;
  const { title, items } = group;
  // A system without a folder has no list of its own.
  if (group.url === undefined) {
    const all = `All ${data.corpus.runbooks.length} runbooks`;
    return { title: title || "Runbooks", documents: items, url: "/runbooks/", all };
  }
  return { title, documents: items, url: group.url, all: `All ${items.length} in ${title}` };
}

/**
 * The neighbours as a list: at most twelve, those nearest to the document, and a link to all where there are more. Null
 * for a document that has none.
 */
export function nearbyNav(data: PageData, document: AnyDocument): Html | null {
  const found = neighboursOf(data, document);
  if (found === undefined || found.documents.length < 2) return null;
  const { title, documents, url, all } = found;
  const at = positionsIn(documents).get(document) ?? 0;
  const first = Math.max(0, Math.min(at - MOST / 2, documents.length - MOST));
  const items = documents.slice(first, first + MOST).map((one) => item(data, one, one === document));
  const more = when(documents.length > MOST, () => html`<p><a href="${href(data, url)}">${all}</a></p>`);
  return html`<nav class="nearby" aria-label="${title}" data-pagefind-ignore><p class="nearby-title" aria-hidden="true">${title}</p><ul>${items}</ul>${more}</nav>
`;
}

function item(data: PageData, document: AnyDocument, isCurrent: boolean): Html {
  const { url, title } = document;
  const current = when(isCurrent, () => html` aria-current="page"`);
  const whole = when(title.length > WHOLE, () => html` title="${title}"`);
  return html`<li><a href="${href(data, url)}"${current}${whole}>${titleText(data, document)}</a></li>`;
}

/** The runbooks of the same system before and after this one, or the older and the newer post-mortem; null for neither. */
export function previousNext(data: PageData, document: AnyDocument): Html | null {
  const links =
    document.kind === "postmortem" ? byDate(data.corpus.postmortems) : (neighboursOf(data, document)?.documents ?? []);
  const at = positionsIn(links).get(document);
  const [before, after] = at === undefined ? [] : [links[at - 1], links[at + 1]];
  if (before === undefined && after === undefined) return null;
  const words = document.kind === "postmortem" ? (["Older", "Newer"] as const) : (["Previous", "Next"] as const);
  return html`<nav class="sequence" aria-label="Previous and next" data-pagefind-ignore>${step(data, before, "prev", words[0])}${step(data, after, "next", words[1])}</nav>
`;
}

/** From the oldest on. Nobody knows which one is older where a date is missing. */
const byDate = oncePerList((postmortems: readonly PostmortemDocument[]): readonly AnyDocument[] =>
  postmortems.filter((one) => one.data.date !== undefined).toReversed(),
);

function step(data: PageData, target: AnyDocument | undefined, rel: "prev" | "next", word: string): Html | null {
  if (target === undefined) return null;
  const { url, title } = target;
  const whole = when(title.length > WHOLE, () => html` title="${title}"`);
  return html`<a rel="${rel}" href="${href(data, url)}"${whole}><span class="facts">${word}</span> <span>${titleText(data, target)}</span></a>`;
}
