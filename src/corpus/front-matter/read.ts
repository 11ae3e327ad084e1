// Front matter: YAML, TOML or JSON at the very start of a file. Nothing of it is ever executed. If it cannot be read,
// it gives no data at all, because what it says of drafts and audiences would not count.

import type { Source } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { type Located, parseYaml } from "../yaml.ts";
import { type Bounds, boundsOf, lateBlock, loneReturn, type MARKS, otherMark, secondBlock } from "./bounds.ts";
import { parseToml } from "./toml.ts";

export type FrontMatter = {
  /** Undefined if it could not be read; the reason is among the problems. */
  readonly located: Located | undefined;
  /** Lines up to and including the closing mark; 0 without front matter. */
  readonly lines: number;
};

/** Reads a document's front matter; a document without any has an empty one. */
export function readFrontMatter(source: Source, problems: Problem[]): FrontMatter {
  const bounds = boundsOf(source);
  const mac = loneReturn(source, bounds);
  if (mac !== undefined) {
    problems.push(problem(source.at(mac), "line end of old Macs (CR alone), which is not read as a line break", MAC));
    return { located: undefined, lines: 0 };
  }
  if (bounds === undefined) return withoutFrontMatter(source, problems);
  const lines = bounds.lastLine ?? bounds.firstLine;
  const defect = defectOfBounds(source, bounds);
  if (defect !== undefined) {
    problems.push(defect);
    return { located: undefined, lines };
  }
  const own: Problem[] = [];
  const located = parse(source, bounds, own);
  const mixed = located === undefined ? otherMark(source, bounds) : undefined;
  for (const one of mixed === undefined ? own : [closedByOther(source, bounds, mixed)]) problems.push(one);
  return { located: located?.data === null ? { ...located, data: {} } : located, lines };
}

function withoutFrontMatter(source: Source, problems: Problem[]): FrontMatter {
  const late = lateBlock(source.text);
  if (late === undefined) {
    const top = source.at(0);
    return { located: { data: {}, placeOf: () => top, placeOfKey: () => top }, lines: 0 };
  }
  const what = "front matter that does not begin on the first line";
  problems.push(problem(source.at(late.offset, late.length), what, "Remove the spaces and lines before it"));
  return { located: undefined, lines: 0 };
}

/** What is wrong with where the front matter begins and ends, before it is parsed. */
function defectOfBounds(source: Source, bounds: Bounds): Problem | undefined {
  const { mark, language, firstLine, lastLine } = bounds;
  const start = source.offsetOfLine(firstLine);
  if (language.known === undefined) {
    const what = `front matter in "${language.text}", which is never run`;
    return problem(source.at(start + source.line(firstLine).indexOf(language.text), language.text.length), what, FORMS);
  }
  if (lastLine === undefined) {
    const other = otherMark(source, bounds);
    if (other !== undefined) return closedByOther(source, bounds, other);
    return problem(source.at(start, mark.length), "front matter is not closed", CLOSING[mark]);
  }
  if (bounds.textBehind !== undefined) {
    const what = "text after the closing brace of front matter";
    return problem(
      bounds.textBehind,
      what,
      "Begin the text on a line of its own, or put JSON that is meant to be shown into a fence",
    );
  }
  const second = secondBlock(source, bounds);
  if (second === undefined) return undefined;
  const remedy = "Move all of it into the first block, and remove this one";
  return problem(source.at(second.offset, second.length), "second front matter right after the first", remedy);
}

function closedByOther(source: Source, { mark }: Bounds, line: number): Problem {
  const what = `front matter opened with "${mark}" is closed with "${source.line(line).trim()}"`;
  const remedy = 'Close it with the mark that opens it: "---" for YAML, "+++" for TOML';
  return problem(source.at(source.offsetOfLine(line), 3), what, remedy);
}

function parse(source: Source, { language, start, end }: Bounds, problems: Problem[]): Located | undefined {
  if (language.known === "toml") return parseToml(source, start, end, problems);
  return parseYaml(source, start, end, problems, language.known === "json" ? "JSON" : "YAML");
}

const MAC = "Save the file with Unix or Windows line ends: sed -i 's/\\r/\\n/g'";

const FORMS = 'Write YAML between two lines of "---", TOML between two of "+++", or JSON from "{" on line 1 to its "}"';

const CLOSING: Readonly<Record<(typeof MARKS)[number], string>> = {
  "---": "End it with a line of three hyphens before the text begins",
  "+++": "End it with a line of three plus signs before the text begins",
  "{": "Close this brace, and every quote in it, before the text begins",
};
