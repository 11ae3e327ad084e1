// Finds where the address of each link and image is, and stores it in the token, for links.ts, images.ts and until.ts.
// One pass does both: the address of a link comes after the images and code within it.

import type { Token } from "markdown-it";
import type { Place } from "../../core/position.ts";
import { Cursor } from "../cursor.ts";
import { attribute, type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { BARE_LEAD, locateUrl, locateWritten, MARKDOWN_LEAD, type Written } from "../locate.ts";

/** What a token's `meta` holds: the address as markdown-it has encoded it, and as its author spelt it. */
export type Address = { readonly href: string; readonly url: string; readonly place: Place };

export const addresses: MarkdownFeature = {
  name: "addresses",
  install(md) {
    // markdown-it silently leaves a link with a refused address as text: allowed-html.ts decides instead.
    md.validateLink = () => true;
    md.core.ruler.push("addresses", (state) => locateAll(state.tokens, draftOf(state.env)));
  },
};

/** What a token stores; undefined for links of ours, such as a heading's to itself. */
export function addressOf(token: Token | undefined): Address | undefined {
  const meta = token?.meta as Address | undefined;
  return meta?.href === undefined ? undefined : meta;
}

/** https://…, mailto:…, //host/…, #heading */
const NOT_OF_SITE = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#|$)/i;

/** Whether an address is that of a page or a file of this site, from its root or beside the document. */
export function isOfSite(href: string): boolean {
  return !NOT_OF_SITE.test(href);
}

function locateAll(tokens: readonly Token[], draft: Draft): void {
  const cursor = new Cursor(draft);
  // Cells of a table and footnotes have no lines of their own: those of the block around them count.
  for (const block of tokens) {
    if (block.map) cursor.enter(block.map);
    const open: Token[] = [];
    for (const token of block.children ?? []) {
      if (token.type === "code_inline") cursor.passCode(token);
      else if (token.type === "html_inline") cursor.find(token.content);
      else if (token.type === "image") token.meta = locate(token, attribute(token, "src"), cursor);
      else if (token.type === "link_open") open.push(token);
      else if (token.type === "link_close") {
        // A closing token does not say which link it closes.
        const opening = open.pop();
        if (opening !== undefined) token.meta = opening.meta = locate(opening, attribute(opening, "href"), cursor);
      }
    }
  }
}

function locate(token: Token, href: string, cursor: Cursor): Address {
  const { source, linesBefore } = cursor.draft;
  const body = source.offsetOfLine(linesBefore + 1);
  const within = { from: cursor.from, to: cursor.to };
  // The address of a short form is not in the source.
  const written = token.meta?.written as Written | undefined;
  if (written !== undefined) {
    const { place, end } = locateWritten(source, written, within, body);
    cursor.pass(end);
    return { href, url: href, place };
  }
  const lead = token.markup === "linkify" ? BARE_LEAD : MARKDOWN_LEAD;
  const { url, place, end } = locateUrl(source, href, { ...within, lead }, body);
  cursor.pass(end);
  // Decoding must not turn it into another kind of address.
  return { href, url: isOfSite(url) === isOfSite(href) ? url : href, place };
}
