// The capture script of a check: during an incident it runs the check on the machine, prints what the check used, and
// changes nothing. Its output becomes a test host; text.ts describes the format.

import { readFileSync } from "node:fs";
import type { Check } from "../../model/check.ts";
import { checkAnchor } from "../../model/urls.ts";
import { changesMachine } from "../../model/writers.ts";
import { fullUrl, oneLine } from "../downloads/wording.ts";
import { BUILTINS } from "../sandbox/argv.ts";
import { TEXT_TOOLS } from "../sandbox/tools.ts";
import { asFunction } from "../snippet/as-function.ts";
import { quote } from "../snippet/quote.ts";
import { openedBy } from "./opened.ts";
import { changeIn, type Program } from "./programs.ts";
import { FORMAT_VERSION } from "./text.ts";
import type { Uses } from "./uses.ts";

const [FUNCTIONS, RUN] = ["functions.sh", "run.sh"].map((name) => readFileSync(new URL(name, import.meta.url), "utf8"));

/**
 * The text of /checks/<id>.capture.sh, for any POSIX shell. All of it is in parentheses, so that it may be pasted into a
 * shell that is in use, and does nothing when only half of it arrived; nothing in it reads the script's stdin, which may
 * be the script itself.
 */
export function captureScript(check: Check, uses: Uses, siteUrl: string): string {
  return numbered(`${header(check, uses, fullUrl(siteUrl, `${check.document.url}#${checkAnchor(check.id)}`))}
(
case \${1-} in -h | --help) exec awk '/^# shellcheck/ || !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0" ;; esac

${FUNCTIONS?.trimEnd()}

${RUN?.trimEnd()}

fb_main() {
  trap fb_remove EXIT
  trap 'exit 1' HUP INT PIPE TERM
${run(check, uses)}
  printf '=== faultbook capture %s %s ===\\n' ${FORMAT_VERSION} ${quote(check.id)}
  fb_recorded
${calls(uses).join("\n")}
  echo end
}
fb_main 5>&2 </dev/null 2>/dev/null | awk '
  $0 == "end" { print "=== end of capture, " NR - 2 " lines ==="; ended = 1; exit }
  { print }
  END { exit !ended }'
)
`);
}

const FROM_LINE = (line: number) => `\n# The check begins in line ${line}.\n`;

/** A reader finds what will be run without reading the rest. */
function numbered(script: string): string {
  const line = script.split("\n").indexOf("check() {") + 2;
  return script.replace(FROM_LINE(0), FROM_LINE(line));
}

/** Runs the check, unless it would change the machine. */
function run({ snippet }: Check, { programs }: Uses): string {
  const change = changeIn(snippet);
  if (change !== undefined)
    return `  fb_tell ${quote(`The check was not run, because it would change something: ${oneLine(change)}`)}`;
  const end = delimiterOf(snippet);
  return `  if fb_prepare; then
${programs.map((program) => `    fb_recorder ${recorder(program)}\n`).join("")}    cat >"$fb_dir/script" <<'${end}'
${TRACED}
${asFunction(snippet)}
${end}
    fb_check ${quote(openedBy(snippet).join(" "))} ${quote(READING.join(" "))}
  fi`;
}

/** `'bc' fed` */
function recorder({ name, isFed, isAskedFor }: Program): string {
  const how = [isFed && "fed", isAskedFor && "asked"].filter((word) => word !== false);
  return `${quote(name)} ${how.join("-") || "plain"}`;
}

/** No line of the snippet is this one. */
function delimiterOf(snippet: string): string {
  const lines = new Set(snippet.split("\n"));
  let end = "END_OF_CHECK";
  while (lines.has(end)) end += "_";
  return end;
}

/** Since version 4.1, bash can keep its trace from stderr: https://tiswww.case.edu/php/chet/bash/CHANGES */
const TRACED = `set +o posix
. "\${0%/*}/functions"
case $BASH_VERSION in
  [0-3].* | 4.0.*) exec 3>&- ;;
  *) exec 250>&3 3>&-; readonly BASH_XTRACEFD=250 PS4=$'\\1$PWD\\1'; set -x ;;
esac`;

const ON_OTHERS: ReadonlySet<string> = new Set([
  ...["basename", "dirname", "expr", "factor", "ls", "numfmt", "seq", "tr"],
  ...["env", "timeout", "xargs"],
]);
/** Of the text tools, those that read the files that they are given. */
const READING = [...TEXT_TOOLS.filter((name) => !BUILTINS.has(name) && !ON_OTHERS.has(name)), ".", "source"];

function calls({ lists, reads, asks, commands }: Uses): readonly string[] {
  return [
    "  fb_traced list",
    ...lists.map((path) => `  fb_list ${pattern(path)}`),
    "  fb_traced read",
    ...reads.map((path) => `  fb_read ${pattern(path)}`),
    "  fb_traced ask",
    ...asks.map((path) => `  fb_ask ${pattern(path)}`),
    ...commands.filter(isReading).map((argv) => `  fb_command ${argv.map(quote).join(" ")}`),
  ];
}

/** False for a command that would change the machine, even if another test host has a transcript of it. */
function isReading(argv: readonly string[]): boolean {
  return !changesMachine(argv.join(" "));
}

/** `'/sys/block/'*'/queue/scheduler'` */
function pattern(path: string): string {
  return path
    .split("*")
    .map((piece) => (piece === "" ? "" : quote(piece)))
    .join("*");
}

function header(check: Check, uses: Uses, page: string): string {
  const file = `${check.id}.capture.sh`;
  return `#!/bin/sh
# Captures what the check "${check.id}" reads and runs on this machine: ${oneLine(check.asks)}
# From ${page}
#
# This script changes nothing. It writes only to a temporary folder of its own, which it removes, and reports on stderr
# what it ran. Run it as root, so that it can read everything:
#     sh ${file} > capture.txt
#     ssh root@HOST sh -s < ${file} > capture.txt
# Or copy everything it prints on a terminal, from the line that begins with === to the next such line.
#
# Read the text before you pass it on. To make a test host of it, run this in the folder of the site's sources:
#     npm run new -- host NAME < capture.txt
#
${inventory(check, uses).join("\n")}
#
# shellcheck disable=SC2317 # Not every check needs every function.`;
}

function inventory({ snippet }: Check, { lists, reads, asks, commands, programs }: Uses): readonly string[] {
  const change = changeIn(snippet);
  const names = programs.map(({ name }) => name);
  const words = (those: typeof commands) => those.map((argv) => argv.join(" "));
  return [
    ...(change === undefined
      ? [
          `# Runs the check once in bash, for at most a minute, then captures the files that the check named.${FROM_LINE(0).trimEnd()}`,
        ]
      : section("Does not run the check, because it would change something", [change])),
    ...(change === undefined ? section("Captures the check's calls of these programs, and their answers", names) : []),
    ...section("Lists the names in", lists),
    ...section("Reads these files, if they exist and have at most 1 MiB", reads),
    ...section("Tests whether these exist", asks),
    ...section("Runs these commands, which have transcripts on test hosts", words(commands.filter(isReading))),
    ...section("Does not run, because it would change something", words(commands.filter((argv) => !isReading(argv)))),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`# ${title}:`, ...lines.map((line) => `#   ${oneLine(line)}`)];
}
