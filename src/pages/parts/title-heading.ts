// The title of a page as its heading. Where it was the first heading of the text, links to that still lead to it.

import { type Html, html, when } from "../../core/html.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import { breakable } from "./breakable.ts";

/** The id stands within the heading: Pagefind would take the heading for a section of the page, and list it once more. */
export function titleHeading(title: string, document: AnyDocument | undefined): Html {
  const words = breakable(title);
  const { titleId } = document ?? {};
  const meta = when(document, () => html` data-pagefind-meta="title"`);
  return html`<h1${meta}>${titleId === undefined ? words : html`<span id="${titleId}">${words}</span>`}</h1>`;
}
