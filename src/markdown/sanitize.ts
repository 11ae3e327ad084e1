// Sanitises the HTML of documents in which authors wrote some of their own, and finds the links in it.

import { load } from "cheerio/slim";
import sanitizeHtml from "sanitize-html";
import { decodeUrl } from "../core/decode-url.ts";
import { ALLOWED, SUCCESSORS } from "./allowed-html.ts";
import { type Draft, slotMark } from "./document.ts";
import { foreignImage, isForeign } from "./features/images.ts";
import { leadsOut, withPrefix } from "./features/links.ts";
import { locateUrl, RAW_LEAD } from "./locate.ts";

/** The fragment without anything that could run, load or restyle; links that lead out have got their state slots. */
export function sanitize(fragment: string, draft: Draft): string {
  const transformTags = { ...SUCCESSORS, img: rawImage(draft) };
  return linkRawAnchors(sanitizeHtml(fragment, { ...ALLOWED, transformTags }), draft);
}

/** A raw image: collected and told like one of Markdown, which is known by its finished address. */
function rawImage(draft: Draft): sanitizeHtml.Transformer {
  return (tagName, attribs) => {
    const { src } = attribs;
    if (src === undefined || src.startsWith("data:") || draft.ownHrefs.has(src)) return { tagName, attribs };
    const body = draft.source.offsetOfLine(draft.linesBefore + 1);
    const { place } = locateUrl(draft.source, src, { from: body, to: draft.source.text.length, lead: RAW_LEAD }, body);
    if (isForeign(src)) draft.problems.push(foreignImage(place, src));
    else draft.links.push({ url: src, place });
    return { tagName, attribs: { ...attribs, src: withPrefix(src, draft.pathPrefix), loading: "lazy" } };
  };
}

function linkRawAnchors(fragment: string, draft: Draft): string {
  const $ = load(fragment, null, false);
  const { source, pathPrefix } = draft;
  const body = source.offsetOfLine(draft.linesBefore + 1);
  let behind = body;
  $("a[href]").each((_, element) => {
    const anchor = $(element);
    const href = anchor.attr("href") ?? "";
    if (isOfMarkdown(href, anchor.next("fb-slot").attr("n"), draft)) return;
    const found = locateUrl(source, href, { from: behind, to: source.text.length, lead: RAW_LEAD }, body);
    behind = found.end;
    draft.links.push({ url: href, place: found.place });
    anchor.attr("href", withPrefix(href, pathPrefix));
    if (leadsOut(href)) anchor.after(slotMark(draft, { kind: "state", url: href }));
  });
  // Its copy button would offer what nobody has marked as commands that only read.
  $("figure.shell:not(:has(> pre[data-language]))").removeClass("snippet shell");
  const ids = $("[id], a[name]").map((_, element) => $(element).attr("id") ?? $(element).attr("name"));
  draft.anchors.push(...ids.get().filter((id) => !id.startsWith("footnote")));
  return $.html();
}

/** Links of Markdown have been seen to: those that lead out by the slot behind them, the others by their address. */
function isOfMarkdown(href: string, slotNumber: string | undefined, draft: Draft): boolean {
  const slot = slotNumber === undefined ? undefined : draft.slots[Number(slotNumber)];
  const hasState = slot?.kind === "state" && decodeUrl(slot.url) === decodeUrl(href);
  return hasState || draft.ownHrefs.has(href) || /^#footnote/.test(href);
}
