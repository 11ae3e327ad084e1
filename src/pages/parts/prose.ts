// The text of a document with its slots filled: states behind links, what became of an `until`, panels of checks.

import { type Html, html, trusted } from "../../core/html.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { PageData } from "../page-data.ts";
import { badge } from "./badge.ts";
import { checkPanel } from "./check-panel.ts";
import { untilWords } from "./until.ts";

/** A document's text. The strings between the slots are our renderer's, sanitised where authors wrote HTML. */
export function prose(data: PageData, document: AnyDocument): Html {
  const parts = document.rendered.parts.map((part) => {
    if (typeof part === "string") return trusted(part);
    if (part.kind === "check") return panelOf(data, document, part.id);
    if (part.kind === "until") return untilWords(data, part.place, part.url);
    const reference = data.references.byUrl.get(part.url);
    return reference === undefined ? null : html` ${badge(data, reference)}`;
  });
  return html`${parts}`;
}

function panelOf(data: PageData, document: AnyDocument, id: string): Html {
  const check = data.corpus.checks.find((candidate) => candidate.id === id);
  const fence = document.rendered.checks.find((candidate) => candidate.id === id);
  if (check === undefined || fence === undefined) return html`<figure class="snippet"></figure>`;
  return checkPanel(data, check, trusted(fence.html));
}
