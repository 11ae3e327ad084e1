// A check as a file for download: /c/<id>. It prints the verdict and gives it as its exit code, whatever the snippet's own
// codes mean, so that a cron job or a monitoring agent needs to know no more than this.

import type { Check, Run, Verdict } from "../../model/check.ts";
import { quote } from "../snippet/quote.ts";
import { answering, EXIT_CODES } from "./answer.ts";
import { deeds, scriptHead } from "./script-head.ts";
import { fullUrl, meaning, oneLine } from "./wording.ts";

/** The text of /c/<id>. `runs` are those on all hosts: the script names what they read and ran. */
export function script(check: Check, siteUrl: string, runs: readonly Run[]): string {
  const code = (verdict: Verdict) => `Exit code ${EXIT_CODES[verdict]}: ${meaning(check, verdict)}`;
  const paragraphs = [
    [`Question: ${check.asks}`, `From ${fullUrl(siteUrl, check.document.url)}`],
    [code("ok"), code("affected"), code("unknown")],
    [...deeds(runs), ...(check.needs === "root" ? [RUN_AS_ROOT] : [])],
  ];
  return `${scriptHead(check.id, paragraphs)}
# The texts below are not meant to be expanded.
${LITERAL}${options(`Usage: bash ${check.id} [--help]`, paragraphs)}

${answering(check, siteUrl, { asRoot: `sudo bash ${check.id}`, literal: LITERAL })}
exit "$1"
`;
}

const LITERAL = "# shellcheck disable=SC2016\n";

const RUN_AS_ROOT = "Run it as root: other users cannot read what it reads.";

/** Wrong arguments give no verdict: the exit code is that of CANNOT TELL. */
function options(usage: string, paragraphs: readonly (readonly string[])[]): string {
  const help = [usage, ...paragraphs.flatMap((lines) => ["", ...lines.map(oneLine)])];
  return `case $#:\${1-} in
0:) ;;
1:--help | 1:-h) printf '%s\\n' ${help.map(quote).join(" \\\n  ")}; exit 0 ;;
*) printf '%s\\n' ${quote(usage)} >&2; exit ${EXIT_CODES.unknown} ;;
esac`;
}
