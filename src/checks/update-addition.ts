// Puts a name into a list of YAML, or a list that is missing into its map, in the style of what stands there already. As
// with a removal, the caller reads the result again and compares.

import { isScalar, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { type Edit, lineStart, nextLine, rangeOf } from "./update-text.ts";

/** Puts an item behind the last one, in the style of the list. */
export function withItem(source: string, list: YAMLSeq<Node>, name: string): Edit | undefined {
  const last = list.items.at(-1);
  if (last === undefined) {
    // Between the brackets of an empty list may stand a comment.
    const at = rangeOf(list)[0] + 1;
    return list.flow ? { at, end: at, text: scalar(name) } : undefined;
  }
  const [from, to] = rangeOf(last);
  if (list.flow) return { at: to, end: to, text: `, ${scalar(name)}` };
  const lead = source.slice(lineStart(source, from), from);
  const at = nextLine(source, to);
  return /^\s*-\s+$/.test(lead) ? { at, end: at, text: `${lead}${scalar(name)}${eol(source)}` } : undefined;
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
