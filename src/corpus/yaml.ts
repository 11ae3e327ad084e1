// YAML with positions: every value has its place, so that a schema's complaint points into the file.

import {
  type Document,
  isMap,
  isScalar,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
  type SchemaOptions,
} from "yaml";
import type { Place, Source } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import { nestingProblem } from "./nesting.ts";
import { JSON_REMEDY, jsonDefects, yamlDefects } from "./yaml-defects.ts";

/** A map of front matter, or of another file. */
export type Data = Readonly<Record<string, unknown>>;

export function isDataMap(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export type Located = {
  readonly data: unknown;
  /** The place of the value at `path`; for a missing one, its nearest parent. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  /** The place of the key itself. */
  readonly placeOfKey: (path: readonly PropertyKey[], key: string) => Place;
  /** A number or truth value as the author wrote it: 5.10, not 5.1. Undefined if it is neither. */
  readonly textOf?: (path: readonly PropertyKey[]) => string | undefined;
  /** The path as the author wrote it, if the data has it under another name. */
  readonly asWritten?: (path: readonly PropertyKey[]) => readonly PropertyKey[];
};

/**
 * Parses the text from `start` to `end` of a source. Syntax errors become Problems and give undefined. YAML 1.2's core
 * schema: dates stay text, `no` and `off` are words; "<<" merges, as in Jekyll and Hugo. JSON is YAML, and differs in
 * its remedies.
 */
export function parseYaml(
  source: Source,
  start: number,
  end: number,
  problems: Problem[],
  language: "YAML" | "JSON" = "YAML",
): Located | undefined {
  const text = source.text.slice(start, end);
  const doc = parseDocument(text, { prettyErrors: false, uniqueKeys: true, merge: true });
  return locatedIn(doc, { source, start, text }, problems, language);
}

/**
 * Parses each document of a source as programs in Go do: every value is text, but for null. Syntax errors of a
 * document become Problems, and it is left out.
 */
export function parseYamlDocuments(source: Source, problems: Problem[]): Located[] {
  const { text } = source;
  const docs = parseAllDocuments(text, { ...GO, prettyErrors: false, uniqueKeys: true, merge: true });
  if (!Array.isArray(docs)) return [];
  return docs.flatMap((doc) => locatedIn(doc, { source, start: 0, text }, problems, "YAML", MOST_SHARED) ?? []);
}

/** Ten thousand rules may share one map of labels. */
const MOST_SHARED = 100_000;

const GO: SchemaOptions = { schema: "failsafe", customTags: ["null"] };

type Range = readonly [number, number, number?] | null | undefined;
type Text = { readonly source: Source; readonly start: number; readonly text: string };

function locatedIn(
  doc: Document.Parsed,
  { source, start, text }: Text,
  problems: Problem[],
  language: "YAML" | "JSON",
  aliases = MAX_ALIASES,
): Located | undefined {
  const placeOfRange = (found: Range): Place =>
    found ? source.at(start + found[0], lengthOnLine(source, start + found[0], start + found[1])) : source.at(start);
  const syntax = yamlDefects(doc, text);
  const defects = (syntax.length === 0 && language === "JSON" ? jsonDefects(doc) : syntax).map(
    ({ range, what, remedy }) =>
      problem(placeOfRange(range), `not valid ${language}: ${what}`, language === "JSON" ? JSON_REMEDY : remedy),
  );
  // The first error of a line often causes the others.
  const told = [...Map.groupBy(defects, ({ place }) => place.line).values()].flatMap(([first]) => first ?? []);
  for (const one of told) problems.push(one);
  if (told.length > 0) return undefined;
  const data = plainData(doc, aliases);
  if (data === undefined) {
    problems.push(problem(source.at(start), `${language} whose aliases multiply without end`, "Write the values out"));
    return undefined;
  }
  const located = placesIn(doc, data.value, placeOfRange);
  const endless = nestingProblem(located, language);
  if (endless === undefined) return located;
  problems.push(endless);
  return undefined;
}

function placesIn(doc: Document.Parsed, data: unknown, placeOfRange: (range: Range) => Place): Located {
  const range = (node: unknown) => (node as Node | undefined)?.range;
  return {
    data,
    placeOf(path) {
      for (let depth = path.length; depth >= 0; depth--) {
        const node = depth === 0 ? doc.contents : doc.getIn(path.slice(0, depth), true);
        if (range(node)) return placeOfRange(range(node));
      }
      return placeOfRange(undefined);
    },
    placeOfKey(path, key) {
      const map = path.length === 0 ? doc.contents : doc.getIn(path, true);
      const pair = isMap(map) ? map.items.find((item) => keyOf(item) === key) : undefined;
      return placeOfRange(range(pair?.key) ?? range(map));
    },
    textOf(path) {
      const node = doc.getIn(path, true);
      return isScalar(node) && typeof node.value !== "string" ? node.source : undefined;
    },
  };
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : "";
}

/** A value over several lines is underlined to the end of its first one. */
export function lengthOnLine(source: Source, from: number, to: number): number {
  const text = source.text.slice(from, to);
  const end = text.indexOf("\n");
  return (end === -1 ? text : text.slice(0, end)).trimEnd().length;
}

/** Aliases of aliases that expand to more nodes are a mistake, or an attack on the memory. */
const MAX_ALIASES = 100;

function plainData(doc: Document.Parsed, maxAliasCount: number): { readonly value: unknown } | undefined {
  try {
    return { value: doc.toJS({ maxAliasCount }) };
  } catch (error) {
    // Of a map that merges itself, the stack ends.
    if (error instanceof ReferenceError || error instanceof RangeError) return undefined;
    throw error;
  }
}
