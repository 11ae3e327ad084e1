// What is wrong with a YAML text, in the author's words and where it began; the parser reports where it noticed.

import { type Document, isAlias, isCollection, isNode, isScalar, type Node, visit, type YAMLError } from "yaml";

/** `range`: offsets of the text that the defect is about. */
export type YamlDefect = { readonly range: readonly [number, number]; readonly what: string; readonly remedy: string };

/** The syntax errors, else the aliases that lead nowhere. */
export function yamlDefects(doc: Document.Parsed, text: string): readonly YamlDefect[] {
  // An unknown tag is only a warning to the parser, but the author's first word would be lost.
  const errors = [...doc.errors, ...doc.warnings];
  const exhausted = errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  const found = (exhausted ? [exhausted] : errors.slice(0, MANY)).map((error) => defectOf(error, doc, text));
  return found.length > 0 ? withoutEchoes(found) : [...danglingAliases(doc), ...strangeKeys(doc)];
}

/** What follows a quoted text that goes on is not what the parser takes it for. */
function withoutEchoes(found: readonly YamlDefect[]): readonly YamlDefect[] {
  const continued = found.filter(({ what }) => what === CONTINUED.what);
  return continued.length > 0 ? continued : found;
}

/** A text with more errors is not YAML at all; finding where each began means searching all of it. */
const MANY = 20;

function defectOf({ code, message, pos }: YAMLError, doc: Document.Parsed, text: string): YamlDefect {
  // Where the parser's stack ended says nothing about the text.
  if (code === "RESOURCE_EXHAUSTION")
    return { range: [0, 0], what: "it is nested too deeply", remedy: "Reduce the nesting" };
  const [what = message] = message.split(/[;\n]/);
  const unclosed = UNCLOSED.test(message) ? unclosedNode(doc, pos[0]) : undefined;
  if (unclosed !== undefined && isContinued(unclosed, text)) return { range: unclosed, ...CONTINUED };
  if (unclosed !== undefined) return { range: unclosed, what, remedy: "Close the quote or bracket opened here" };
  return { range: pos, what, remedy: REMEDIES[code] ?? REMEDY };
}

/** Missing closing "quote; Flow sequence in block collection must be sufficiently indented and end with a ] */
const UNCLOSED = /^(Missing closing|Flow )/;

/** Programs in Go read it all the same, so that nobody has told its author. */
export const CONTINUED = {
  what: "a quoted text that goes on in the column of its key",
  remedy: "Indent its further lines deeper than the key, or write it on one line",
};

/** Whether a quote is closed at the end of one of the next lines, before another key. */
function isContinued([from, to]: readonly [number, number], text: string): boolean {
  const quote = text.charAt(from);
  const lines = text
    .slice(to - 1, to + 5000)
    .split("\n", 20)
    .slice(1);
  const last = lines.findIndex((line) => line.trimEnd().endsWith(quote));
  return (
    /["']/.test(quote) &&
    last !== -1 &&
    !lines.slice(0, last + 1).some((line) => /^\s*(?:- )?[\w-]+:(?:\s|$)/.test(line))
  );
}

/** The innermost bracket or quote that was still open at `offset`. */
function unclosedNode(doc: Document.Parsed, offset: number): readonly [number, number] | undefined {
  let found: readonly [number, number] | undefined;
  visit(doc, {
    Node(_, node) {
      const { range } = node as Node;
      const opens = (isCollection(node) && node.flow) || (isScalar(node) && node.type?.startsWith("QUOTE"));
      if (opens && range?.[1] === offset) found = [range[0], range[1]];
    },
  });
  return found;
}

/** What YAML allows and JSON does not: beside a comment, a key would silently be another one. */
export function jsonDefects(doc: Document.Parsed): YamlDefect[] {
  const found: YamlDefect[] = [];
  visit(doc, {
    Scalar(_, { value, type, range }) {
      if (typeof value !== "string" || type === "QUOTE_DOUBLE" || !range) return;
      found.push({ range: [range[0], range[1]], what: "a text without double quotes", remedy: JSON_REMEDY });
    },
  });
  return found;
}

export const JSON_REMEDY =
  "Check commas, quotes and brackets; put keys and texts into double quotes, and remove comments";

function danglingAliases(doc: Document.Parsed): YamlDefect[] {
  const found: YamlDefect[] = [];
  visit(doc, {
    Alias(_, alias) {
      if (alias.resolve(doc) !== undefined || !alias.range) return;
      const what = `"*${alias.source}" refers to a value that does not exist`;
      found.push({
        range: [alias.range[0], alias.range[1]],
        what,
        remedy: 'Put quotes around a text that begins with "*"',
      });
    },
  });
  return found;
}

/** Keys that are not plain words, and maps that are not plain: their values would be lost, or get another key. */
function strangeKeys(doc: Document.Parsed): YamlDefect[] {
  const found: YamlDefect[] = [];
  const add = (node: Node, what: string) =>
    found.push({ range: [node.range?.[0] ?? 0, node.range?.[1] ?? 0], what, remedy: PLAIN_KEY });
  visit(doc, {
    Pair(_, { key }) {
      const isPlain = isAlias(key) || (isScalar(key) && key.value !== null && typeof key.value !== "object");
      if (!isPlain && isNode(key)) add(key, "a key that is not plain text");
    },
    Collection(_, node) {
      if (/:(?:set|omap|pairs)$/.test(node.tag ?? "")) add(node as Node, "a map that is not a plain map");
    },
  });
  return found;
}

const PLAIN_KEY = 'Write each key as a plain word before its ":", without a tag, brackets or braces';

const QUOTE_COLON = 'Put quotes around a text that contains ": ", and indent lines that belong together equally';

const REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "Write the key once; put several values into a list",
  TAB_AS_INDENT: "Indent with spaces, not with tabs",
  BAD_INDENT: "Indent the line as deep as its neighbours",
  MULTILINE_IMPLICIT_KEY: QUOTE_COLON,
  BLOCK_AS_IMPLICIT_KEY: QUOTE_COLON,
  MISSING_CHAR: "Close the quote or bracket opened here or earlier",
  MULTIPLE_DOCS: "Keep one document: remove the line of three hyphens",
  TAG_RESOLVE_FAILED: 'Put quotes around a text that begins with "!"',
};

const REMEDY =
  'Check indentation, quotes and brackets; put quotes around a text that contains ": " or " #", or begins with * & @ or %';
