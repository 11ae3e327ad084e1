// Front matter: YAML between two lines of three hyphens at the very start of a file. Nothing of it is ever executed.

import type { Source } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import { type Located, parseYaml } from "./yaml.ts";

export type FrontMatter = {
  /** Undefined where it could not be read; the reason is among the problems. */
  readonly located: Located | undefined;
  /** Lines up to and with the closing hyphens; 0 without front matter. */
  readonly lines: number;
};

/** "---", "---js", "--- yaml"; not "-----", which is a rule across the page */
const OPEN = /^---(?!-)[ \t]*(.*?)[ \t]*$/;
const CLOSE = /^(---|\.\.\.)[ \t]*$/;
/** Blank lines, or blanks, before front matter: "\n---\ntitle: …" */
const LATE = /^\s+---[ \t]*\r?\n[ \t]*[\w-]+:/;

const NONE: Located = {
  data: {},
  placeOf: () => {
    throw new TypeError("Cannot locate a value: the document has no front matter");
  },
  placeOfKey: () => {
    throw new TypeError("Cannot locate a key: the document has no front matter");
  },
};

/** Reads a document's front matter; a document without any has an empty one. */
export function readFrontMatter(source: Source, problems: Problem[]): FrontMatter {
  const open = OPEN.exec(source.line(1));
  if (open === null) {
    if (LATE.test(source.text)) problems.push(tooLate(source));
    const top = source.at(0);
    return { located: { ...NONE, placeOf: () => top, placeOfKey: () => top }, lines: 0 };
  }
  const lines = closingLine(source);
  const language = open[1] ?? "";
  if (language !== "" && language.toLowerCase() !== "yaml") {
    const what = `front matter in "${language}", which is never run`;
    problems.push(problem(source.at(source.line(1).indexOf(language), language.length), what, YAML_ONLY));
    return { located: undefined, lines: lines ?? 1 };
  }
  if (lines === undefined) {
    const what = "front matter is not closed";
    problems.push(problem(source.at(0, 3), what, "End it with a line of three hyphens before the text begins"));
    return { located: undefined, lines: 1 };
  }
  const located = parseYaml(source, source.offsetOfLine(2), source.offsetOfLine(lines), problems);
  return { located: located?.data === null ? { ...located, data: {} } : located, lines };
}

const YAML_ONLY = "Write YAML between two lines of three hyphens";

/** It would be read as text, and what it says of drafts and audiences would not count. */
function tooLate(source: Source): Problem {
  const what = "front matter that does not begin on the first line";
  return problem(source.at(source.text.indexOf("---"), 3), what, "Remove the blanks and lines before the hyphens");
}

function closingLine(source: Source): number | undefined {
  const count = source.text.split("\n").length;
  for (let line = 2; line <= count; line++) if (CLOSE.test(source.line(line))) return line;
  return undefined;
}
