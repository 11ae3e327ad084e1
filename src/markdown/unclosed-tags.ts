// Opening tags that nothing closes. One that is only a name, as in zfs destroy <data>, is a word to its author. And an
// element whose content is not HTML would swallow the rest of the page, with the marks of its slots.

import type { Token } from "markdown-it";
import { endsByItself, isDrawing, isElement, isRawText, isVoid } from "./html-elements.ts";

/** The beginning of a tag, with its slash and its name: </data>, <form a="b"> */
export const TAG = /^<(\/?)([A-Za-z][^\s/>]*)/;
/** <data>, <data/>: no attributes */
const BARE = /^<[A-Za-z][^\s/>]*\s*\/?>/;
/** Elements without an end tag or meaningful attributes. */
const LONE = /^(?:br|hr|wbr)$/;
/** What follows these is hidden or kept as it is; text-losses.ts reports it. */
const BLOCKS = /^(?:details|pre)$/;

/** The names of elements that end somewhere in a text, each with where its last end is. */
export type Ends = ReadonlyMap<string, number>;

export function endsIn(html: string): Ends {
  if (!html.includes("</")) return NONE;
  // Nothing ends it: https://html.spec.whatwg.org/multipage/parsing.html#plaintext-state
  return new Map([...html.matchAll(END)].map(({ index, 1: name = "" }) => [name.toLowerCase(), index]));
}

const NONE: Ends = new Map();
const END = /<\/(?!plaintext\b)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>/gi;

/** Whether a line begins with a tag that would swallow what follows, or that stands for a word, and is not HTML. */
export function beginsUnclosed(line: string, isClosed: (name: string) => boolean): boolean {
  const [, slash, given = ""] = TAG.exec(line) ?? [];
  const name = given.toLowerCase();
  if (slash !== "" || !isElement(name)) return false;
  if (isRawText(name)) return !isClosed(name);
  if (!BARE.test(line)) return false;
  if (isVoid(name)) return !LONE.test(name);
  return !endsByItself(name) && !BLOCKS.test(name) && !isClosed(name);
}

type Open = { readonly name: string; readonly token: Token };

/** The tags of a paragraph, heading or cell that nothing closes there; some may end in a later block. */
export function unclosedTags(children: readonly Token[], endsLater = (_name: string) => false): ReadonlySet<Token> {
  const unclosed = new Set<Token>();
  const open: Open[] = [];
  /** How many of a name are open. */
  const count = new Map<string, number>();
  const add = ({ name, token }: Open): void => {
    if (isRawText(name) || BARE.test(token.content)) unclosed.add(token);
  };
  for (const token of children) {
    const [, slash, given = ""] = (token.type === "html_inline" && TAG.exec(token.content)) || [];
    const name = given.toLowerCase();
    if (!isElement(name)) continue;
    if (slash === "") {
      if (!isVoid(name)) open.push({ name, token });
      else if (!LONE.test(name)) add({ name, token });
      count.set(name, (count.get(name) ?? 0) + 1);
    } else if ((count.get(name) ?? 0) > 0 && name !== "plaintext" && !isVoid(name)) {
      for (const one of popUntil(name, open, count)) if (!endsByItself(one.name) && !holdsNoTags(name)) add(one);
    }
  }
  // - item <details>, with blocks of the item in it
  for (const one of open) if (!BLOCKS.test(one.name) || !endsLater(one.name)) add(one);
  return unclosed;
}

/** Closes the last open element of that name; gives those that were opened within it. */
function popUntil(name: string, open: Open[], count: Map<string, number>): Open[] {
  const within: Open[] = [];
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    count.set(last.name, (count.get(last.name) ?? 1) - 1);
    if (last.name === name) break;
    within.push(last);
  }
  return within;
}

/** Elements whose tags are removed with them. */
function holdsNoTags(name: string): boolean {
  return isRawText(name) || isDrawing(name);
}
