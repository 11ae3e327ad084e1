// What the sanitiser lets through of the HTML that authors write, and what it takes out without a word.

import sanitizeHtml from "sanitize-html";

/** Schemes of addresses that may be linked in every site. */
export const LINK_SCHEMES = ["http", "https", "mailto", "tel", "sms"];

export const ALLOWED = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    ...["img", "details", "summary", "del", "ins", "section", "figure", "figcaption", "fb-slot"],
  ],
  allowedAttributes: {
    "*": ["id", "class", "title", "lang", "dir", "role", "tabindex", "aria-label", "aria-hidden", "data-language"],
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
  // Images from elsewhere would be third-party requests: they become links afterwards.
  allowedSchemesByTag: { img: ["data", "http", "https"] },
  disallowedTagsMode: "discard",
  // What comes after writes the elements one within another by calling itself, and would run out of stack.
  nestingLimit: 250,
  // The text of a form stays, as that of any other element does.
  nonTextTags: ["script", "style", "xmp"],
  exclusiveFilter: ({ tag, attribs }) => tag === "img" && attribs.src === undefined,
} as const satisfies Readonly<Record<string, unknown>> & sanitizeHtml.IOptions;

/** Elements of the past that have a successor which says the same. */
export const SUCCESSORS: Readonly<Record<string, string>> = { strike: "s", tt: "code", acronym: "abbr" };

const KEPT: ReadonlySet<string> = new Set([...ALLOWED.allowedTags, ...Object.keys(SUCCESSORS)]);

/**
 * Elements that nobody misses: a picture keeps its image, a film is told without its sources, and the frame of a page
 * is the site's.
 */
const UNMISSED: ReadonlySet<string> = new Set(
  "picture source track param html head body meta link base tbody colgroup".split(" "),
);

/** Whether an element stays, as it is or as its successor. */
export function isKept(element: string): boolean {
  return KEPT.has(element);
}

/** Whether the loss of an element changes nothing for a reader. */
export function isUnmissed(element: string): boolean {
  return UNMISSED.has(element);
}

/**
 * Whether the loss of an attribute changes what a reader sees or can do. Not that of align, valign, width, target, rel
 * and the like: the style sheet and the browser see to these.
 */
export function isMissed(attribute: string): boolean {
  return attribute === "style" || attribute === "srcset" || /^on[a-z]+$/.test(attribute);
}

/** What a browser leaves out of an address before it reads its scheme. */
const UNSEEN = /[\u0000-\u0020\u00ad\u200b-\u200d\ufeff]+/g;

/** {{ '/docs/' | relative_url }}, {% link a.md %}; decoded or not */
const TEMPLATE = /^(?:\{|%7B)[{%]|^%7B%7B/i;

/** Whether an address is no link: its scheme is none of ours, nor one that the site allows, or a template makes it. */
export function isRefused(href: string, more: readonly string[]): boolean {
  if (TEMPLATE.test(href)) return true;
  const scheme = /^([a-z][a-z0-9.+-]*):/i.exec(href.replace(UNSEEN, ""))?.[1]?.toLowerCase();
  return scheme !== undefined && ![...LINK_SCHEMES, ...more].includes(scheme);
}
