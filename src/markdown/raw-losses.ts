// Reports what of authors' HTML is removed, at its place: sanitize.ts lets nothing through that could run, load or
// restyle, and authors should not have to compare a page with its source.

import { required } from "../core/lazily.ts";
import { advice } from "../core/problem.ts";
import { isKept, isMissed, isRefused, isRefusedImage, isUnmissed } from "./allowed-html.ts";
import type { Draft } from "./document.ts";
import { isDrawing, isElement } from "./html-elements.ts";
import { refusedImage } from "./refused.ts";
import { tellOnce } from "./tell-once.ts";

const cheerio = required<typeof import("cheerio/slim")>("cheerio/slim");

/** Turns an offset in a piece of HTML into one in the source. */
export type OffsetOf = (index: number) => number;

type Element = {
  readonly name: string;
  /** Only elements have attributes. */
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children: readonly unknown[];
  readonly startIndex: number | null;
};

/** Reports what the sanitiser will remove from a piece of HTML. */
export function tellLosses(html: string, offsetOf: OffsetOf, draft: Draft): void {
  for (const { name, attribs, startIndex } of elementsOf(html)) {
    // The name of a pool is not an element; raw-tags.ts has shown it as text.
    if (!isElement(name) || isUnmissed(name)) continue;
    const offset = offsetOf(startIndex ?? 0);
    if (!isKept(name)) tellElement(name, offset, draft);
    else for (const [key, value] of Object.entries(attribs ?? {})) readAttribute(name, key, value, offset, draft);
  }
}

/** Every element in order. The parts of a drawing are removed with it. */
function elementsOf(html: string): Element[] {
  // The parser that the sanitiser uses, so that both see the same tags.
  const root = cheerio()
    .load(html, { xml: { xmlMode: false, withStartIndices: true } }, false)
    .root()[0];
  const found: Element[] = [];
  // No recursion: elements may be nested more deeply than the stack allows.
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
  tellOnce(draft, advice(place, `element "${name}" is removed`, remedyFor(name)));
}

const MEDIA = /^(?:applet|audio|bgsound|embed|frame|frameset|iframe|object|video)$/;
const INPUT =
  /^(?:button|datalist|fieldset|form|input|keygen|label|legend|meter|opt(?:group|ion)|output|progress|select|textarea)$/;
const WITH_TEXT = /^(?:script|style|xmp)$/;

function remedyFor(name: string): string {
  if (MEDIA.test(name)) return "Write a link to what it shows: pages load nothing from other hosts";
  if (INPUT.test(name)) return "Write it as Markdown: pages take no input. Its text stays";
  if (WITH_TEXT.test(name)) return "Put code that readers need into a fence: its text is removed too";
  if (isDrawing(name) || name === "canvas") {
    return "Put the drawing into content/media/ as an image and write ![what it shows](/media/<file>)";
  }
  return "Write it in Markdown, as in **important**. Its text stays";
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
    const remedy = "Link to a page, or to an address with https:, mailto:, tel: or another scheme that the site allows";
    tellOnce(draft, advice(source.at(offset, 2), `address "${value}" is removed from its link`, remedy));
  }
  if (!isMissed(key)) return;
  const at = attributeAt(source.text, key, offset);
  tellOnce(draft, advice(source.at(at, key.length), `attribute "${key}" is removed`, remedyOf(key)));
}

/** Longer tags are reported at their beginning. */
const LONGEST_TAG = 1000;

function attributeAt(text: string, key: string, offset: number): number {
  const tag = text.slice(offset, offset + LONGEST_TAG);
  const found = new RegExp(`[\\s"'/]${key}(?=\\s*=|[\\s/>])`, "i").exec(tag);
  return found === null ? offset : offset + found.index + 1;
}

function remedyOf(key: string): string {
  if (key === "style") return "Write it in Markdown, as in **important**: the site has one style sheet";
  if (key === "srcset") return "Write the address of one file as src";
  return "Describe what it did, or write a link: pages run no scripts of their authors";
}
