// What is wrong with checks as far as their records show, without running anything: those that have changed since their
// last run, and those whose recorded verdicts are not what their author expects.

import { advice, type Problem, problem } from "../../core/problem.ts";
import type { Check } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { problemsOf } from "../rules/rules.ts";
import type { Recorded } from "./recorded.ts";
import { trialsOf } from "./trials.ts";

/** `call`: see checkCall(). `heldBack` are names of hosts that could not be read: the host's own Problem says why. */
export function recordedProblems(
  check: Check,
  recorded: Recorded,
  hosts: ReadonlyMap<string, Host>,
  call: string,
  heldBack: ReadonlySet<string> = new Set(),
): readonly Problem[] {
  if (recorded.state !== "tried") return [notTried(check, recorded, call)];
  const lacksHosts = trialsOf(check).some(([name]) => heldBack.has(name));
  return [...problemsOf(check, recorded.outcomes, hosts, lacksHosts), ...olderRules(check, recorded, call)];
}

/** Advice if rules and trials have become stricter since. */
export function olderRules({ id, place }: Check, { isOfOlderRules }: Recorded, call: string): readonly Problem[] {
  if (!isOfOlderRules) return [];
  const what = `check "${id}" was recorded under older rules`;
  return [advice(place, what, `Test it under the current rules: ${call} ${id} --update`)];
}

/** It does not hold back the document: the page says so itself, and an urgent runbook does not wait for a typo. */
function notTried(check: Check, recorded: Recorded, call: string): Problem {
  const remedy = `Run it, and commit the records: ${call} ${check.id} --update`;
  return { ...problem(check.place, whyNotTried(check.id, recorded), remedy), withholds: "nothing" };
}

function whyNotTried(id: string, { state, lacking, hosts }: Recorded): string {
  const hostsFor = (why: (typeof lacking)[number]["why"]) =>
    lacking.filter((one) => one.why === why).map(({ host }) => `"${host}"`);
  const [edited, missing, changed] = [hostsFor("edited"), hostsFor("new"), hostsFor("changed")];
  if (state === "never") return `check "${id}" was never tested`;
  if (edited.length > 0) return `the record of check "${id}" was edited by hand: ${edited.join(", ")}`;
  if (changed.length === 0) return `check "${id}" was never tested on ${missing.join(", ")}`;
  // If some of its runs still fit, they are of the current snippet; the others are of an older one, or of another host.
  return lacking.length < hosts
    ? `the recorded runs of check "${id}" are out of date on ${changed.join(", ")}`
    : `check "${id}" has changed since its last run`;
}
