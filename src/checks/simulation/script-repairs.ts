// The one thing that just-bash can't even read and that checks need: words and patterns that look like assignments.

import { parse } from "just-bash";

/** `case $word in root=*)` → `case $word in "root="*)`, `for x in a=1`: the parser says where it stumbles. */
export function readableScript(script: string): string {
  let text = script;
  for (let tries = 0; tries < MOST_PATTERNS; tries++) {
    const at = stumblesAt(text);
    const quoted = at === undefined ? text : text.slice(0, at) + text.slice(at).replace(/^\w+=/, '"$&"');
    if (quoted === text) return text;
    text = quoted;
  }
  return text;
}

const MOST_PATTERNS = 50;
const STUMBLES = /^Parse error at (\d+):(\d+): Expected (?:DO|ESAC|RPAREN), got ASSIGNMENT_WORD/;

function stumblesAt(script: string): number | undefined {
  try {
    parse(script);
    return undefined;
  } catch (error) {
    const [, line, column] = STUMBLES.exec(error instanceof Error ? error.message : "") ?? [];
    if (line === undefined) return undefined;
    const before = script.split("\n").slice(0, Number(line) - 1);
    return before.join("\n").length + (before.length > 0 ? 1 : 0) + Number(column) - 1;
  }
}
