// Is a check worth publishing? Here: does it say what its author expects, and can it fail? Whether its verdict rests on
// evidence takes runs of its own: evidence.ts.

import { didYouMean } from "../../core/nearest-name.ts";
import { advice, type Problem, problem } from "../../core/problem.ts";
import { type Check, type Outcome, VERDICT_WORDS } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";
import { inCodesOf, neverSaid, shown, turned, unnamedCodes } from "./exits.ts";
import { forbiddenDeeds } from "./forbidden.ts";
import { missingFileHint } from "./hints/missing-file.ts";
import { neverRanProblems } from "./never-ran.ts";
import { missingEverywhere, unknownPaths } from "./paths.ts";
import { readingAdvice } from "./reading/reading.ts";
import { commandOf, refusalsOf } from "./refusals.ts";
import { placeOf, refusalRemedy } from "./remedies.ts";
import { notFound, seen } from "./seen.ts";
import { wrongVerdicts } from "./wrong.ts";

type Hosts = ReadonlyMap<string, Host>;

/**
 * What is wrong with a check, as far as its outcomes show it. If one of its hosts could not be read (`lacksHosts`), what
 * no outcome shows may show on that one, and is not judged.
 */
export function problemsOf(
  check: Check,
  outcomes: readonly Outcome[],
  hosts: Hosts,
  lacksHosts = false,
): readonly Problem[] {
  // One fault is reported once: for a script that can't be read, or one verdict everywhere, hosts would only repeat it.
  const same = lacksHosts ? undefined : cannotFail(check, outcomes, hosts);
  const whole = unreadable(check, outcomes) ?? neverSaid(check) ?? same;
  const tooFew = lacksHosts ? [] : tooFewHosts(check, outcomes);
  const read = readingAdvice(check, outcomes, hosts);
  if (whole !== undefined) return [whole, ...tooFew, ...read];
  return [
    ...verdictProblems(check, outcomes, hosts),
    ...read,
    ...unnamedCodes(check, outcomes),
    ...forbiddenDeeds(check, outcomes, hosts),
    ...silentRuns(check, outcomes),
    ...(lacksHosts ? [] : [...unreadContext(check, outcomes), ...unknownPaths(check, hosts)]),
    ...tooFew,
    ...(lacksHosts ? [] : unseenCommands(check, outcomes)),
  ];
}

/** Only of a check with the expected verdicts: a wrong verdict may be why a command is not reached. */
function unseenCommands(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const isRight = outcomes.every(({ verdict, expected }) => verdict === expected);
  const isOnHosts = outcomes.some(({ host }) => host !== EMPTY_HOST.name);
  return isRight && isOnHosts ? neverRanProblems(check, outcomes) : [];
}

function verdictProblems(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  const opposite = turned(check, outcomes);
  if (opposite === undefined) return wrongVerdicts(check, outcomes, hosts);
  const rest = outcomes.filter(({ expected }) => expected === "unknown");
  return [opposite, ...wrongVerdicts(check, rest, hosts)];
}

/** Whether a check says the same on all hosts, though it should not: then one Problem names them all. */
export function saysOneThing({ ok, affected }: Check, outcomes: readonly Outcome[]): boolean {
  return ok.length + affected.length > 0 && new Set(outcomes.map(({ verdict }) => verdict)).size === 1;
}

function cannotFail(check: Check, outcomes: readonly Outcome[], hosts: Hosts): Problem | undefined {
  const [first] = outcomes;
  if (first === undefined || !saysOneThing(check, outcomes)) return undefined;
  const names = outcomes.map(({ host }) => host).join(", ");
  const what = `check "${check.id}" says ${VERDICT_WORDS[first.verdict]} on every test host (${names}): ${first.verdict === "unknown" ? "it never gives an answer" : "it can't fail"}`;
  const absent = missingEverywhere(outcomes, hosts);
  const refused = refusalRemedy(check, first, hosts.get(first.host));
  // If the exit code does not count, a path that no host has explains nothing.
  const facts = refused === undefined && absent.length > 0 ? absent : seen(first.run);
  return problem(
    placeOf(check, refusalsOf(first.run)[0]),
    what,
    [...facts, refused ?? sameEverywhere(check, first)].join("\n"),
  );
}

