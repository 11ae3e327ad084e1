// Finds where a link is in the source: markdown-it and the HTML parser report what it is, not where.

import { decodeUrl } from "../core/decode-url.ts";
import type { Place, Source } from "../core/position.ts";

/** What comes before an address: `](/a/)`, `](</a/>)`, `]: /a/`, `<https://…>` */
export const MARKDOWN_LEAD = /[(<\s]$/;
/** href="/a/", href=/a/ */
export const RAW_LEAD = /=\s*["']?$/;
/** A bare address, which may be anywhere. */
export const BARE_LEAD = /$/;

/** What may follow, so that /a/ is not found in /a/b/. */
const END = /^(?:[)>\s"']|$)/;

type Search = { readonly from: number; readonly to: number; readonly lead: RegExp };

/** An address as the author spelt it, its place, and the offset after it. */
export type LocatedUrl = { readonly url: string; readonly place: Place; readonly end: number };

/** Searches from `from` to `to`, then everywhere after `body`, as a reference may be defined anywhere. */
export function locateUrl(source: Source, href: string, search: Search, body: number): LocatedUrl {
  const everywhere = { from: body, to: source.text.length, lead: search.lead };
  return (
    locateWithin(source, href, search) ??
    locateWithin(source, href, everywhere) ?? { url: decodeUrl(href), place: source.at(search.from), end: search.from }
  );
}

/** The first occurrence, in any spelling: two links to one page may be spelt differently. */
function locateWithin(source: Source, href: string, search: Search): LocatedUrl | undefined {
  const spellings = new Map(
    [href, decodeUrl(href)].flatMap((url) => [url, url.replaceAll("&", "&amp;")].map((s) => [s, url] as const)),
  );
  const found = [...spellings].map(([spelling, url]) => ({
    url,
    spelling,
    at: indexOf(source.text, spelling, search),
  }));
  const [first] = found.filter(({ at }) => at !== -1).sort((a, b) => a.at - b.at);
  if (first === undefined) return undefined;
  const { url, spelling, at } = first;
  return { url, place: source.at(at, spelling.length), end: at + spelling.length };
}

/** A piece of prose, and the plain text around it on its line. */
export type Written = { readonly before: string; readonly text: string; readonly after: string };

/**
 * The place of a piece of prose, and the offset after it. The text around it distinguishes it from the same words
 * elsewhere, such as in code; it is ignored if Markdown has changed it, as it does with \| in a table.
 */
export function locateWritten(source: Source, written: Written, search: { from: number; to: number }, body: number) {
  const { before, text, after } = written;
  const everywhere = { from: body, to: source.text.length };
  for (const [lead, tail] of [
    [before, after],
    ["", ""],
  ] as const) {
    for (const { from, to } of [search, everywhere]) {
      const found = source.text.indexOf(lead + text + tail, from);
      const at = found + lead.length;
      if (found !== -1 && at < to) return { place: source.at(at, text.length), end: at + text.length };
    }
  }
  return { place: source.at(search.from), end: search.from };
}

function indexOf(text: string, spelling: string, { from, to, lead }: Search): number {
  if (spelling === "") return -1;
  for (let at = text.indexOf(spelling, from); at !== -1 && at < to; at = text.indexOf(spelling, at + 1)) {
    if (lead === BARE_LEAD) return at;
    const end = at + spelling.length;
    if (lead.test(text.slice(Math.max(0, at - 3), at)) && END.test(text.slice(end, end + 1))) return at;
  }
  return -1;
}
