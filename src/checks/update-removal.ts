// Takes a name out of a list of YAML and leaves every other byte of the text alone. Where a list is written in a way that
// this does not know, the result is not what was meant: the caller reads it again and compares.

import { isScalar, type Node, type Pair, type YAMLSeq } from "yaml";
import { type Edit, lineStart, nextLine, rangeOf } from "./update-text.ts";

/** Takes the first item of this name out; with it goes what stands behind it on its line of a block list. */
export function withoutItem(source: string, pair: Pair<Node, YAMLSeq<Node>>, name: string): Edit | undefined {
  const list = pair.value;
  const index = list?.items.findIndex((item) => isScalar(item) && item.value === name) ?? -1;
  const item = list?.items[index];
  if (list === null || item === undefined) return undefined;
  const [from, to] = rangeOf(item);
  if (list.flow) return flowRemoval(source, list, index);
  if (list.items.length > 1) return { at: lineStart(source, from), end: nextLine(source, to), text: "" };
  // The key of an empty list needs a value on its own line; a comment behind it stays.
  const colon = source.indexOf(":", rangeOf(pair.key)[1]) + 1;
  const rest = source.slice(colon, lineStart(source, from));
  return { at: colon, end: nextLine(source, to), text: ` []${rest}` };
}

/** What stands behind an item that has a line of its own. */
const LINE_END = /^[ \t]*,?[ \t]*(#.*)?\r?\n$/;

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
