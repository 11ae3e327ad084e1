// The text of a document with its slots filled: where links lead, states behind links, what became of an `until`, panels
// of checks.

import { type Html, html, trusted } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { Heading, Slot } from "../../../markdown/document.ts";
import { isVoid } from "../../../markdown/html-elements.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { checkPanel } from "../checks/check-panel.ts";
import { documentLanguage, interfaceLanguage } from "../language.ts";
import { shortBadge } from "../references/badge.ts";
import { untilWords } from "../references/until.ts";

/** HTML of our renderer, and what a page fills in between. */
export type Parts = readonly (string | Slot)[];

/** A document's text. The strings between the slots are our renderer's, sanitised where authors wrote HTML. */
export function prose(data: PageData, document: AnyDocument): Html {
  return textOf(data, document, data.keyed === document ? keyed(document, []) : document.rendered.parts);
}

/** What the text depends on, in place of the text: the same for the same text, with its headings before which it is cut. */
function keyed({ rendered: { key, slots } }: AnyDocument, headings: readonly Heading[]): Parts {
  return [key, ...headings.map(({ id }) => ` ${id}`), ...slots];
}

/** The element that holds text of a document. */
export function inProse(data: PageData, document: AnyDocument, text: Html): Html {
  return html`<div class="prose"${documentLanguage(data, document)}>\n${text}</div>\n`;
}

/**
 * The text in two, before the first of these headings that stands in no other element, such as <details>. Undefined:
 * none of them does.
 */
export function proseBefore(
  data: PageData,
  document: AnyDocument,
  headings: readonly Heading[],
): readonly [Html, Html] | undefined {
  if (data.keyed === document) return [textOf(data, document, keyed(document, headings)), html``];
  const { parts } = document.rendered;
  const found = placeOf(parts, new Set(headings.map(({ id }) => id)));
  if (found === undefined) return undefined;
  const { at, part, index } = found;
  return [
    textOf(data, document, [...parts.slice(0, at), part.slice(0, index)]),
    textOf(data, document, [part.slice(index), ...parts.slice(at + 1)]),
  ];
}

/** The parts of a section with its heading, up to the next one of its rank. Undefined: it stands in another element. */
export function sectionParts({ parts, headings }: AnyDocument["rendered"], heading: Heading): Parts | undefined {
  const from = placeOf(parts, new Set([heading.id]));
  if (from === undefined) return undefined;
  const next = headings.slice(headings.indexOf(heading) + 1).filter(({ level }) => level <= heading.level);
  const to = placeOf(parts, new Set(next.map(({ id }) => id))) ?? { at: parts.length, part: "", index: 0 };
  if (from.at === to.at) return [from.part.slice(from.index, to.index)];
  return [from.part.slice(from.index), ...parts.slice(from.at + 1, to.at), to.part.slice(0, to.index)];
}

/**
 * The text of a section for another page, without its heading: nothing in it has an id, and what leads into its own page
 * leads there. Undefined: the heading stands in another element.
 */
export function sectionOf(data: PageData, document: AnyDocument, heading: Heading): Html | undefined {
  const parts = sectionParts(document.rendered, heading);
  if (parts === undefined) return undefined;
  const home = href(data, document.url);
  return trusted(
    textOf(data, document, parts)
      .toString()
      .replace(/^<(h\d)\b.*?<\/\1>\n?/s, "")
      .replace(TAG, (tag) => tag.replace(/ id="[^"]*"/, "").replace(/ href="#/, () => ` href="${home}#`)),
  );
}

/** In HTML of our renderer, where each element that is opened is closed, and no attribute has a ">". */
const TAG = /<(\/?)([a-z][a-z\d-]*)(?: id="([^"]*)")?[^>]*>/gi;

function placeOf(parts: Parts, ids: ReadonlySet<string>) {
  let depth = 0;
  for (const [at, part] of parts.entries()) {
    // Slots open links and close them; no heading stands in one.
    if (typeof part !== "string") continue;
    for (const { index, 1: end, 2: name = "", 3: id } of part.matchAll(TAG)) {
      if (depth === 0 && id !== undefined && ids.has(id)) return { at, part, index };
      if (!isVoid(name)) depth += end === "" ? 1 : -1;
    }
  }
  return undefined;
}

function textOf(data: PageData, document: AnyDocument, parts: Parts): Html {
  return html`${parts.map((part) => (typeof part === "string" ? trusted(part) : filled(data, document, part)))}`;
}

function filled(data: PageData, document: AnyDocument, slot: Slot): Html | null {
  switch (slot.kind) {
    case "check":
      return panelOf(data, document, slot.id);
    case "until":
      return interfaceWords(data, document, untilWords(data, slot.place, slot.url));
    case "state": {
      const reference = data.references.byUrl.get(slot.url);
      return reference === undefined
        ? null
        : html` ${interfaceWords(data, document, shortBadge(data, reference, document))}`;
    }
    case "image":
      return image(addressOf(data, document, slot.url), slot);
    case "link":
      return opening(addressOf(data, document, slot.url), slot);
    case "link-end":
      return addressOf(data, document, slot.url) === undefined ? heldBack : trusted("</a>");
  }
}

/** Of a state, within a sentence of another language. */
function interfaceWords(data: PageData, document: AnyDocument, words: Html | null): Html | null {
  const language = interfaceLanguage(data, document);
  return language === null || words === null ? words : html`<bdi${language}>${words}</bdi>`;
}

/** A link to a document that is not published because of its problems. A dead link would have kept this page back, too. */
export const HELD_BACK = "(not published)";
const heldBack = html` <span class="held-back">${HELD_BACK}</span>`;

function addressOf(data: PageData, document: AnyDocument, url: string): string | undefined {
  const target = data.corpus.target(url, document);
  return target.kind === "page" ? href(data, target.url) : undefined;
}

/** Attributes are finished HTML of our renderer, like the text round them. */
function opening(address: string | undefined, { attributes }: Slot & { kind: "link" }): Html | null {
  return address === undefined ? null : html`<a href="${address}"${trusted(attributes)}>`;
}

function image(address: string | undefined, { alt, attributes }: Slot & { kind: "image" }): Html {
  if (address === undefined) return html`${alt}${heldBack}`;
  return html`<img src="${address}"${trusted(attributes)} loading="lazy">`;
}

function panelOf(data: PageData, document: AnyDocument, id: string): Html {
  const check = data.corpus.checkById.get(id);
  const fence = document.rendered.checks.find((candidate) => candidate.id === id);
  if (check === undefined || fence === undefined) return html`<figure class="snippet"></figure>`;
  return checkPanel(data, check, trusted(fence.html));
}
