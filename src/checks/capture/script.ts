// The capture script of a check: during an incident it is run on the machine, prints what the check uses there, and
// changes nothing. What it prints becomes a recorded host; the format stands in capture-text.ts.

import { readFileSync } from "node:fs";
import type { Check } from "../../model/check.ts";
import { checkAnchor } from "../../model/urls.ts";
import { changesMachine } from "../../model/writers.ts";
import { fullUrl, oneLine } from "../downloads/wording.ts";
import { quote } from "../snippet/quote.ts";
import { FORMAT_VERSION } from "./text.ts";
import type { Uses } from "./uses.ts";

const FUNCTIONS = readFileSync(new URL("functions.sh", import.meta.url), "utf8");

/**
 * The text of /checks/<id>.capture.sh, for any POSIX shell. All of it stands in parentheses, so that it may be pasted
 * into a shell that is in use, and does nothing when only half of it arrived; nothing in it reads the script's stdin,
 * which may be the script itself.
 */
export function captureScript(check: Check, uses: Uses, siteUrl: string): string {
  return `${header(check, uses, fullUrl(siteUrl, `${check.document.url}#${checkAnchor(check.id)}`))}
(
case \${1-} in -h | --help) exec awk '/^# shellcheck/ || !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0" ;; esac

${FUNCTIONS.trimEnd()}

fb_main() {
  printf '=== faultbook capture %s %s ===\\n' ${FORMAT_VERSION} ${quote(check.id)}
${calls(uses).join("\n")}
}
fb_main </dev/null 2>/dev/null | awk '{ print } END { print "=== end of capture, " NR - 1 " lines ===" }'
)
`;
}

function calls({ lists, reads, asks, commands }: Uses): readonly string[] {
  return [
    ...lists.map((path) => `  fb_list ${pattern(path)}`),
    ...reads.map((path) => `  fb_read ${pattern(path)}`),
    ...asks.map((path) => `  fb_ask ${pattern(path)}`),
    ...commands.filter(isReading).map((argv) => `  fb_command ${argv.map(quote).join(" ")}`),
  ];
}

/** Whatever has been recorded elsewhere: run by a script that says it only reads, it would change the machine. */
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
# Captures what the check "${check.id}" uses of this machine: ${oneLine(check.asks)}
# From ${page}
#
# It only reads: it writes no file, not even a temporary one, and changes nothing. Run it as root, which may read all:
#     sh ${file} > capture.txt
#     ssh root@HOST sh -s < ${file} > capture.txt
# Or run it and copy all that it prints, from the line that begins with === to the next one that does.
#
# The text is for people to read, too: look through it before you hand it on. In the folder of the site's sources,
#     npm run new -- host NAME < capture.txt
# makes a recorded machine of it, on which the check is tried from then on.
#
${inventory(uses).join("\n")}
#
# shellcheck disable=SC2317 # Not every check needs every function.`;
}

function inventory({ lists, reads, asks, commands }: Uses): readonly string[] {
  return [
    ...section("Lists the names in", lists),
    ...section("Reads, where they exist and have no more than 1 MiB", reads),
    ...section("Looks whether they exist", asks),
    ...section(
      "Runs",
      commands.filter(isReading).map((argv) => argv.join(" ")),
    ),
    ...section(
      "Does not run, for it would change something",
      commands.filter((argv) => !isReading(argv)).map((argv) => argv.join(" ")),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`# ${title}:`, ...lines.map((line) => `#   ${oneLine(line)}`)];
}
