// The upstream items that a document refers to, each with state, source and date.

import { type Html, html, when } from "../../../core/html.ts";
import { oncePerList } from "../../../core/once-per-list.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { pageId } from "../../../model/page-ids.ts";
import type { LinkUse, Reference } from "../../../model/reference.ts";
import type { PageData } from "../../page-data.ts";
import { sentence } from "../language.ts";
import { badge, sourceText } from "./badge.ts";
import { looked } from "./looked.ts";

/**
 * The table at the end of a document, or null where it refers to no item. It is folded up, because each link in the text
 * has its badge already.
 */
export function referencesTable(data: PageData, document: AnyDocument): Html | null {
  const references = data.references.byDocument.get(document.url) ?? [];
  if (references.length === 0) return null;
  const rows = references.map((reference) => row(data, document, reference));
  return html`<section data-pagefind-ignore><h2 id="${pageId("references")}">References</h2>
${looked(data)}<details><summary>${countOf(references.length)}</summary>
<div class="table" role="group" aria-label="References"><table class="stack">
<thead><tr><th scope="col">Item</th><th scope="col">State</th><th scope="col">Source</th></tr></thead>
<tbody>${rows}</tbody></table></div></details></section>
`;
}

function countOf(items: number): string {
  return items === 1 ? "1 upstream item" : `${items} upstream items`;
}

function whyOf(document: AnyDocument, reference: Reference): string | undefined {
  const written = urlsIn(reference.uses).get(document.url) ?? [];
  return written.map((url) => document.data.references[url]?.why).find((why) => why !== undefined);
}

/** How each document writes the item, by the document's address: thousands may link one item. */
const urlsIn = oncePerList((uses: readonly LinkUse[]): ReadonlyMap<string, readonly string[]> => {
  const groups = Map.groupBy(uses, ({ document }) => document.url);
  return new Map([...groups].map(([document, own]) => [document, own.map(({ url }) => url)]));
});

function row(data: PageData, document: AnyDocument, reference: Reference): Html {
  const why = whyOf(document, reference);
  const title = when(reference.title, () => html`<br>${reference.title}`);
  return html`<tr><td><a href="${reference.url}">${reference.label}</a>${title}${when(why, () => html`<p class="small">${sentence(data, document, why ?? "")}</p>`)}</td><td>${badge(data, reference, document)}</td><td>${sourceText(reference)}</td></tr>
`;
}
