// Is a check worth printing? Here: does it say what its author expects, and can it fail? Whether its answer rests on
// evidence takes runs of its own: evidence.ts.

import { advice, type Problem, problem } from "../core/problem.ts";
import { type Check, type Outcome, VERDICT_WORDS } from "../model/check.ts";
import type { Host } from "../model/host.ts";
import { missingFileHint } from "./hints.ts";
import { unreadContext } from "./rules-context.ts";
import { inCodesOf, neverSaid, shown, turned, unnamedCodes } from "./rules-exits.ts";
import { refusalRemedy } from "./rules-remedies.ts";
import { missingEverywhere, notFound, seen } from "./rules-seen.ts";
import { wrongVerdicts } from "./rules-wrong.ts";

type Hosts = ReadonlyMap<string, Host>;

/** What the outcomes of one check show to be wrong with it. */
export function problemsOf(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  // One fault is told once: with a script that can't be read, or one verdict everywhere, hosts would only repeat it.
  const whole = wholeFault(check, outcomes, hosts);
  if (whole !== undefined) return [whole, ...tooFewHosts(check)];
  return [
    ...verdictProblems(check, outcomes, hosts),
    ...unnamedCodes(check, outcomes),
    ...unreadContext(check, outcomes),
    ...tooFewHosts(check),
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

/** As the simulated shell says it: "bash: syntax error: Parse error at 3:1: Expected FI, got EOF". */
const SYNTAX_ERROR = /^bash: (?:syntax error: )?(?:Parse error at (\d+):\d+|line (\d+)): (.*)/;

function unreadable(check: Check, [first]: readonly Outcome[]): Problem | undefined {
  const [text, at1, at2, reason] = SYNTAX_ERROR.exec(first?.run.stderr ?? "") ?? [];
  if (text === undefined || first?.run.exitCode !== 2) return undefined;
  const what = `check "${check.id}" can't be read by a shell: ${reason}`;
  return problem(check.place, what, `See line ${at1 ?? at2} of the snippet, or try it with bash -n`);
}

function cannotFail(check: Check, outcomes: readonly Outcome[], hosts: Hosts): Problem | undefined {
  const [first] = outcomes;
  const isCompared = check.ok.length + check.affected.length > 0;
  if (first === undefined || !isCompared || outcomes.some(({ verdict }) => verdict !== first.verdict)) return undefined;
  const names = outcomes.map(({ host }) => host).join(", ");
  const what = `check "${check.id}" says ${VERDICT_WORDS[first.verdict]} on every host (${names}): it can't fail`;
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

function tooFewHosts(check: Check): readonly Problem[] {
  const lacking = (["ok", "affected"] as const).filter((verdict) => check[verdict].length === 0);
  if (lacking.length === 0) return [];
  const recordings = check.ok.length + check.affected.length + check.unknown.length;
  const what = `check "${check.id}" is tried on ${recordings} ${recordings === 1 ? "recording" : "recordings"} only, on none that is ${lacking.join(" or ")}`;
  const remedy = `Record such a host in content/hosts/, and list it under checks.${check.id}.${lacking[0]}`;
  return [advice(check.place, what, remedy)];
}