/** A verdict that follows from a missing file is fixed where the file is read; "cannot tell" is not wrong there. */
function sameEverywhere(check: Check, { verdict, run }: Outcome): string {
  const [path] = notFound(run);
  if (path !== undefined && verdict !== "unknown") return inCodesOf(check.exits, missingFileHint(check.snippet, path));
  const codes = Object.keys(check.exits).length === 0 ? USUAL : `its exits are ${shown(check.exits)}`;
  return `A check must tell its test hosts apart: ${codes}`;
}

const USUAL = "exit with 0 for OK, 1 for AFFECTED, 2 for CANNOT TELL";

/**
 * A verdict that the check was never seen to give: a draft may be published like that, a final document may not. Runs
 * count, not names: a named host may not exist. A run with another verdict than it should have is another Problem.
 */
function tooFewHosts(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const lacking = (["ok", "affected"] as const).filter((due) => !outcomes.some(({ expected }) => expected === due));
  if (lacking.length === 0) return [];
  const hosts = outcomes.filter(({ host }) => host !== EMPTY_HOST.name).length;
  const counted = hosts === 0 ? "no test host" : `${hosts} test ${hosts === 1 ? "host" : "hosts"}`;
  const none = hosts === 0 ? "" : `, but on none that is ${lacking.join(" or ")}`;
  const what = `check "${check.id}" is tested on ${counted}${none}`;
  const remedy = `Add one to content/hosts/, and list it under checks.${check.id}.${lacking[0]}`;
  return [(check.document.isFinal ? problem : advice)(check.place, what, remedy)];
}

/** "bash: line 6: syntax error near unexpected token `}'", "bash: line 2: unexpected EOF while looking for matching `\"'" */
const SYNTAX_ERROR = /^bash: line (\d+): ((?:syntax error|unexpected EOF).*)/m;
const SYNTAX_CODE = 2;

/** A Problem if the shell cannot parse the snippet. */
export function unreadable(check: Check, [first]: readonly Outcome[]): Problem | undefined {
  const [text, at, reason = ""] = SYNTAX_ERROR.exec(first?.run.stderr ?? "") ?? [];
  if (text === undefined || first?.run.exitCode !== SYNTAX_CODE) return undefined;
  const line = Number(at);
  const last = check.snippet.trimEnd().split("\n").length;
  const [seen, where] = line > last ? [atEnd(reason), `line ${last}, the end`] : [reason, `line ${line}`];
  const place = placeOf(check, { line: Math.min(line, last) });
  const what = `bash cannot parse check "${check.id}": ${seen}`;
  return problem(place, what, `Correct ${where} of the snippet; bash -n finds such errors`);
}

/** What the shell met there belongs to the function around the snippet. */
function atEnd(reason: string): string {
  return reason.replace(/(?<=unexpected )(token .*|end of file.*)$/, "end of the snippet");
}

/** A Problem for the runs with the expected verdict that print nothing. */
export function silentRuns(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const silent = outcomes.filter(
    ({ verdict, expected, run }) => verdict === expected && refusalsOf(run).length === 0 && run.stdout.trim() === "",
  );
  if (silent.length === 0) return [];
  const each = [...Map.groupBy(silent, ({ verdict }) => verdict)].map(
    ([verdict, all]) => `${VERDICT_WORDS[verdict]} on ${all.map(({ host }) => `"${host}"`).join(", ")}`,
  );
  return [problem(check.place, `check "${check.id}" prints no reason for ${each.join(", ")}`, REMEDY)];
}

const REMEDY = 'Print the reason on every path, as in { echo "cannot read it"; exit 2; }';

/** A Problem for each entry of `context` that no run of the check read, listed, looked for or ran. */
export function unreadContext(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const touched = new Set(outcomes.flatMap(({ run }) => touchedBy(run)));
  // A run without a trace can't tell.
  if (touched.size === 0) return [];
  const hint = `Remove it, or name one of: ${[...touched].join(", ")}`;
  return check.context
    .filter((entry) => !touched.has(entry))
    .map((entry) => {
      const what = `context of check "${check.id}" names "${entry}", which the check never reads`;
      return problem(check.place, what, didYouMean(entry, touched, hint));
    });
}

function touchedBy({ read, missing, looked, listed, ran }: Outcome["run"]): readonly string[] {
  return [...read, ...listed, ...looked, ...missing, ...ran.map(commandOf)];
}
