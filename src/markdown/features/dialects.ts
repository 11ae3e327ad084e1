// Marks of other Markdown dialects, which stay text here: each kind is reported once per file, as advice, so that
// nothing is shown raw without notice. Code, addresses, escaped characters and raw HTML are never checked.

import type { Token } from "markdown-it";
import type { Place, Source } from "../../core/position.ts";
import { advice } from "../../core/problem.ts";
import { type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { parseFenceInfo } from "../fence-info.ts";
import { flatten, placeIn, readable, TAKEN } from "../flat-text.ts";
import { DIALECT_MARKS, type Mark } from "../marks/dialect-marks.ts";
import { diagramOf, FENCED_INCLUDE } from "../marks/fence-marks.ts";
import { TEXT_MARKS } from "../marks/text-marks.ts";
import { example } from "../tell-once.ts";

export const dialects: MarkdownFeature = {
  name: "dialects",
  install(md) {
    // After linkify, which knows addresses; before text_join, which forgets what was escaped.
    md.core.ruler.after("linkify", "dialects", ({ tokens, env }) => tellDialects(tokens, draftOf(env)));
  },
};

/** A kind of mark in this document: the first one, and how many there are. */
type Kind = {
  readonly mark: Pick<Mark, "name" | "remedy" | "shown">;
  readonly place: Place;
  readonly piece: string;
  count: number;
};

/** Kinds by their names. */
type Kinds = Map<string, Kind>;

function tellDialects(tokens: readonly Token[], draft: Draft): void {
  const { source, linesBefore } = draft;
  const offsetOf = (line: number) => source.offsetOfLine(linesBefore + line + 1);
  const body = source.text.slice(offsetOf(0));
  const marks = [...DIALECT_MARKS, ...TEXT_MARKS].filter((mark) => mayHold(body, mark));
  const kinds: Kinds = new Map();
  // Cells of a table and inline footnotes have no lines of their own: those of the block around them count.
  let lines: readonly [number, number] = [0, 0];
  tokens.forEach((block, i) => {
    lines = block.map ?? lines;
    if (block.type === "fence") {
      findDiagram(block, draft, kinds);
      findInclude(block, draft, kinds);
    }
    if (block.children === null) return;
    const held = marks.filter((mark) => mayHold(block.content, mark));
    // Most blocks have none, and their text need not be read.
    if (held.length === 0) return;
    const settings = settingsOf(tokens, i);
    const fitting = held.filter(({ where }) => settings.has(where ?? "anywhere"));
    if (fitting.length > 0)
      findMarks(block.children, fitting, { source, from: offsetOf(lines[0]), to: offsetOf(lines[1]) }, kinds);
  });
  for (const kind of kinds.values()) draft.problems.push(told(kind));
}

function mayHold(text: string, { hint }: Mark): boolean {
  return typeof hint === "string" ? text.includes(hint) : hint.test(text);
}

type Within = { readonly source: Source; readonly from: number; readonly to: number };

function findMarks(children: readonly Token[], marks: readonly Mark[], within: Within, kinds: Kinds): void {
  const flat = flatten(children);
  let { text } = flat;
  for (const mark of marks) {
    text = text.replace(mark.pattern, (piece: string, at: number) => {
      if (mark.holds !== undefined && !mark.holds.test(piece)) return piece;
      const length = firstLine(piece).length;
      count(kinds, mark, piece, () => placeIn(within.source, children, flat, { at, length }, within));
      // What one kind has matched is not available to the next.
      return TAKEN.repeat(piece.length);
    });
  }
}

function firstLine(piece: string): string {
  return piece.split("\n", 1)[0] ?? "";
}

function count(kinds: Kinds, mark: Kind["mark"], piece: string, placed: () => Place): void {
  const known = kinds.get(mark.name);
  if (known === undefined) kinds.set(mark.name, { mark, place: placed(), piece, count: 1 });
  else known.count++;
}

/** The kind of block at `i`: marks at the start of a line mean something only in some of them. */
function settingsOf(tokens: readonly Token[], i: number): ReadonlySet<NonNullable<Mark["where"]>> {
  const [round, outer] = [tokens[i - 1], tokens[i - 2]];
  const settings = new Set<NonNullable<Mark["where"]>>(["anywhere"]);
  if (round?.type === "heading_open") settings.add("heading");
  if (round?.type !== "paragraph_open") return settings;
  settings.add("paragraph");
  if (round.level === 0) settings.add("page");
  if (outer?.type === "list_item_open") settings.add("item");
  if (outer?.type === "blockquote_open") settings.add("quotation");
  return settings;
}

function findDiagram(fence: Token, { source, linesBefore }: Draft, kinds: Kinds): void {
  const { language } = parseFenceInfo(fence.info);
  const mark = diagramOf(language);
  if (mark === undefined) return;
  const line = linesBefore + (fence.map?.[0] ?? 0) + 1;
  count(kinds, mark, language, () => {
    // As the author wrote it: here the language is in small letters.
    const at = Math.max(0, source.line(line).toLowerCase().indexOf(language));
    return source.at(source.offsetOfLine(line) + at, language.length);
  });
}

/** The page would show the name of a file instead of the code that its author means. */
function findInclude({ info, content, map }: Token, { source, linesBefore }: Draft, kinds: Kinds): void {
  const lines = content.split("\n").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
  const [first] = lines;
  if (first === undefined || !lines.every((one) => FENCED_INCLUDE.line.test(one))) return;
  if (FENCED_INCLUDE.text.test(parseFenceInfo(info).language)) return;
  const line = linesBefore + (map?.[0] ?? 0) + 2;
  count(kinds, FENCED_INCLUDE, first, () => source.at(source.offsetOfLine(line), source.line(line).length));
}

function told({ mark, place, piece, count: number }: Kind) {
  const what = `${mark.name} ${example(readable(piece), number)} is shown as ${mark.shown ?? "text"}`;
  return { ...advice(place, what, mark.remedy), summary: true as const };
}
