// TOML with positions, in the shape that YAML has here, so that the code after the parser need not distinguish them.

import type { AST } from "toml-eslint-parser";
import { required } from "../../core/lazily.ts";
import type { Place, Source } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { nestingProblem } from "../nesting.ts";
import { type Located, lengthOnLine } from "../yaml.ts";
import { tomlDefect } from "./toml-defects.ts";

const toml = required<typeof import("toml-eslint-parser")>("toml-eslint-parser");

/** A value, list or table; the last two have children, by index or by name. */
type Entry = {
  range: readonly [number, number];
  keyRange?: readonly [number, number] | undefined;
  value?: unknown;
  isList?: boolean;
  children?: Map<PropertyKey, Entry>;
};

/**
 * Parses the text from `start` to `end` of a source. A syntax error becomes a Problem and gives undefined. Dates become
 * text in ISO form, as they are in YAML.
 */
export function parseToml(source: Source, start: number, end: number, problems: Problem[]): Located | undefined {
  const text = source.text.slice(start, end);
  const placeOfRange = ([from, to]: readonly [number, number]): Place =>
    source.at(start + from, lengthOnLine(source, start + from, start + to));
  let root: Entry;
  let data: unknown;
  try {
    root = treeOf(toml().parseTOML(text));
    data = dataOf(root);
  } catch (error) {
    if (!(error instanceof toml().ParseError || error instanceof RangeError)) throw error;
    const { range, what, remedy } = tomlDefect(error, text);
    problems.push(problem(placeOfRange(range), what, remedy));
    return undefined;
  }
  const located: Located = {
    data,
    placeOf: (path) => placeOfRange(nearest(root, path).range),
    placeOfKey(path, key) {
      const holder = nearest(root, path);
      return placeOfRange(holder.children?.get(key)?.keyRange ?? holder.range);
    },
    textOf(path) {
      const entry = find(root, path);
      const isWord = typeof entry?.value === "number" || typeof entry?.value === "boolean";
      return isWord ? text.slice(...entry.range) : undefined;
    },
  };
  const endless = nestingProblem(located, "TOML");
  if (endless === undefined) return located;
  problems.push(endless);
  return undefined;
}

function treeOf(program: AST.TOMLProgram): Entry {
  const [top] = program.body;
  const first = top.body[0]?.range;
  const root: Entry = { range: first ?? [0, 0], children: new Map() };
  for (const node of top.body) {
    if (node.type === "TOMLKeyValue") place(root, node);
    else placeTable(root, node);
  }
  return root;
}

/** `[a.b]`, `[[list]]`: the steps to it are tables and lists of their own, made where they are first named. */
function placeTable(root: Entry, { resolvedKey, key, body }: AST.TOMLTable): void {
  let at = root;
  let names = 0;
  for (const [i, step] of resolvedKey.entries()) {
    const keyRange = typeof step === "string" ? key.keys[names++]?.range : undefined;
    at = child(at, step, { range: key.range, keyRange, isList: typeof resolvedKey[i + 1] === "number" });
  }
  for (const node of body) place(at, node);
}

/** `a.b = 1` */
function place(holder: Entry, { key, value, range }: AST.TOMLKeyValue): void {
  let at = holder;
  for (const part of key.keys.slice(0, -1)) at = child(at, nameOf(part), { range, keyRange: part.range });
  const last = key.keys.at(-1);
  if (last !== undefined) at.children?.set(nameOf(last), { ...entryOf(value), keyRange: last.range });
}

function child(holder: Entry, step: PropertyKey, made: Entry): Entry {
  const known = holder.children?.get(step);
  if (known !== undefined) return known;
  const fresh = { ...made, children: new Map() };
  holder.children?.set(step, fresh);
  return fresh;
}

function nameOf(part: AST.TOMLBare | AST.TOMLQuoted): string {
  return part.type === "TOMLBare" ? part.name : part.value;
}

function entryOf(node: AST.TOMLContentNode): Entry {
  if (node.type === "TOMLArray") {
    const children = new Map(node.elements.map((element, i) => [i, entryOf(element)]));
    return { range: node.range, isList: true, children };
  }
  if (node.type === "TOMLInlineTable") {
    const table: Entry = { range: node.range, children: new Map() };
    for (const pair of node.body) place(table, pair);
    return table;
  }
  return { range: node.range, value: "datetime" in node ? isoOf(node.datetime) : node.value };
}

/** TOML allows a space instead of the T, and small letters. */
function isoOf(datetime: string): string {
  return datetime.toUpperCase().replace(" ", "T");
}

function dataOf({ children, isList, value }: Entry): unknown {
  if (children === undefined) return value;
  if (isList) return [...children.values()].map(dataOf);
  return Object.fromEntries([...children].map(([key, entry]) => [key, dataOf(entry)]));
}

function find(root: Entry, path: readonly PropertyKey[]): Entry | undefined {
  return path.reduce<Entry | undefined>((at, step) => at?.children?.get(step), root);
}

/** The entry at the path; for a missing one, its nearest parent. */
function nearest(root: Entry, path: readonly PropertyKey[]): Entry {
  let at = root;
  for (const step of path) {
    const next = at.children?.get(step);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}
