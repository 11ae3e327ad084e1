// The two forms in which a check leaves the site: what the copy button gives, and the script for download. Pasted as it
// stands, a snippet's `exit 2` would close the reader's session.

import { type Problem, problem } from "../core/problem.ts";
import { type Check, VERDICT_WORDS, type Verdict } from "../model/check.ts";
import { asFunction } from "./snippet.ts";

/**
 * Text to paste into a shell that is in use:
 *
 *     (set +eu; shopt -uo pipefail 2>/dev/null
 *     (check() {
 *     …snippet…
 *     }
 *     check)
 *     case $? in
 *     0) printf '%s\n' '' 'OK: what that means' 'Next: https://…' ;;
 *     …
 *     esac)
 *
 * It leaves nothing behind: no variable, no function, no option, and no failure, which `set -e` would punish. The
 * shell reads all of it before it runs any of it, so a snippet that reads stdin can't eat the rest.
 */
export function pasteSafe(check: Check, siteUrl: string): string {
  return `(set +eu; shopt -uo pipefail 2>/dev/null
(${asFunction(check.snippet)})
case $? in
0) ${answer(check, "ok", siteUrl)} ;;
1) ${answer(check, "affected", siteUrl)} ;;
*) ${answer(check, "unknown", siteUrl)} ;;
esac)
`;
}

function answer(check: Check, verdict: Verdict, siteUrl: string): string {
  const next = nextStep(check, verdict, siteUrl);
  return [
    // An empty line first: an interactive shell has just echoed all three answers.
    "printf '%s\\n' ''",
    quote(meaning(check, verdict)),
    ...(next === undefined ? [] : [quote(`Next: ${next}`)]),
  ].join(" ");
}

/** "AFFECTED: The kernel has taken AVX away" */
function meaning(check: Check, verdict: Verdict): string {
  const sentence = check.means[verdict];
  return sentence === undefined ? VERDICT_WORDS[verdict] : `${VERDICT_WORDS[verdict]}: ${oneLine(sentence)}`;
}

/** Where an answer leads, as a full address. */
function nextStep(check: Check, verdict: Verdict, siteUrl: string): string | undefined {
  const target = check.then[verdict];
  if (target === undefined) return undefined;
  if (target.startsWith("#")) return pageUrl(check, siteUrl) + target;
  return target.startsWith("/") ? siteUrl.replace(/\/$/, "") + target : target;
}

function pageUrl(check: Check, siteUrl: string): string {
  return siteUrl.replace(/\/$/, "") + check.document.url;
}

/** A text as one word of a shell: in single quotes nothing is expanded, not even `!` by an interactive bash. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** One line without control characters, which a terminal or a comment would take for more than text. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** The text of /checks/<id>.sh. `reads` are the paths that it was seen to read. */
export function script(check: Check, siteUrl: string, reads: readonly string[]): string {
  return `#!/bin/bash
# ${oneLine(check.asks)}
# From ${pageUrl(check, siteUrl)}
#
${exitCodes(check)}
#
# Reads: ${reads.map(oneLine).join(" ") || "no files"}
# Changes nothing.

${asFunction(check.snippet)}
`;
}

function exitCodes(check: Check): string {
  const line = (code: string, verdict: Verdict) => `# Exit code ${code}: ${meaning(check, verdict)}`;
  return [line("0", "ok"), line("1", "affected"), line("2 or any other", "unknown")].join("\n");
}

/** Parts of a snippet in which an interactive bash leaves `!` alone: escaped, in single quotes, in a comment. */
const LEFT_ALONE = /(\\[\s\S]|'[^']*'|(?<![^\s;])#[^\n]*)|"(?:\\[\s\S]|[^"\\])*"/g;
/** `"gone!now"`, but not `! grep`, `!=`, `[!0-9]`, `${!name}`, `$!`, `"gone!"` */
const HISTORY = /(?<![[$\\]|\$\{)![^\s=("][^\s"']*/;

/**
 * What would break when pasted. An interactive bash drops a line in which it finds no such event, and runs the lines
 * after it bare: `exit 2` then closes the reader's session.
 */
export function pasteProblems(check: Check): readonly Problem[] {
  const bare = check.snippet.replace(LEFT_ALONE, (text, leftAlone?: string) => (leftAlone === undefined ? text : " "));
  const found = HISTORY.exec(bare)?.[0];
  if (found === undefined) return [];
  const what = `check "${check.id}" can't be pasted: an interactive bash takes "${found}" for a line of its history`;
  return [problem(check.place, what, "Put the text with the exclamation mark in single quotes, or leave the mark out")];
}
