// A check as a file for download: /checks/<id>.sh. It prints the verdict and ends with it as its exit code, whatever the
// snippet's own codes mean, so that a cron job or a monitoring agent needs to know no more than this.

import type { Check, Run, Verdict } from "../../model/check.ts";
import { asFunction } from "../snippet/as-function.ts";
import { quote } from "../snippet/quote.ts";
import { deeds, scriptHead } from "./script-head.ts";
import { answerLine, fullUrl, meaning, oneLine, verdictArms } from "./wording.ts";

/** Exit code of a script for each verdict. */
export const EXIT_CODES: Readonly<Record<Verdict, number>> = { ok: 0, affected: 1, unknown: 2 };

/** The text of /checks/<id>.sh. `runs` are those on all hosts: the script names what they looked at. */
export function script(check: Check, siteUrl: string, runs: readonly Run[]): string {
  const code = (verdict: Verdict) => `Exit code ${EXIT_CODES[verdict]}: ${meaning(check, verdict)}`;
  const paragraphs = [
    [`Question: ${check.asks}`, `From ${fullUrl(siteUrl, check.document.url)}`],
    [code("ok"), code("affected"), code("unknown")],
    deeds(runs),
  ];
  const answer = (verdict: Verdict) => `${answerLine(check, verdict, siteUrl)}; exit ${EXIT_CODES[verdict]}`;
  const arms = verdictArms(check.exits).map(([codes, verdict]) => `${codes}) ${answer(verdict)} ;;`);
  return `${scriptHead(`${check.id}.sh`, paragraphs)}
# Nothing in the texts below is meant to be expanded.
# shellcheck disable=SC2016
${options(`Usage: bash ${check.id}.sh [--help]`, paragraphs)}

(${asFunction(check.snippet)}) </dev/null
# shellcheck disable=SC2016
case $? in
${arms.join("\n")}
esac
`;
}

/** What is asked for in a wrong way has no answer: the exit code is that of CANNOT TELL. */
function options(usage: string, paragraphs: readonly (readonly string[])[]): string {
  const help = [usage, ...paragraphs.flatMap((lines) => ["", ...lines.map(oneLine)])];
  return `case $#:\${1-} in
0:) ;;
1:--help | 1:-h) printf '%s\\n' ${help.map(quote).join(" \\\n  ")}; exit 0 ;;
*) printf '%s\\n' ${quote(usage)} >&2; exit ${EXIT_CODES.unknown} ;;
esac`;
}
