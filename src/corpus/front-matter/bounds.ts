// Where front matter begins and ends, and in which language it is: "---", "+++" or "{" on the first line, as Jekyll,
// Hugo and their like have it, or on the first that is not blank, as Hugo and Zola do.

import type { Place, Source } from "../../core/position.ts";

export const MARKS = ["---", "+++", "{"] as const;
type Mark = (typeof MARKS)[number];

type Language = "yaml" | "toml" | "json";

export type Bounds = {
  readonly mark: Mark;
  /** `text` is what the author wrote after the mark; `known` is undefined for a language that is not read. */
  readonly language: { readonly text: string; readonly known: Language | undefined };
  /** Offsets of what is to be parsed. */
  readonly start: number;
  readonly end: number;
  /** The line of the opening mark. */
  readonly firstLine: number;
  /** The line of the closing mark; undefined if there is none. */
  readonly lastLine: number | undefined;
  /** Text after JSON on its last line, where it would be lost. */
  readonly textBehind?: Place | undefined;
};

/** "---", "---js", "--- yaml"; not "-----", which is a horizontal rule */
const OPEN = /^(---(?!-)|\+\+\+(?!\+))(.*)$/;
const CLOSE = { "---": /^(---|\.\.\.)[ \t]*$/, "+++": /^\+\+\+[ \t]*$/ } as const;
/** A text that merely begins with a brace is not front matter: in that, a key in quotes follows it. */
const JSON_OPEN = /^\{\s*(?:\/\/[^\n]*\n\s*)*"(?:[^"\\\n]|\\.)*"\s*:/;

const LANGUAGES: Readonly<Record<string, Language>> = { yaml: "yaml", yml: "yaml", toml: "toml", json: "json" };

/** Undefined for a document that begins with its text. */
export function boundsOf(source: Source): Bounds | undefined {
  const firstLine = openingLine(source);
  const offset = source.offsetOfLine(firstLine);
  if (JSON_OPEN.test(source.text.slice(offset))) return boundsOfJson(source, firstLine);
  const [, mark, behind = ""] = OPEN.exec(source.line(firstLine)) ?? [];
  if (mark !== "---" && mark !== "+++") return undefined;
  // YAML and TOML have comments, which may follow the mark.
  const text = behind.replace(/#.*/, "").trim();
  const plain = mark === "---" ? "yaml" : "toml";
  const name = text.toLowerCase();
  const named = Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
  const lastLine = findLine(source, firstLine + 1, CLOSE[mark]);
  return {
    mark,
    firstLine,
    language: { text, known: text === "" ? plain : named },
    start: source.offsetOfLine(firstLine + 1),
    end: source.offsetOfLine(lastLine ?? Number.POSITIVE_INFINITY),
    lastLine,
  };
}

/** Where front matter would begin. A horizontal rule after blank lines begins none. */
function openingLine(source: Source): number {
  const blank = /^(?:[ \t]*\r?\n)+/.exec(source.text)?.[0].length ?? 0;
  return blank > 0 && lateBlock(source.text)?.offset === blank ? source.at(blank).line : 1;
}

function boundsOfJson(source: Source, firstLine: number): Bounds {
  const end = closingBrace(source.text);
  const language = { text: "", known: "json" } as const;
  const opened = { mark: "{", language, firstLine, start: 0 } as const;
  if (end === undefined) return { ...opened, end: source.text.length, lastLine: undefined };
  const lastLine = source.at(end).line;
  const behind = source.text.slice(end, source.offsetOfLine(lastLine + 1));
  const at = behind.search(/\S/);
  const textBehind = at === -1 ? undefined : source.at(end + at, behind.trim().length);
  return { ...opened, end, lastLine, textBehind };
}

/** Offset after the brace that closes the first one; braces in texts do not count. */
function closingBrace(text: string): number | undefined {
  let depth = 0;
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\\n]|\\.)*"|[{}]/g)) {
    if (sign === "{") depth++;
    else if (sign === "}") depth--;
    if (depth === 0) return index + 1;
  }
  return undefined;
}

