// Sanitises the HTML of documents that contain authors' own HTML, and finds the links in it.

import type { CheerioAPI } from "cheerio/slim";
import { decodeUrl } from "../core/decode-url.ts";
import { required } from "../core/lazily.ts";
import type { Place } from "../core/position.ts";
import { allowed, isRefused, isRefusedImage, LINK_SCHEMES, SUCCESSORS, sanitizer } from "./allowed-html.ts";
import { type Draft, slotMark } from "./document.ts";
import { isOfSite } from "./features/addresses.ts";
import { foreignImage, imageSlot, imageText, isForeign, linkToImage } from "./features/images.ts";
import { leadsOut, linkSlot } from "./features/links.ts";
import { TABLE_FRAME } from "./features/tables.ts";
import { locateUrl, RAW_LEAD } from "./locate.ts";

const cheerio = required<typeof import("cheerio/slim")>("cheerio/slim");

/** The fragment without anything that could run, load or restyle; its links and images have slots. */
export function sanitize(fragment: string, draft: Draft): string {
  const allowedSchemes = [...LINK_SCHEMES, ...draft.schemes];
  return linkRaw(sanitizer()(fragment, { ...allowed(), allowedSchemes, transformTags: SUCCESSORS }), draft);
}

/** The place of an address: in the next of the tags that contain it. */
function placeOf(address: string, { source, linesBefore, rawAddresses }: Draft): Place {
  const body = source.offsetOfLine(linesBefore + 1);
  const from = rawAddresses.get(address)?.shift() ?? body;
  return locateUrl(source, address, { from, to: source.text.length, lead: RAW_LEAD }, body).place;
}

/** Links and images of raw HTML are collected, and become slots, like those of Markdown, which are slots already. */
function linkRaw(fragment: string, draft: Draft): string {
  const $ = cheerio().load(fragment, null, false);
  $("img").each((_, element) => {
    const { src = "", alt = "", title } = element.attribs;
    const image = $(element);
    if (src === "" || isRefusedImage(src)) {
      image.replaceWith(src === "" && alt === "" ? "" : imageText(alt));
      return;
    }
    if (isForeign(src)) {
      draft.problems.push(foreignImage(placeOf(src, draft), src));
      image.replaceWith(linkToImage({ src, alt, title }, image.closest("a").length > 0, draft));
    }
    if (!isOfSite(src)) return;
    draft.links.push({ url: src, place: placeOf(src, draft) });
    image.replaceWith(slotMark(draft, imageSlot(src, Object.entries(element.attribs))));
  });
  $("a[href]").each((_, element) => {
    const anchor = $(element);
    const href = anchor.attr("href") ?? "";
    if (isOfMarkdown(href, anchor.next("fb-slot").attr("n"), draft)) return;
    if (isRefused(href, draft.schemes)) {
      anchor.removeAttr("href");
      return;
    }
    draft.links.push({ url: href, place: placeOf(href, draft) });
    if (leadsOut(href)) anchor.after(slotMark(draft, { kind: "state", url: href }));
    if (!isOfSite(href)) return;
    anchor.before(slotMark(draft, linkSlot(href, Object.entries(element.attribs))));
    anchor.after(slotMark(draft, { kind: "link-end", url: href }));
    anchor.replaceWith(anchor.contents());
  });
  pairLinks($, draft);
  for (const table of $("table").toArray()) {
    // Markdown's tables have one; within a table, it would be a frame in a frame.
    if ($(table).parents("table, div.table").length === 0) $(table).wrap(`${TABLE_FRAME}</div>`);
  }
  // Its copy button would offer text that is not marked as read-only commands.
  $("figure.shell:not(:has(> pre[data-language]))").removeClass("snippet shell");
  const ids = $("[id], a[name]").map((_, element) => $(element).attr("id") ?? $(element).attr("name"));
  for (const id of ids.get()) if (!id.startsWith("footnote")) draft.anchors.push(id);
  return $.html();
}

/** What is removed may contain one end of a link: then the other one is removed too. */
function pairLinks($: CheerioAPI, { slots }: Draft): void {
  const open: { readonly remove: () => unknown }[] = [];
  $("fb-slot").each((_, element) => {
    const kind = slots[Number(element.attribs.n)]?.kind;
    if (kind === "link") open.push($(element));
    if (kind === "link-end" && open.pop() === undefined) $(element).remove();
  });
  for (const link of open) link.remove();
}

/** Links of Markdown are handled already: those that lead out by the slot after them, the others by their address. */
function isOfMarkdown(href: string, slotNumber: string | undefined, draft: Draft): boolean {
  const slot = slotNumber === undefined ? undefined : draft.slots[Number(slotNumber)];
  const hasState = slot?.kind === "state" && decodeUrl(slot.url) === decodeUrl(href);
  return hasState || draft.ownHrefs.has(href) || /^#footnote/.test(href);
}
