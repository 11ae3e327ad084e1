// YAML with positions: every value can be asked where it stands, so that a schema's complaint points into the file.

import { isMap, isScalar, type Node, type Pair, parseDocument } from "yaml";
import type { Place, Source } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";

export type Located = {
  readonly data: unknown;
  /** Where the value at `path` stands; of a missing one, its nearest parent. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** Where the key itself stands. */
  readonly placeOfKey: (path: readonly PropertyKey[], key: string) => Place;
};

/**
 * Parses the text from `start` to `end` of a source. Syntax errors become Problems and give undefined. YAML 1.2's core
 * schema: dates stay text, `no` and `off` are words.
 */
export function parseYaml(source: Source, start: number, end: number, problems: Problem[]): Located | undefined {
  const doc = parseDocument(source.text.slice(start, end), { prettyErrors: false, uniqueKeys: true });
  for (const error of doc.errors) {
    const length = Math.max(0, Math.min(error.pos[1] - error.pos[0], 80));
    const place = source.at(start + error.pos[0], length);
    problems.push(problem(place, `not valid YAML: ${firstLine(error.message)}`, remedyOf(error.code)));
  }
  if (doc.errors.length > 0) return undefined;
  const range = (node: unknown) => (node as Node | undefined)?.range;
  const placeOfRange = (found: readonly [number, number, number] | null | undefined): Place =>
    found ? source.at(start + found[0], oneLine(source, start + found[0], start + found[1])) : source.at(start);
  return {
    data: doc.toJS({ maxAliasCount: 100 }),
    placeOf(path) {
      for (let depth = path.length; depth >= 0; depth--) {
        const node = depth === 0 ? doc.contents : doc.getIn(path.slice(0, depth), true);
        if (range(node)) return placeOfRange(range(node));
      }
      return source.at(start);
    },
    placeOfKey(path, key) {
      const map = path.length === 0 ? doc.contents : doc.getIn(path, true);
      const pair = isMap(map) ? map.items.find((item) => keyOf(item) === key) : undefined;
      return placeOfRange(range(pair?.key) ?? range(map));
    },
  };
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

/** A value over several lines is underlined to the end of its first one. */
function oneLine(source: Source, from: number, to: number): number {
  const text = source.text.slice(from, to);
  const end = text.indexOf("\n");
  return (end === -1 ? text : text.slice(0, end)).trimEnd().length;
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}

const REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "Write the key once; put several values into a list",
  TAB_AS_INDENT: "Indent with blanks, not with tabs",
  BAD_INDENT: "Indent the line as deep as its neighbours",
  MULTILINE_IMPLICIT_KEY: 'Put quotes round a text that contains ": "',
  BLOCK_AS_IMPLICIT_KEY: 'Put quotes round a text that contains ": "',
  MISSING_CHAR: "Close the quote or bracket that is opened here or before",
};

function remedyOf(code: string): string {
  return REMEDIES[code] ?? 'Check indentation, quotes and brackets; a text that contains ": " or " #" wants quotes';
}
