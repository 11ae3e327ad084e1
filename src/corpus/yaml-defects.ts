// What is wrong with a YAML text, in the author's words and where it began; the parser itself tells where it noticed.

import { type Document, isAlias, isCollection, isNode, isScalar, type Node, visit, type YAMLError } from "yaml";

/** `range`: offsets of the text that the defect is about. */
export type YamlDefect = { readonly range: readonly [number, number]; readonly what: string; readonly remedy: string };

/** The syntax errors, else the aliases that lead nowhere. */
export function yamlDefects(doc: Document.Parsed): YamlDefect[] {
  // An unknown tag is only a warning to the parser, but the author's first word would be lost.
  const errors = [...doc.errors, ...doc.warnings];
  const exhausted = errors.find(({ code }) => code === "RESOURCE_EXHAUSTION");
  const found = (exhausted ? [exhausted] : errors.slice(0, MANY)).map((error) => defectOf(error, doc));
  return found.length > 0 ? found : [...danglingAliases(doc), ...strangeKeys(doc)];
}

/** A text with more errors is none of YAML at all; to find where each began takes a look at the whole of it. */
const MANY = 20;

function defectOf({ code, message, pos }: YAMLError, doc: Document.Parsed): YamlDefect {
  // Where the parser's stack ended says nothing of the text.
  if (code === "RESOURCE_EXHAUSTION") return { range: [0, 0], what: "it nests too deep", remedy: "Nest less deep" };
  const [what = message] = message.split(/[;\n]/);
  const unclosed = UNCLOSED.test(message) ? unclosedNode(doc, pos[0]) : undefined;
  if (unclosed !== undefined)
    return { range: unclosed, what, remedy: "Close the quote or bracket that is opened here" };
  return { range: pos, what, remedy: REMEDIES[code] ?? REMEDY };
}

/** Missing closing "quote; Flow sequence in block collection must be sufficiently indented and end with a ] */
const UNCLOSED = /^(Missing closing|Flow )/;

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

/** What YAML takes and JSON does not: beside a comment, a key would silently be another one. */
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
  "Check commas, quotes and brackets; keys and texts stand in double quotes, comments are none";

function danglingAliases(doc: Document.Parsed): YamlDefect[] {
  const found: YamlDefect[] = [];
  visit(doc, {
    Alias(_, alias) {
      if (alias.resolve(doc) !== undefined || !alias.range) return;
      const what = `"*${alias.source}" repeats a value that is not there`;
      found.push({
        range: [alias.range[0], alias.range[1]],
        what,
        remedy: 'Put quotes round a text that begins with "*"',
      });
    },
  });
  return found;
}

/** Keys that are no plain words, and maps that are no plain maps: what they say would be lost, or be said by another key. */
function strangeKeys(doc: Document.Parsed): YamlDefect[] {
  const found: YamlDefect[] = [];
  const add = (node: Node, what: string) =>
    found.push({ range: [node.range?.[0] ?? 0, node.range?.[1] ?? 0], what, remedy: PLAIN_KEY });
  visit(doc, {
    Pair(_, { key }) {
      const isPlain = isAlias(key) || (isScalar(key) && key.value !== null && typeof key.value !== "object");
      if (!isPlain && isNode(key)) add(key, "a key that is no plain text");
    },
    Collection(_, node) {
      if (/:(?:set|omap|pairs)$/.test(node.tag ?? "")) add(node as Node, "a map that is no plain one");
    },
  });
  return found;
}

const PLAIN_KEY = 'Write each key as a plain word before its ":", without a tag, brackets or braces';

const QUOTE_COLON = 'Put quotes round a text that contains ": ", and indent lines that belong together alike';

const REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: "Write the key once; put several values into a list",
  TAB_AS_INDENT: "Indent with blanks, not with tabs",
  BAD_INDENT: "Indent the line as deep as its neighbours",
  MULTILINE_IMPLICIT_KEY: QUOTE_COLON,
  BLOCK_AS_IMPLICIT_KEY: QUOTE_COLON,
  MISSING_CHAR: "Close the quote or bracket that is opened here or before",
  MULTIPLE_DOCS: "Keep one document, without a line of three hyphens in it",
  TAG_RESOLVE_FAILED: 'Put quotes round a text that begins with "!"',
};

const REMEDY =
  'Check indentation, quotes and brackets; a text that contains ": " or " #", or begins with a sign such as * & @ %, wants quotes';
