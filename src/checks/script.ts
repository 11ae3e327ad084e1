// A check as a file for download: /checks/<id>.sh. Its exit code is the verdict, whatever the snippet's own codes mean,
// so that a cron job or a monitoring agent needs to know no more than this.

import type { Check, Run, Verdict } from "../model/check.ts";
import { deeds, scriptHead } from "./script-head.ts";
import { asFunction } from "./snippet.ts";
import { fullUrl, meaning, verdictArms } from "./wording.ts";

/** Exit code of a script for each verdict. */
export const EXIT_CODES: Readonly<Record<Verdict, number>> = { ok: 0, affected: 1, unknown: 2 };

/** The text of /checks/<id>.sh. `runs` are those on all hosts: the script names what they looked at. */
export function script(check: Check, siteUrl: string, runs: readonly Run[]): string {
  const code = (verdict: Verdict) => `Exit code ${EXIT_CODES[verdict]}: ${meaning(check, verdict)}`;
  const head = scriptHead(`${check.id}.sh`, [
    [`Question: ${check.asks}`, `From ${fullUrl(siteUrl, check.document.url)}`],
    [code("ok"), code("affected"), code("unknown")],
    deeds(runs),
  ]);
  const arms = verdictArms(check.exits).map(([codes, verdict]) => `${codes}) exit ${EXIT_CODES[verdict]} ;;`);
  return `${head}
(${asFunction(check.snippet)}) </dev/null
case $? in
${arms.join("\n")}
esac
`;
}
