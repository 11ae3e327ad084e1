// Sanitises the HTML of documents in which authors wrote some of their own, and finds the links in it.

import { load } from "cheerio/slim";
import sanitizeHtml from "sanitize-html";
import { type Draft, slotMark } from "./document.ts";
import { withPrefix } from "./features/links.ts";

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    ...["img", "details", "summary", "del", "ins", "input", "section", "figure", "figcaption", "fb-slot"],
  ],
  allowedAttributes: {
    "*": ["id", "class", "title", "lang", "dir", "role", "tabindex", "aria-label", "aria-hidden", "data-language"],
    a: ["href", "name"],
    img: ["src", "alt", "width", "height"],
    td: ["colspan", "rowspan"],
    th: ["colspan", "rowspan", "scope"],
    ol: ["start"],
    details: ["open"],
    "fb-slot": ["n"],
  },
  allowedSchemes: ["http", "https", "mailto"],
  // Images from elsewhere would be third-party requests; the browser would refuse them anyway.
  allowedSchemesByTag: { img: ["data"] },
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
};

/** The fragment without anything that could run, load or restyle; links that lead out have got their state slots. */
export function sanitize(fragment: string, draft: Draft): string {
  return linkRawAnchors(sanitizeHtml(fragment, ALLOWED), draft);
}

function linkRawAnchors(fragment: string, draft: Draft): string {
  const $ = load(fragment, null, false);
  $("a[href]").each((_, element) => {
    const anchor = $(element);
    const href = anchor.attr("href") ?? "";
    // Links of Markdown have been seen to already: those that lead out by their slot, the others by their address.
    if (href.startsWith("#") || anchor.next().is("fb-slot") || draft.internalHrefs.has(href)) return;
    draft.links.push({ url: href, place: draft.source.find(href, draft.linesBefore + 1) });
    if (href.startsWith("/")) anchor.attr("href", withPrefix(href, draft.pathPrefix));
    if (/^https?:\/\//.test(href)) anchor.after(slotMark(draft, { kind: "state", url: href }));
  });
  return $.html();
}
