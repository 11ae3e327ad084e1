// Is a check worth printing? Here: does it say what its author expects, and can it fail? Whether its answer rests on
// evidence takes runs of its own: evidence.ts.

import { advice, type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, VERDICT_WORDS } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import { unreadContext } from "./context.ts";
import { inCodesOf, neverSaid, shown, turned, unnamedCodes } from "./exits.ts";
import { forbiddenDeeds } from "./forbidden.ts";
import { missingFileHint } from "./hints.ts";
import { refusalRemedy } from "./remedies.ts";
import { missingEverywhere, notFound, seen } from "./seen.ts";
import { silentRuns } from "./silent.ts";
import { unreadable } from "./unreadable.ts";
import { wrongVerdicts } from "./wrong.ts";

type Hosts = ReadonlyMap<string, Host>;

/** What the outcomes of one check show to be wrong with it. */
export function problemsOf(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  // One fault is told once: with a script that can't be read, or one verdict everywhere, hosts would only repeat it.
  const whole = wholeFault(check, outcomes, hosts);
  if (whole !== undefined) return [whole, ...tooFewHosts(check, outcomes)];
  return [
    ...verdictProblems(check, outcomes, hosts),
    ...unnamedCodes(check, outcomes),
    ...forbiddenDeeds(check, outcomes, hosts),
    ...silentRuns(check, outcomes),
    ...unreadContext(check, outcomes),
    ...tooFewHosts(check, outcomes),
  ];
}

/** A fault that leaves no outcome of the check worth a look, such as one verdict everywhere. */
export function wholeFault(check: Check, outcomes: readonly Outcome[], hosts: Hosts): Problem | undefined {
  return unreadable(check, outcomes) ?? neverSaid(check) ?? cannotFail(check, outcomes, hosts);
}

function verdictProblems(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  const opposite = turned(check, outcomes);
  if (opposite === undefined) return wrongVerdicts(check, outcomes, hosts);
  const rest = outcomes.filter(({ expected }) => expected === "unknown");
  return [opposite, ...wrongVerdicts(check, rest, hosts)];
}

function cannotFail(check: Check, outcomes: readonly Outcome[], hosts: Hosts): Problem | undefined {
  const [first] = outcomes;
  const isCompared = check.ok.length + check.affected.length > 0;
  if (first === undefined || !isCompared || outcomes.some(({ verdict }) => verdict !== first.verdict)) return undefined;
  const names = outcomes.map(({ host }) => host).join(", ");
  const what = `check "${check.id}" says ${VERDICT_WORDS[first.verdict]} on every host (${names}): ${first.verdict === "unknown" ? "it never answers" : "it can't fail"}`;
  const absent = missingEverywhere(outcomes, hosts);
  const repair = refusalRemedy(check, first, hosts.get(first.host)) ?? sameEverywhere(check, first);
  return problem(check.place, what, [...(absent.length > 0 ? absent : seen(first.run)), repair].join("\n"));
}

/** A verdict for want of a file is repaired where the file is read; "cannot tell" is not wrong there. */
function sameEverywhere(check: Check, { verdict, run }: Outcome): string {
  const [path] = notFound(run);
  if (path !== undefined && verdict !== "unknown") return inCodesOf(check.exits, missingFileHint(check.snippet, path));
  const codes = Object.keys(check.exits).length === 0 ? USUAL : `its exits are ${shown(check.exits)}`;
  return `A check must tell its hosts apart: ${codes}`;
}

const USUAL = "exit 0 for ok, 1 for affected, 2 for cannot tell";

/**
 * An answer that the check was never seen to give: a draft may be published as "tried on 1 recording", a final document
 * may not. Counted are runs, not names: a host may be named and not be there. A run that says something else than it
 * should is told as such.
 */
function tooFewHosts(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const lacking = (["ok", "affected"] as const).filter((due) => !outcomes.some(({ expected }) => expected === due));
  if (lacking.length === 0) return [];
  const recordings = outcomes.filter(({ host }) => host !== EMPTY_HOST.name).length;
  const what = `check "${check.id}" is tried on ${recordings} ${recordings === 1 ? "recording" : "recordings"} only, on none that is ${lacking.join(" or ")}`;
  const remedy = `Record such a host in content/hosts/, and list it under checks.${check.id}.${lacking[0]}`;
  return [(check.document.isFinal ? problem : advice)(check.place, what, remedy)];
}
