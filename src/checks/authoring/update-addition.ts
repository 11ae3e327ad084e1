// Puts a name into a list of YAML, or a list that is missing into its map, in the style of what stands there already. As
// with a removal, the caller reads the result again and compares.

import { isScalar, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { type Edit, isCommented, lineStart, nextLine, rangeOf, restOfLine } from "./update-text.ts";

/**
 * Puts an item behind the last one, in the style of the list, with its comment ("# why", or ""). Undefined in a flow list
 * where the item or the last one has a comment: it would seem to be about both.
 */
export function withItem(source: string, list: YAMLSeq<Node>, name: string, comment: string): Edit | undefined {
  const last = list.items.at(-1);
  const [start, end] = rangeOf(list);
  const [from, to] = last === undefined ? [start, start + 1] : rangeOf(last);
  if (list.flow) {
    if (comment !== "" || isCommented(restOfLine(source, to, end))) return undefined;
    return { at: to, end: to, text: last === undefined ? scalar(name) : `, ${scalar(name)}` };
  }
  const lead = source.slice(lineStart(source, from), from);
  const at = nextLine(source, to);
  const behind = comment === "" ? "" : ` ${comment}`;
  return /^\s*-\s+$/.test(lead) ? { at, end: at, text: `${lead}${scalar(name)}${behind}${eol(source)}` } : undefined;
}

/** Adds `key: [name]` behind the pair of one of the keys `after`, the last that is there. */
export function withKey(
  source: string,
  map: YAMLMap<Node, Node | null>,
  key: string,
  name: string,
  after: readonly string[],
): Edit | undefined {
  const pair = map.items.findLast((item) => isScalar(item.key) && after.includes(String(item.key.value)));
  if (pair === undefined) return undefined;
  const text = `${key}: [${scalar(name)}]`;
  const to = rangeOf(pair.value ?? pair.key)[1];
  if (map.flow) return { at: to, end: to, text: `, ${text}` };
  const from = rangeOf(pair.key)[0];
  const indent = source.slice(lineStart(source, from), from);
  // A block scalar ends behind its line break.
  const at = source[to - 1] === "\n" ? to : nextLine(source, to);
  return indent.trim() === "" ? { at, end: at, text: `${indent}${text}${eol(source)}` } : undefined;
}

function eol(source: string): string {
  return source.includes("\r\n") ? "\r\n" : "\n";
}

/** Names that YAML reads as the text that they are: https://yaml.org/spec/1.2.2/#103-core-schema */
const PLAIN = /^(?!(?:true|false|null)$)[A-Za-z][\w.-]*$/i;

function scalar(name: string): string {
  return PLAIN.test(name) ? name : JSON.stringify(name);
}
