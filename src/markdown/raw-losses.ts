// Tells authors what of their HTML is taken out, at its place: sanitize.ts lets nothing through that could run, load
// or restyle, and nobody should have to compare a page with its source to see what is missing.

import { load } from "cheerio/slim";
import { advice } from "../core/problem.ts";
import { isKept, isMissed, isRefused, isRefusedImage, isUnmissed } from "./allowed-html.ts";
import type { Draft } from "./document.ts";
import { isDrawing, isElement } from "./html-elements.ts";
import { refusedImage } from "./refused.ts";
import { tellOnce } from "./tell-once.ts";

/** Turns an offset in a piece of HTML into one in the source. */
export type OffsetOf = (index: number) => number;

type Element = {
  readonly name: string;
  /** Only elements have attributes. */
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children: readonly unknown[];
  readonly startIndex: number | null;
};

/** Tells what the sanitiser will take out of a piece of HTML. */
export function tellLosses(html: string, offsetOf: OffsetOf, draft: Draft): void {
  for (const { name, attribs, startIndex } of elementsOf(html)) {
    // The name of a pool is no element; raw-tags.ts has shown it as text.
    if (!isElement(name) || isUnmissed(name)) continue;
    const offset = offsetOf(startIndex ?? 0);
    if (!isKept(name)) tellElement(name, offset, draft);
    else for (const [key, value] of Object.entries(attribs ?? {})) readAttribute(name, key, value, offset, draft);
  }
}

/** Every element in order. What a drawing is made of goes with it. */
function elementsOf(html: string): Element[] {
  // The parser that the sanitiser uses, so that both see the same tags.
  const root = load(html, { xml: { xmlMode: false, withStartIndices: true } }, false).root()[0];
  const found: Element[] = [];
  // No recursion: elements may be nested more deeply than the stack is.
  const open = [...((root?.children ?? []) as unknown as Element[])].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    // Text and comments have no name, declarations no children.
    if (node.attribs === undefined) continue;
    found.push(node);
    if (!isDrawing(node.name)) for (const child of node.children.toReversed()) open.push(child as Element);
  }
  return found;
}

function tellElement(name: string, offset: number, draft: Draft): void {
  const place = draft.source.at(offset, name.length + 1);
  tellOnce(draft, advice(place, `element "${name}" is taken out`, remedyFor(name)));
}

const MEDIA = /^(?:applet|audio|bgsound|embed|frame|frameset|iframe|object|video)$/;
const INPUT =
  /^(?:button|datalist|fieldset|form|input|keygen|label|legend|meter|opt(?:group|ion)|output|progress|select|textarea)$/;
const WITH_TEXT = /^(?:script|style|xmp)$/;

function remedyFor(name: string): string {
  if (MEDIA.test(name)) return "Pages load nothing from elsewhere: write a link to what it shows";
  if (INPUT.test(name)) return "Pages take no input; its text stays. Write it as Markdown";
  if (WITH_TEXT.test(name)) return "Its text goes with it: put code that is to be read into a fence";
  if (isDrawing(name) || name === "canvas") {
    return "Put the drawing into content/media/ as an image and write ![what it shows](/media/<file>)";
  }
  return "Its text stays. Say it with Markdown, as in **important**";
}

function readAttribute(element: string, key: string, value: string, offset: number, draft: Draft): void {
  const { source } = draft;
  if ((element === "a" && key === "href") || (element === "img" && key === "src")) {
    draft.rawAddresses.set(value, [...(draft.rawAddresses.get(value) ?? []), offset]);
  }
  if (element === "img" && key === "src" && isRefusedImage(value)) {
    tellOnce(draft, refusedImage(value, source.at(offset, 4)));
  }
  if (element === "a" && key === "href" && isRefused(value, draft.schemes)) {
    const remedy =
      "A link leads to a page, or to an address with https:, mailto:, tel: or another scheme that the site allows";
    tellOnce(draft, advice(source.at(offset, 2), `address "${value}" is taken out of its link`, remedy));
  }
  if (!isMissed(key)) return;
  const at = attributeAt(source.text, key, offset);
  tellOnce(draft, advice(source.at(at, key.length), `attribute "${key}" is taken out`, remedyOf(key)));
}

/** Longer tags than that are told at their beginning. */
const LONGEST_TAG = 1000;

function attributeAt(text: string, key: string, offset: number): number {
  const tag = text.slice(offset, offset + LONGEST_TAG);
  const found = new RegExp(`[\\s"'/]${key}(?=\\s*=|[\\s/>])`, "i").exec(tag);
  return found === null ? offset : offset + found.index + 1;
}

function remedyOf(key: string): string {
  if (key === "style") return "The site has one style sheet: say it with Markdown, as in **important**";
  if (key === "srcset") return "An image has one file: write its address as src";
  return "Pages run no scripts of their authors: write down what it did, or a link";
}