/** The line of a mark that does not match this front matter but closes it. */
export function otherMark(source: Source, { mark, firstLine, lastLine }: Bounds): number | undefined {
  if (mark === "{") return undefined;
  const line = findLine(source, firstLine + 1, mark === "---" ? CLOSE["+++"] : /^---[ \t]*$/);
  return line === undefined || (lastLine !== undefined && line > lastLine) ? undefined : line;
}

function findLine(source: Source, from: number, pattern: RegExp): number | undefined {
  const { line: last } = source.at(source.text.length);
  for (let line = from; line <= last; line++) if (pattern.test(source.line(line))) return line;
  return undefined;
}

/** A key, as keys are spelt: "Warning: do not" is a sentence, unless a key follows. */
const KEY = String.raw`(?:["']?[a-z_][\w-]*["']?:|["']?[\w-]+["']?:[^\n]*\n[ \t]*["']?[\w-]+["']?:)`;
const NOTHING = String.raw`[ \t]*(?:#.*)?\r?\n`;

/** A mark, and a key with a value on the next line. */
const BLOCK = {
  "---": new RegExp(String.raw`^---[ \t]*(?:ya?ml|YA?ML)?${NOTHING}(?:${NOTHING})*[ \t]*${KEY}`),
  "+++": new RegExp(
    String.raw`^\+\+\+[ \t]*(?:toml|TOML)?${NOTHING}(?:${NOTHING})*[ \t]*(?:["']?[\w.-]+["']?[ \t]*=|\[)`,
  ),
  "{": JSON_OPEN,
} as const;

type Late = { readonly offset: number; readonly length: number };

/** Front matter that begins after spaces, blank lines, comments or invisible characters. */
export function lateBlock(text: string): Late | undefined {
  const offset = text.length - withoutBlanks(text).length;
  const mark = offset === 0 ? undefined : MARKS.find((one) => BLOCK[one].test(text.slice(offset)));
  return mark === undefined ? undefined : { offset, length: mark.length };
}

/** Spaces and invisible characters: a second byte order mark, a zero-width space. */
const UNSEEN = /[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]*/uy;

function withoutBlanks(text: string): string {
  let at = behindUnseen(text, 0);
  for (let end = endOfComment(text, at); end !== at; end = endOfComment(text, at)) at = behindUnseen(text, end);
  return text.slice(at);
}

function behindUnseen(text: string, from: number): number {
  UNSEEN.lastIndex = from;
  return from + (UNSEEN.exec(text)?.[0].length ?? 0);
}

/** Offset after the HTML comment that begins there; the same offset if none does. */
function endOfComment(text: string, from: number): number {
  const end = text.startsWith("<!--", from) ? text.indexOf("-->", from) : -1;
  return end === -1 ? from : end + "-->".length;
}

/** Front matter right after the first: it is unclear which of them counts, and only the first is read. */
export function secondBlock(source: Source, { lastLine }: Bounds): Late | undefined {
  const start = source.offsetOfLine((lastLine ?? 0) + 1);
  const text = source.text.slice(start);
  const offset = text.length - withoutBlanks(text).length;
  const rest = text.slice(offset);
  const mark = MARKS.find((one) => BLOCK[one].test(rest));
  // Three hyphens may also be a horizontal rule, so they must close again.
  if (mark === undefined || (mark === "---" && !/\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.test(rest))) return undefined;
  return { offset: start + offset, length: mark.length };
}

/** A line end of old Macs, where it matters: in front matter, or on the first line with text. */
export function loneReturn({ text }: Source, bounds: Bounds | undefined): number | undefined {
  const start = text.length - withoutBlanks(text).length;
  const end = bounds?.end ?? text.indexOf("\n", start);
  const head = text.slice(0, end === -1 ? text.length : end);
  const at = head.search(/\r(?!\n|$)/);
  return at === -1 ? undefined : at;
}
