// What the sanitiser lets through of authors' HTML, and what it removes without a report.

import type sanitizeHtml from "sanitize-html";
import { decodeUrl } from "../core/decode-url.ts";
import { lazily, required } from "../core/lazily.ts";

export const sanitizer = required<typeof sanitizeHtml>("sanitize-html");

/** Schemes of addresses that may be linked in every site. */
export const LINK_SCHEMES = ["http", "https", "mailto", "tel", "sms"];

/** Elements whose text goes with them. The text of a form stays, like that of any other element. */
const NON_TEXT = ["script", "style", "xmp"];

export const allowed = lazily(
  () =>
    ({
      allowedTags: [
        ...sanitizer().defaults.allowedTags,
        ...["img", "details", "summary", "del", "ins", "section", "figure", "figcaption", "fb-slot"],
      ],
      allowedAttributes: {
        "*": [
          "id",
          "class",
          "title",
          "lang",
          "dir",
          "role",
          "tabindex",
          "hidden",
          "aria-label",
          "aria-hidden",
          "data-language",
        ],
        a: ["href", "name"],
        img: ["src", "alt", "width", "height", "loading"],
        td: ["colspan", "rowspan"],
        th: ["colspan", "rowspan", "scope"],
        ol: ["start", "reversed", "type"],
        li: ["value"],
        time: ["datetime"],
        details: ["open"],
        var: ["data-placeholder"],
        "fb-slot": ["n"],
      },
      allowedEmptyAttributes: ["alt", "hidden"],
      // Images from other hosts would be third-party requests: they become links afterwards.
      allowedSchemesByTag: { img: ["data", "http", "https"] },
      disallowedTagsMode: "discard" as const,
      // Later code writes nested elements recursively, and would run out of stack.
      nestingLimit: 250,
      nonTextTags: NON_TEXT,
    }) satisfies Readonly<Record<string, unknown>> & sanitizeHtml.IOptions,
);

/** Obsolete elements with an equivalent successor. */
export const SUCCESSORS: Readonly<Record<string, string>> = { strike: "s", tt: "code", acronym: "abbr" };

const kept = lazily((): ReadonlySet<string> => new Set([...allowed().allowedTags, ...Object.keys(SUCCESSORS)]));

/**
 * Elements that a reader does not miss: a picture keeps its image, a video is reported without its sources, and the
 * frame of a page belongs to the site.
 */
const UNMISSED: ReadonlySet<string> = new Set(
  "picture source track param html head body meta link base tbody colgroup".split(" "),
);

/** Whether an element stays, as it is or as its successor. */
export function isKept(element: string): boolean {
  return kept().has(element);
}

/** Whether the content of an element is removed with it. */
export function goesWithText(element: string): boolean {
  return NON_TEXT.includes(element.toLowerCase());
}

/** Whether the loss of an element changes nothing for a reader. */
export function isUnmissed(element: string): boolean {
  return UNMISSED.has(element);
}

/**
 * Whether the loss of an attribute changes what a reader sees or can do. That of align, valign, width, target, rel and
 * the like does not: the style sheet and the browser take care of these.
 */
export function isMissed(attribute: string): boolean {
  return attribute === "style" || attribute === "srcset" || /^on[a-z]+$/.test(attribute);
}

/** What a browser removes from an address before it reads its scheme. */
const UNSEEN = /[\u0000-\u0020\u00ad\u200b-\u200d\ufeff]+/g;

/** {{ '/docs/' | relative_url }}, {% link a.md %}; decoded or not */
const TEMPLATE = /^(?:\{|%7B)[{%]|^%7B%7B/i;

/** Schemes that no site can allow: a browser runs what follows, or shows files of the reader's machine. */
const UNLINKABLE = /^(?:javascript|data|vbscript|file|blob)$/;

/** Most addresses; they cannot hide anything. */
const PLAIN = /^(?:https?:\/\/|[/#.])/;

const INLINE_IMAGE = /^\s*data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i;

/** Whether an address is to be made by a template. */
export function isTemplate(href: string): boolean {
  return TEMPLATE.test(href);
}

export function isUnlinkable(scheme: string): boolean {
  return UNLINKABLE.test(scheme);
}

/** The scheme that a browser may see in an address, in small letters; encoded schemes are found too, to be safe. */
export function schemeOf(href: string): string | undefined {
  return /^([a-z][a-z0-9.+-]*):/i.exec(decodeUrl(href).replace(UNSEEN, ""))?.[1]?.toLowerCase();
}

/** Whether an address cannot be linked: its scheme is neither ours nor allowed by the site, or a template makes it. */
export function isRefused(href: string, more: readonly string[]): boolean {
  if (PLAIN.test(href)) return false;
  if (isTemplate(href)) return true;
  const scheme = schemeOf(href);
  return scheme !== undefined && (isUnlinkable(scheme) || ![...LINK_SCHEMES, ...more].includes(scheme));
}

/**
 * Whether an address cannot be an image's: it is neither on this site, nor on another host (then it becomes a link),
 * nor a small image written as data. An SVG as data is refused: it is text that can be kept as a file.
 */
export function isRefusedImage(src: string): boolean {
  if (PLAIN.test(src) || INLINE_IMAGE.test(src)) return false;
  return isTemplate(src) || !/^(?:https?)?$/.test(schemeOf(src) ?? "");
}
