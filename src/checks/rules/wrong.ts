// Hosts on which a check gives another verdict than its author expects. One cause is one Problem, with all its hosts.

import { posix } from "node:path";
import { type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, type Run, VERDICT_WORDS } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import { folderRemedy } from "./changes/asked.ts";
import { oneIsEnough } from "./changes/one-of.ts";
import { inCodesOf } from "./exits.ts";
import { missingFileHint } from "./hints/missing-file.ts";
import { missingEverywhere } from "./paths.ts";
import { refusalsOf } from "./refusals.ts";
import { placeOf, refusalRemedy } from "./remedies.ts";
import { notFound, seen } from "./seen.ts";

type Hosts = ReadonlyMap<string, Host>;

/** A Problem for each cause of wrong verdicts. */
export function wrongVerdicts(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  const wrong = outcomes
    .filter(({ verdict, expected }) => verdict !== expected)
    .map((outcome) => ({ outcome, remedy: remedyOf(check, outcome, outcomes, hosts.get(outcome.host)) }));
  const alike = Map.groupBy(wrong, causeOf);
  return [...alike.values()].map((group) => problemOf(check, group, hosts)).filter((found) => found !== undefined);
}

type Wrong = { readonly outcome: Outcome; readonly remedy: string | undefined };

/** What two hosts must have in common, so that one sentence is true of both; outputs may differ in their figures. */
function causeOf({ outcome: { verdict, run }, remedy }: Wrong): string {
  return JSON.stringify([verdict, run.exitCode, notFound(run), remedy]);
}

function problemOf(check: Check, group: readonly Wrong[], hosts: Hosts): Problem | undefined {
  const [first] = group;
  if (first === undefined) return undefined;
  const { verdict, host, run } = first.outcome;
  const names = group.map(({ outcome }) => `"${outcome.host}"`).join(", ");
  const [noun, intro] = group.length === 1 ? ["test host", []] : ["test hosts", [`On "${host}":`]];
  const what = `check "${check.id}" says ${VERDICT_WORDS[verdict]} on ${noun} ${expectedOn(group)}`;
  const absent = missingEverywhere(
    group.map(({ outcome }) => outcome),
    hosts,
  );
  const generic = `Correct the snippet, or list ${names} under checks.${check.id}.${verdict}`;
  const remedy = inCodesOf(check.exits, first.remedy ?? generic);
  return problem(placeOf(check, refusalsOf(run)[0]), what, [...intro, ...seen(run), ...absent, remedy].join("\n"));
}

/** `"a", "b", expected OK`; `"a" (expected OK), "empty" (expected CANNOT TELL)` */
function expectedOn(group: readonly Wrong[]): string {
  const each = group.map(
    ({ outcome }) => [`"${outcome.host}"`, `expected ${VERDICT_WORDS[outcome.expected]}`] as const,
  );
  const expected = new Set(each.map(([, words]) => words));
  if (expected.size > 1) return each.map(([name, words]) => `${name} (${words})`).join(", ");
  return [...each.map(([name]) => name), ...expected].join(", ");
}

/** The remedy that fits what the run shows; undefined if only the author knows who is right. */
function remedyOf(
  check: Check,
  outcome: Outcome,
  outcomes: readonly Outcome[],
  host: Host | undefined,
): string | undefined {
  const { expected, run, verdict } = outcome;
  const refused = refusalRemedy(check, outcome, host);
  if (refused !== undefined) return refused;
  const stated = Object.keys(check.exits);
  if (expected !== "unknown" && stated.length > 0 && !stated.includes(String(run.exitCode)))
    return `Name the exit code under checks.${check.id}.exits, as in ${run.exitCode}: ${expected}`;
  if (expected !== "unknown" && run.exitCode > 2 && run.exitCode < 125)
    return `Exit code ${run.exitCode} means CANNOT TELL. Write exit ${expected === "ok" ? 0 : 1}, or give ${run.exitCode} a meaning: checks.${check.id}.exits: { ${expected === "ok" ? `${run.exitCode}: ok, 1: affected` : `0: ok, ${run.exitCode}: affected`} }`;
  // A verdict of a run that read nothing rests on what it did not find.
  const path = missedIn(run, outcomes);
  const foundNothing = path !== undefined && run.read.length + run.listed.length === 0 && verdict !== "unknown";
  if (foundNothing) return isAskedOnly(path, outcomes) ? folderRemedy(path) : missingFileHint(check.snippet, path);
  if (outcome.host === EMPTY_HOST.name && expected === "unknown") return NO_EVIDENCE;
  if (expected === "unknown") return cannotTell(outcome);
  const several = severalIn(run);
  if (verdict === "ok" && several !== undefined) return oneIsEnough(several);
  return stated.length > 0 || STATES_CODE.test(check.snippet) ? undefined : NO_CODE;
}

/** `exit 1`, `return "$c"`, and a test at the end, whose author knows what its exit code means. */
const STATES_CODE = /\b(exit|return)\s+\S|\]\]?\s*$/;
const NO_CODE =
  "The exit code of the last command decides: 0 means OK. Write exit 1 for AFFECTED and exit 2 for CANNOT TELL";

/** "[: : integer expression expected", "[[: N/A: division by 0 (error token is …)" */
const NO_NUMBER = /: (\S*): (?:integer expression expected|.*\(error token is "|division by 0)/;

/** If the author expects CANNOT TELL on a host, the snippet lacks a test. */
function cannotTell({ run }: Outcome): string {
  const [, text] = NO_NUMBER.exec(run.stderr) ?? [];
  const number = text === undefined ? "" : `${text === "" ? "An empty text" : `"${text}"`} was compared as a number. `;
  return `${number}Exit with 2 if the text is no answer, before comparing anything`;
}

const NO_EVIDENCE = "Exit with 2 if nothing can be read: on such a machine, a check has no evidence";

/** A folder by whose names the run found several files, and read them. */
function severalIn({ listed, read }: Run): string | undefined {
  return listed.find((folder) => read.filter((path) => path.startsWith(`${folder}/`)).length > 1);
}

/** The first path that the run did not find; one that the check reads on another host comes before one only looked for. */
function missedIn(run: Run, outcomes: readonly Outcome[]): string | undefined {
  const missed = notFound(run);
  const isRead = (path: string) => outcomes.some((other) => other.run.read.includes(path));
  return missed.find(isRead) ?? missed[0];
}

/** True for a path that exists on some host, and that the check never opens. */
function isAskedOnly(path: string, outcomes: readonly Outcome[]): boolean {
  const runs = outcomes.map(({ run }) => run);
  const isOpened = runs.some(({ read, listed }) => read.includes(path) || listed.includes(path));
  return !isOpened && posix.dirname(path) !== "/" && runs.some(({ looked }) => looked.includes(path));
}
