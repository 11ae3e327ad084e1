// The top of every script that leaves the site: what it is, what it reads, and the lines that make bash run the rest, in
// the state in which it was tested.

import type { Run } from "../../model/check.ts";
import { changesMachine } from "../../model/writers.ts";
import { TEXT_TOOLS } from "../sandbox/tools.ts";
import { ENVIRONMENT } from "./pasted.ts";
import { oneLine } from "./wording.ts";

/**
 * The head of a script called `name`, with these paragraphs as comments. Up to the line that asks for bash, everything
 * is POSIX sh: dash reads a script line by line, and would stumble over the snippet instead of saying why. A shell in use
 * that reads the script by `.` prints the same, and goes on.
 *
 * `-p` keeps out what the caller's shell hands on: BASH_ENV, exported functions, SHELLOPTS and BASHOPTS. A bash that was
 * started without it starts another one, which goes on where the first one was: in the file, after this line of stdin
 * (bash reads no further than it has run), or in the text of -c. In POSIX mode unset and exec are no functions of the
 * caller, and with a backslash no aliases. The functions are unset because -p would still hand them on to programs
 * that are bash scripts themselves.
 * https://www.gnu.org/software/bash/manual/html_node/Bash-POSIX-Mode.html
 */
export function scriptHead(name: string, paragraphs: readonly (readonly string[])[]): string {
  const comments = paragraphs.map((lines) => lines.map(comment).join("\n")).join("\n#\n");
  return `#!/usr/bin/env bash
# shellcheck shell=bash
${comments}

# Drop what the caller's shell has set: it must not answer in place of this host.
case \${BASH_VERSION:-none}:$- in
none:* | *:*i*)
  \\echo "This script needs bash. Run it with: bash ${name}" >&2
  # shellcheck disable=SC2317
  return 2 2>/dev/null || exit 2
  ;;
*:*p*) ;;
*)
  case $-:\${BASH_SOURCE[0]:-$0} in
  *[cs]*:* | *:"$0") ;;
  *)
    \\echo "Do not source this script. Run it with: bash ${name}" >&2
    # shellcheck disable=SC2317
    return 2 2>/dev/null || exit 2
    ;;
  esac
  POSIXLY_CORRECT=1
  \\unset -v IFS
  \\unset -f builtin
  # shellcheck disable=SC2046
  \\unset -f $(\\builtin compgen -A function)
  case $- in
  *s*) \\exec bash -ps -- "$@" ;;
  *c*) \\exec bash --norc -pc "$BASH_EXECUTION_STRING" "$0" "$@" ;;
  *) \\exec bash -p -- "$0" "$@" ;;
  esac
  ;;
esac
set +efu +o pipefail +o posix
${ENVIRONMENT}
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

/** What the runs of a script's checks read and ran. "Changes nothing." only where none of them did, or tried, more. */
export function deeds(runs: readonly Run[]): readonly string[] {
  const isReading = runs.every(
    ({ ran, refused }) => !ran.some(changesMachine) && !refused.some(({ cause }) => cause === "write"),
  );
  const paths = runs.flatMap(({ read, looked, listed, missing }) => [...read, ...looked, ...listed, ...missing]);
  const commands = runs.flatMap(({ ran }) => ran.map(shownCommand));
  return [
    `Reads: ${listOf(paths, "no files")}`,
    `Runs: ${listOf(commands, "no commands")}`,
    isReading ? "Changes nothing." : "It may do more than read. Look through it before you run it.",
  ];
}

const TOOLS: ReadonlySet<string> = new Set(TEXT_TOOLS);

/**
 * A command as it is shown. A text tool by its name alone: its files are listed, and its argv joined by blanks would
 * pass for a line to paste, without the quotes that it had. Of any other command the arguments matter.
 */
export function shownCommand(line: string): string {
  const [name = ""] = line.split(" ", 1);
  return TOOLS.has(name) ? name : line;
}

/** A list that is too long is not read. */
const SHOWN = 24;
const LONGEST = 120;

function listOf(items: readonly string[], none: string): string {
  const all = [...new Set(items.map(oneLine))].sort();
  const shown = all.slice(0, SHOWN).map((item) => (item.length > LONGEST ? `${item.slice(0, LONGEST)}…` : item));
  if (all.length > SHOWN) shown.push(`and ${all.length - SHOWN} more`);
  return shown.join(", ") || none;
}
