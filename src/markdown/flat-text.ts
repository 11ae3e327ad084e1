// The text of a paragraph, heading or cell as one string in which everything that is not prose is a single mask, and
// the way back from an offset in that string to a place in the source.

import type { Token } from "markdown-it";
import type { Place, Source } from "../core/position.ts";

/** A code span. */
const CODE = "\uFFFC";
/** Where emphasis or a link begins or ends. */
const EDGE = "\uE000";
/** A tag of raw HTML. */
const TAG = "\uE001";
/** An image, a bare address, a footnote's number: anything else that is not prose. */
export const OTHER = "\uE002";
/** Text that another kind of mark has matched already. */
export const TAKEN = "\uE003";
/** An escaped character is its code above this one: \( is U+E128. */
const ESCAPED = 0xe100;
const ASCII = 128;

/** Where each token begins in the string. */
export type FlatText = { readonly text: string; readonly starts: readonly number[] };

export function flatten(children: readonly Token[]): FlatText {
  const starts: number[] = [];
  let text = "";
  let verbatim = 0;
  for (const token of children) {
    starts.push(text.length);
    verbatim = Math.max(0, verbatim + stepInto(token, VERBATIM));
    text += verbatim > 0 && token.nesting === 0 ? OTHER : masked(token);
  }
  return { text, starts };
}

/** What a text may be inside of: links of this kind, and raw elements of these names. */
export type Round = { readonly isLink: (token: Token) => boolean; readonly elements: readonly string[] };

/** What is not prose: raw code, and an address that is its own text. */
const VERBATIM: Round = {
  isLink: ({ markup }) => markup === "linkify" || markup === "autolink",
  elements: ["code", "kbd", "pre", "samp", "var"],
};

/** In which no word of ours becomes a link: there is a link already, or it is code. */
export const UNLINKABLE: Round = { isLink: () => true, elements: ["a", "code", "kbd", "pre", "samp"] };

/** <code>, </kbd>, <pre class="x"> */
const RAW_TAG = /^<(\/?)([A-Za-z]+)(?=[\s>])/;

/** 1 where what a text may be inside of begins, -1 where it ends. */
export function stepInto(token: Token, { isLink, elements }: Round): number {
  if (token.type === "link_open" || token.type === "link_close") return isLink(token) ? token.nesting : 0;
  const [, slash, name = ""] = (token.type === "html_inline" && RAW_TAG.exec(token.content)) || [];
  if (!elements.includes(name.toLowerCase())) return 0;
  return slash === "" ? 1 : -1;
}

function masked({ type, content, markup, info, nesting }: Token): string {
  // A backslash before a letter escapes nothing.
  if (type === "text" || (type === "text_special" && content === markup)) return content;
  if (type === "softbreak" || type === "hardbreak") return "\n";
  if (type === "code_inline") return CODE;
  if (type === "html_inline") return TAG;
  if (type === "text_special" && info === "escape" && content.length === 1 && content.charCodeAt(0) < ASCII) {
    return escaped(content);
  }
  return nesting === 0 ? OTHER : EDGE;
}

/** The string's character for a character after a backslash. */
function escaped(character: string): string {
  return String.fromCharCode(ESCAPED + character.charCodeAt(0));
}

/** A piece of the string as authors would recognise it. */
export function readable(piece: string): string {
  return piece
    .replace(/[\uE100-\uE17F]/g, (mask) => `\\${String.fromCharCode(mask.charCodeAt(0) - ESCAPED)}`)
    .replaceAll(EDGE, "")
    .replace(/[\uFFFC\uE001-\uE003]+/g, "…");
}

type Lines = { readonly from: number; readonly to: number };

/** The place of an offset of the string; `from` and `to` are the block's offsets in the source. */
export function placeIn(
  source: Source,
  children: readonly Token[],
  { starts }: FlatText,
  mark: { readonly at: number; readonly length: number },
  { from, to }: Lines,
): Place {
  const index = Math.max(
    0,
    starts.findLastIndex((start) => start <= mark.at),
  );
  let behind = from;
  for (const token of children.slice(0, index)) behind = offsetBehind(source.text, token, { from: behind, to });
  const token = children[index];
  const whole = token === undefined ? "" : spelling(token);
  const inner = mark.at - (starts[index] ?? 0);
  const own = whole.slice(inner, inner + mark.length);
  for (const [wanted, skip] of [
    [whole, inner],
    [own, 0],
  ] as const) {
    const found = wanted === "" ? -1 : source.text.indexOf(wanted, behind);
    if (found !== -1 && found < to) return source.at(found + skip, own.length);
  }
  return source.at(from);
}

function spelling({ type, content, markup }: Token): string {
  if (type === "text_special") return markup;
  return type === "text" || type === "code_inline" || type === "html_inline" ? content : "";
}

/** The offset after a token, with the address of a link or an image. */
function offsetBehind(text: string, token: Token, { from, to }: Lines): number {
  if (token.type === "image" || (token.type === "link_close" && text.startsWith("](", from))) {
    const end = text.indexOf(")", Math.max(from, text.indexOf("](", from)));
    return end === -1 || end >= to ? from : end + 1;
  }
  const wanted = spelling(token);
  const found = wanted === "" ? -1 : text.indexOf(wanted, from);
  return found === -1 || found >= to ? from : found + wanted.length;
}
