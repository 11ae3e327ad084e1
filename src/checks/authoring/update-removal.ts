// Takes a name out of a list of YAML and leaves every other byte of the text alone. Where a list is written in a way that
// this does not know, the result is not what was meant: the caller reads it again and compares.

import { isScalar, type Node, type Pair, type YAMLSeq } from "yaml";
import { type Edit, isCommented, lineStart, nextLine, rangeOf, restOfLine } from "./update-text.ts";

/** An item taken out, and the comment that stood behind it on its line: "# why", or "". */
export type Removal = Edit & { readonly comment: string };

/**
 * Takes the first item of this name out. Undefined where there is none, and in a flow list where a comment stands behind
 * it, which may be about its neighbors as well.
 */
export function withoutItem(source: string, pair: Pair<Node, YAMLSeq<Node>>, name: string): Removal | undefined {
  const list = pair.value;
  const index = list?.items.findIndex((item) => isScalar(item) && item.value === name) ?? -1;
  const item = list?.items[index];
  if (list === null || item === undefined) return undefined;
  const [from, to] = rangeOf(item);
  const behind = restOfLine(source, to, list.flow ? rangeOf(list)[1] : source.length);
  if (list.flow) return isCommented(behind) ? undefined : { ...flowRemoval(source, list, index), comment: "" };
  const comment = behind.trim();
  if (list.items.length > 1) return { at: lineStart(source, from), end: nextLine(source, to), text: "", comment };
  // The key of an empty list needs a value on its own line; a comment behind it stays.
  const colon = source.indexOf(":", rangeOf(pair.key)[1]) + 1;
  const rest = source.slice(colon, lineStart(source, from));
  return { at: colon, end: nextLine(source, to), text: ` []${rest}`, comment };
}

/** What stands behind an item that has a line of its own. */
const LINE_END = /^[ \t]*,?[ \t]*\r?\n$/;

/** `[a, b, c]`: with an item goes its line, where it has one of its own, else one comma. */
function flowRemoval(source: string, { items }: YAMLSeq<Node>, index: number): Edit {
  const [from, to] = rangeOf(items[index]);
  const line = { at: lineStart(source, from), end: nextLine(source, to), text: "" };
  const isAlone = source.slice(line.at, from).trim() === "" && LINE_END.test(source.slice(to, line.end));
  if (isAlone) return line;
  const next = items[index + 1];
  if (next !== undefined) return { at: from, end: rangeOf(next)[0], text: "" };
  const end = to + (/^\s*,/.exec(source.slice(to))?.[0].length ?? 0);
  const before = items[index - 1];
  const start = before === undefined ? from : rangeOf(before)[1];
  const hasComment = source.slice(start, from).includes("#");
  return { at: hasComment ? lineStart(source, from) : start, end, text: "" };
}
