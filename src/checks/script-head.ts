// What stands at the top of every script that leaves the site: what it is, what it looks at, and the lines that see to
// it that bash runs the rest, in the state in which it was tried.

import type { Run } from "../model/check.ts";
import { TEXT_TOOLS } from "./text-tools.ts";
import { oneLine } from "./wording.ts";

/**
 * The head of a script called `name`, with these paragraphs as comments. Up to the line that asks for bash, everything
 * is POSIX sh: dash reads a script line by line, and would stumble over the snippet instead of saying why.
 */
export function scriptHead(name: string, paragraphs: readonly (readonly string[])[]): string {
  const comments = paragraphs.map((lines) => lines.map(comment).join("\n")).join("\n#\n");
  return `#!/usr/bin/env bash
# shellcheck shell=bash
${comments}

[ -n "\${BASH-}" ] || { echo "This script needs bash. Run it with: bash ${name}" >&2; exit 2; }
set +eu +o pipefail +o posix
export LC_ALL=C
`;
}

const WIDTH = 79;

/** One text as comment lines; what goes on in a further line is indented. */
function comment(text: string): string {
  const lines: string[] = [];
  for (const word of oneLine(text).split(" ")) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(`# ${word}`);
    else if (line.length + word.length >= WIDTH) lines.push(`#   ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join("\n");
}

/** What the runs of a script's checks looked at, and that it is all they do. */
export function deeds(runs: readonly Run[]): readonly string[] {
  const paths = runs.flatMap(({ read, looked, listed, missing }) => [...read, ...looked, ...listed, ...missing]);
  const commands = runs.flatMap(({ ran }) => ran.map(toName));
  return [`Reads: ${listOf(paths, "no files")}`, `Runs: ${listOf(commands, "no commands")}`, "Changes nothing."];
}

const TOOLS: ReadonlySet<string> = new Set(TEXT_TOOLS);

/** A text tool by its name alone, for its files are listed; of any other command the arguments matter. */
function toName(line: string): string {
  const [name = ""] = line.split(" ", 1);
  return TOOLS.has(name) ? name : line;
}

/** What nobody reads to its end tells nothing. */
const SHOWN = 24;
const LONGEST = 120;

function listOf(items: readonly string[], none: string): string {
  const all = [...new Set(items.map(oneLine))].sort();
  const shown = all.slice(0, SHOWN).map((item) => (item.length > LONGEST ? `${item.slice(0, LONGEST)}…` : item));
  if (all.length > SHOWN) shown.push(`and ${all.length - SHOWN} more`);
  return shown.join(", ") || none;
}
