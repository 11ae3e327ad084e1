// Advice as a screen of text: pieces that say the same about different things form one group, with their count and the
// first places. A build reports each Problem on its own, because each must be fixed; an audit groups them too.

import { type Problem, printable, QUOTED } from "./problem.ts";

/** Pieces of advice that differ only in place, remedy and quoted text. */
export type AdviceGroup = {
  /** What they say, with the quotations that all share: `unknown key`, `alert … is in no rule file` */
  readonly topic: string;
  /** The quotations in which they differ, without repeats, in the order of the pieces. */
  readonly values: readonly string[];
  readonly first: Problem;
  /** All of them, the first included. */
  readonly pieces: readonly Problem[];
};

/** The room for advice, in lines of a terminal with this many columns. */
export type Room = { readonly rows: number; readonly columns: number };

/** So many are named; the rest are counted. */
const NAMED = 3;
/** Longer values are cut, so that one long piece leaves room for the others. */
const LONGEST_VALUE = 40;
const LONGEST_LINE = 240;
const REMEDY_LINES = 3;

/** Groups by what the pieces say: the largest groups first, then by topic. */
export function groupAdvice(pieces: readonly Problem[]): AdviceGroup[] {
  const groups = new Map<string, [Problem, ...Problem[]]>();
  for (const piece of pieces) {
    const key = `${piece.kind}\n${piece.what.replace(QUOTED, '""')}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [piece]);
    else group.push(piece);
  }
  return [...groups.values()]
    .map(groupOf)
    .sort((a, b) => b.pieces.length - a.pieces.length || (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0));
}

function groupOf(pieces: readonly [Problem, ...Problem[]]): AdviceGroup {
  const [first] = pieces;
  const quoted = pieces.map(({ what }) => what.match(QUOTED) ?? []);
  // A group may have a hundred thousand pieces: this is computed once for each quotation, not for each piece.
  const differs = (quoted[0] ?? []).map((part, i) => quoted.some((parts) => parts[i] !== part));
  let i = 0;
  const topic = first.what.replace(QUOTED, (part) => (differs[i++] ? "…" : part));
  const values = quoted.map((parts) => parts.filter((_, i) => differs[i]).join(" / ")).filter((value) => value !== "");
  return { topic: topic.replace(/[:,]? …$/, ""), values: [...new Set(values)], first, pieces };
}

/**
 * The groups as lines that fit the room, however many groups there are:
 *
 *     advice: 12 × unknown key: "weight2", "foo", "bar" and 2 more
 *       content/runbooks/a.md:3:1, content/runbooks/b.md:2:1, content/x.md:2:1 and 9 more
 *       Known keys here: title, description
 *
 * A last line says what `all` lists, if a piece or its place is not shown.
 */
export function adviceLines(groups: readonly AdviceGroup[], { rows, columns }: Room, all: string): string[] {
  const lines: string[] = [];
  // The last line must fit too.
  let left = rows - rowsOf(`${LONGEST_END}${all}`, columns);
  for (const [i, group] of groups.entries()) {
    const own = groupLines(group);
    left -= own.reduce((sum, line) => sum + rowsOf(line, columns), 0);
    if (left < 0) return [...lines, `${label(group)}${restText(groups.slice(i))}; ${all} lists each of them`];
    for (const line of own) lines.push(line);
  }
  const isCut = groups.some(({ pieces }) => pieces.length > NAMED);
  return isCut ? [...lines, `${all} lists each of them`] : lines;
}

function restText(groups: readonly AdviceGroup[]): string {
  const pieces = groups.reduce((sum, group) => sum + group.pieces.length, 0);
  return `${pieces} more on ${groups.length} other ${groups.length === 1 ? "topic" : "topics"}`;
}

const LONGEST_END = "advice: 100000 more on 10000 other topics;  lists each of them";

/** The rows that a terminal needs for a line. Lines are not wrapped here, so that commands can be copied. */
function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(line.length / columns));
}

function groupLines(group: AdviceGroup): string[] {
  const { first, pieces } = group;
  const head =
    pieces.length === 1 ? `${placeText(first)}  ${label(group)}${first.what}` : `${label(group)}${heading(group)}`;
  const body = pieces.length === 1 ? remedyLines(group) : [placesText(group), ...remedyLines(group)];
  return [head, ...body.map((line) => `  ${line}`)].map((line) => cut(printable(line), LONGEST_LINE));
}

/** Problems are grouped too, where a caller only wants to know what kinds there are. */
function label({ first: { kind } }: AdviceGroup): string {
  return kind === "advice" ? "advice: " : "problem: ";
}

/** `12 × unknown key: "weight2", "foo", "bar" and 2 more` */
function heading({ topic, values, pieces }: AdviceGroup): string {
  const named = list(values.map((value) => cut(value, LONGEST_VALUE)));
  return `${pieces.length} × ${topic}${named === "" ? "" : `: ${named}`}`;
}

/** As many places as a line has room for, without repeats: half a path is of no use. */
function placesText({ pieces }: AdviceGroup): string {
  const places = [...new Set(pieces.map(placeText))];
  const fits = [NAMED, NAMED - 1].find((named) => list(places, named).length + 2 <= LONGEST_LINE);
  return list(places, fits ?? 1);
}

function placeText({ place: { file, line, column } }: Problem): string {
  return `${file}:${line}:${column}`;
}

function remedyLines({ first, pieces }: AdviceGroup): string[] {
  const [line = "", ...others] = first.remedy.split("\n");
  const isShared = pieces.every(({ remedy }) => remedy === first.remedy);
  const lines = [isShared ? line : `For the first: ${line}`, ...others];
  return lines.length > REMEDY_LINES ? [...lines.slice(0, REMEDY_LINES - 1), "…"] : lines;
}

/** The group as one piece of advice at its first place, for callers that can show only a few. */
export function asOnePiece(group: AdviceGroup): Problem {
  const { first, pieces } = group;
  if (pieces.length === 1) return first;
  return { ...first, what: heading(group), remedy: [placesText(group), ...remedyLines(group)].join("\n") };
}

function list(texts: readonly string[], named = NAMED): string {
  const more = texts.length > named ? ` and ${texts.length - named} more` : "";
  return `${texts.slice(0, named).join(", ")}${more}`;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
