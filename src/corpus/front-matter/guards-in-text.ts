// Guards at the beginning of a document's text, where they are not read: front matter with a fourth hyphen, without any
// mark, or below the title. Their author believes that the document is hidden.

import type { Source } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { GUARD_IN_TEXT, isForeignGuard } from "./guard-words.ts";

/** Invisible text before a line's first word. */
const UNSEEN = String.raw`[\s\p{Default_Ignorable_Code_Point}]`;
/** A line with nothing else; comments of any language may follow. A list's or a quote's mark makes it text. */
const LINE = new RegExp(
  String.raw`^(?:${UNSEEN}|<!--|#\+|[{[(;:%@"',])*?(${GUARD_IN_TEXT})(?:${UNSEEN}|[,;})\]])*(?:$|-->|//|/\*|#)`,
  "iu",
);
/** Data on one line: { title: x, draft: true }, export const meta = { draft: true } */
const DATA = new RegExp(String.raw`^${UNSEEN}*(?:<!--\s*)?(?:[{[(;]|export\b|module\b)`, "u");
const IN_DATA = new RegExp(String.raw`(?<=[{,]\s*)(${GUARD_IN_TEXT})(?=\s*(?:[,}\]]|$))`, "iu");
/** "Published: 2024-05-06", "Publish Date: May 6, 2024" tell a reader when that was. */
const BYLINE = /^["']?Publish(?:ed)?\b.*\d(?: (?:GMT|UTC))?$/;

const FENCE = /^\s*(?:`{3,}|~{3,}|<pre\b)/i;
/** The first line of a block that is shown verbatim: indented, or between tags of Hugo, Jekyll or Docusaurus. */
const CODE = /^(?: {4}|\t)|^\s*(?:\{\{[<%]|\{%|:::)/;
const RULE = /^\s*(?:-{3,}|\+{3,}|;{3,}|={3,}|%{3,}|[—–]+|(?:\*\s*){3,}|(?:_\s*){3,}|(?:-\s*){3,})$/;
/** Also what other systems accept as a line end. */
const END_OF_LINE = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** How far the beginning of a text reaches: lines, lines within which a block between rules opens, blocks. */
const LINES = 60;
const FIRST_LINES = 15;
const BLOCKS = 2;

/** The first guard in the beginning of the text that follows so many lines of front matter. */
export function guardInText(source: Source, frontMatter: number): Problem | undefined {
  let offset = source.offsetOfLine(frontMatter + 1);
  const lines = firstLines(source.text.slice(offset));
  const isInHead = headOf(lines);
  for (const [i, line] of lines.entries()) {
    const found = isInHead[i] ? guardIn(line) : undefined;
    if (found !== undefined) {
      const where = frontMatter > 0 ? "in the front matter" : 'between two lines of "---" at the start of the file';
      const own = isForeign(found) ? "draft: true or audience: internal" : "it";
      const remedy = `Write ${own} ${where}, or put it into backticks to show it as text`;
      const at = offset + line.indexOf(found);
      return problem(
        source.at(at, found.length),
        `"${found.replace(/["']/g, "")}" outside the front matter, where it hides nothing`,
        remedy,
      );
    }
    offset += line.length + (END_OF_LINE.exec(source.text.slice(offset + line.length))?.[0].length ?? 0);
  }
  return undefined;
}

/** Whether it is a word that hides nothing in front matter either. */
function isForeign(guard: string): boolean {
  const [key = "", value = ""] = guard.replace(/["']/g, "").split(/[:=：](.*)/s);
  return isForeignGuard(key, value);
}

function guardIn(line: string): string | undefined {
  const found = (LINE.exec(line) ?? (DATA.test(line) ? IN_DATA.exec(line) : null))?.[1];
  return found === undefined || BYLINE.test(found) ? undefined : found;
}

/** Up to the first fence: code in a fence is only shown. */
function firstLines(text: string): string[] {
  const lines = text.slice(0, 10_000).split(END_OF_LINE, LINES);
  const fence = lines.findIndex((line) => FENCE.test(line));
  return fence === -1 ? lines : lines.slice(0, fence);
}

/** Whether each line is in one of the first blocks, or between two rules of which the first one is near the top. */
function headOf(lines: readonly string[]): boolean[] {
  let blocks = 0;
  let isCode = false;
  let isComment = false;
  const isInHead = lines.map((line, i) => {
    const isFirst = i === 0 || isBlank(lines[i - 1]);
    if (isFirst && !isBlank(line) && !isComment) {
      if (!/^\s*<!--/.test(line)) blocks++;
      isCode = CODE.test(line);
    }
    isComment = isComment ? !line.includes("-->") : /<!--(?!.*-->)/.test(line);
    return blocks <= BLOCKS && !isCode;
  });
  const opening = lines.findIndex((line, i) => RULE.test(line) && (i === 0 || isBlank(lines[i - 1])));
  const closing = lines.findIndex((line, i) => i > opening && RULE.test(line));
  if (opening !== -1 && opening < FIRST_LINES && closing !== -1) isInHead.fill(true, opening, closing);
  return isInHead;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}
