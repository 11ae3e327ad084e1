// A remedy is tested before it is shown, if possible: with its lines before the snippet, each host must keep its verdict,
// and the trial that found the fault must no longer find it.

import { type Check, type Outcome, type Run, VERDICT_WORDS, type Verdict } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import type { RunOptions } from "../sandbox/sandbox.ts";
import type { Change } from "./changes/files.ts";
import { inCodesOf } from "./exits.ts";
import { judge } from "./verdict.ts";

/** Runs the check, or another snippet, on a host. */
export type OnHost = (host: Host, options?: RunOptions, snippet?: string) => Promise<Run>;

/** Lines that are code, and can come before any snippet: what only the author knows is `…`, or in a variable of theirs. */
const CODE = /^ {2}(.*)$/gm;
const OPEN = /…|\$(number|bad|file|n)\b/;

/** Why the lines of code are not shown. */
function loses(outcome: Outcome | undefined, verdict: Verdict = "unknown"): string {
  const asBefore = outcome === undefined ? "" : `, not ${VERDICT_WORDS[outcome.verdict]}`;
  return `A line before the snippet is not enough: test host "${outcome?.host}" would say ${VERDICT_WORDS[verdict]}${asBefore}`;
}

/** The remedy of a change, without its lines of code if they would break the check or fix nothing. */
export async function provedRemedy(
  check: Check,
  change: Change,
  outcomes: readonly Outcome[],
  hosts: ReadonlyMap<string, Host>,
  runOn: OnHost,
): Promise<string> {
  const remedy = inCodesOf(check.exits, change.remedy(check.snippet));
  const code = [...remedy.matchAll(CODE)].map(([, line]) => line).join("\n");
  if (code === "" || OPEN.test(code) || /^value=/.test(code) !== code.includes("$value")) return remedy;
  const mended = `${code}\n${check.snippet}`;
  const changed = await runOn(change.host, { traced: false, lacking: change.lacking, failing: change.failing }, mended);
  const verdicts = await Promise.all(outcomes.map(({ host }) => verdictOn(hosts.get(host))));
  async function verdictOn(host: Host | undefined) {
    return host === undefined ? undefined : judge(await runOn(host, { traced: false }, mended), check.exits);
  }
  const lost = outcomes.findIndex(({ verdict, expected }, i) => verdict === expected && verdicts[i] !== verdict);
  if (lost === -1 && change.isTolerable(change.verdictOf(changed, check.exits))) return remedy;
  const words = remedy
    .replaceAll(CODE, "")
    .replace(/\n{2,}/g, "\n")
    .replace(/:\n|:$/g, ".\n")
    .trim();
  return lost === -1 ? words : `${words}\n${loses(outcomes[lost], verdicts[lost])}`;
}
