// The sections of a document: a bar on a phone, a column beside the text elsewhere.

import { type Html, html, trusted, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { PageData } from "../../page-data.ts";
import { sentence } from "../language.ts";

/** What a page puts round the author's text; `log` is a link to the log of a run. */
export type Round = { readonly before: Html | null; readonly after: Html; readonly log: Html | undefined };

/** In the order of the page. Null where the text has fewer than three sections. */
export function sectionBar(data: PageData, document: AnyDocument, { before, after, log }: Round): Html | null {
  const headings = document.rendered.headings.filter(({ level }) => level === 2 || level === 3);
  if (headings.length < 3) return null;
  const items = headings.map(
    ({ id, text, level }) =>
      html`<li${when(level > 2, () => html` class="lesser"`)}><a href="#${id}">${sentence(data, document, text)}</a></li>`,
  );
  const run = when(log, () => html`<li>${log ?? null}</li>`);
  return html`<nav class="toc" aria-label="On this page"><ul>${ownSections(before)}${items}${run}${ownSections(after)}</ul></nav>
`;
}

/** The page's own sections, by the headings that they have: each part decides itself whether it is there. */
const OWN_HEADING = /<h2 id="(page-[\w-]+)">([^<]+)<\/h2>/g;

function ownSections(part: Html | null): Html[] {
  const found = [...String(part ?? "").matchAll(OWN_HEADING)];
  return found.map(([, id = "", title = ""]) => html`<li><a href="#${id}">${trusted(title)}</a></li>`);
}
