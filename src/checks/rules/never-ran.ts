// Commands of a snippet that no test host has reached. They are untested: a reader may be the first to meet an option that
// the tool does not know, or a verdict that is the wrong way round.

import { didYouMean } from "../../core/nearest-name.ts";
import { advice, type Problem, problem } from "../../core/problem.ts";
import { type Cause, type Check, type Outcome, verdictOf } from "../../model/check.ts";
import { EMPTY_HOST } from "../../model/host.ts";
import { commandsIn, inOneLine, type StaticCommand } from "../snippet/commands.ts";
import { endOf, functionsIn, onlySpeaks } from "../snippet/ends.ts";
import { syntaxOf } from "../snippet/syntax.ts";
import { shortened } from "./refusals.ts";
import { placeOf } from "./remedies.ts";

export type NeverRan = {
  /** Line of the snippet, counted from 1. */
  readonly line: number;
  /** The command as it is written, in one line. */
  readonly text: string;
  /** Whether the author lists it: checks.<id>.untried. */
  readonly isNamed: boolean;
};

/**
 * Commands that none of the runs has reached, in the order of their lines; none if that cannot be known. Commands that
 * need no host are left out: messages, and those that only end with "cannot tell".
 */
export function neverRan(check: Check, outcomes: readonly Outcome[]): readonly NeverRan[] {
  const { commands, isReached } = tracedIn(check, outcomes) ?? NOTHING;
  const functions = functionsIn(syntaxOf(check.snippet));
  const needsHost = ({ node }: StaticCommand) => {
    const end = endOf(node, functions);
    return (
      !onlySpeaks(node, functions) && end !== "open" && (end === undefined || verdictOf(end, check.exits) !== "unknown")
    );
  };
  // A command inside one that never ran is reported with that one, or belongs to its message.
  const isPart = ({ within }: StaticCommand) =>
    within !== undefined && !isReached(within) && !onlySpeaks(within.node, functions);
  return commands
    .filter((command) => !isReached(command) && needsHost(command) && !isPart(command))
    .sort((a, b) => a.line - b.line)
    .map((command) => ({
      ...{ line: command.line, text: command.text },
      isNamed: check.untried.some((entry) => names(entry, command)),
    }));
}

type Traced = { readonly commands: readonly StaticCommand[]; readonly isReached: (command: StaticCommand) => boolean };

const NOTHING: Traced = { commands: [], isReached: () => true };

/** The commands of a check and which of them its runs have reached; undefined if that is not known. */
function tracedIn({ snippet }: Check, outcomes: readonly Outcome[]): Traced | undefined {
  const commands = commandsIn(snippet);
  // The empty host reaches every branch for a missing file. A command that reads or runs something there has not been
  // seen to work; a test of an exit code has.
  const steps = outcomes.flatMap(({ host, run }) =>
    run.steps.filter((step) => host !== EMPTY_HOST.name || TESTS.has(stepOf(step).name)),
  );
  const isCut = outcomes.some(({ run }) => run.refused.some(({ cause }) => CUT.has(cause)));
  if (commands === undefined || isCut || steps.length === 0) return undefined;
  return { commands, isReached: reachedIn(steps) };
}

const TESTS: ReadonlySet<string> = new Set(["[", "test"]);

/** After these, the trace of a run is not complete. */
const CUT: ReadonlySet<Cause> = new Set(["snippet", "time", "endless", "output"]);

/** Whether one of these steps may be of a command; two of one name in one line cannot be told apart. */
function reachedIn(steps: readonly string[]): (command: StaticCommand) => boolean {
  const byName = Map.groupBy(steps.map(stepOf), ({ name }) => name);
  const all = [...byName.values()].flat();
  return ({ name, traced }) => {
    if (traced === undefined) return true;
    const [first, last] = traced;
    return (name === undefined ? all : (byName.get(name) ?? [])).some(({ line }) => line >= first && line <= last);
  };
}

/** "4 grep" */
function stepOf(step: string): { readonly line: number; readonly name: string } {
  const at = step.indexOf(" ");
  return { line: Number(step.slice(0, at)), name: step.slice(at + 1) };
}

function names(entry: string, { text }: StaticCommand): boolean {
  const named = inOneLine(entry);
  return named !== "" && (text.includes(named) || named.includes(text));
}

/** Commands of a check that never ran: a Problem for each in a finished document, one piece of advice for all in a draft. */
export function neverRanProblems(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  const unlisted = neverRan(check, outcomes).filter(({ isNamed }) => !isNamed);
  return [...unlistedProblems(check, unlisted), ...untriedProblems(check, outcomes, unlisted)];
}

function unlistedProblems(check: Check, unlisted: readonly NeverRan[]): readonly Problem[] {
  const { id, document, place } = check;
  if (document.isFinal)
    return [...Map.groupBy(unlisted, ({ line }) => line)].map(([line, all]) => lineProblem(check, line, all));
  if (unlisted.length === 0) return [];
  const [counted, them] = wordsFor(unlisted);
  const lines = unlisted.map(({ line, text }) => `Line ${line}: ${shortened(text)}`);
  const remedy = `Add a test host that reaches ${them}, or list ${them} under checks.${id}.untried`;
  return [advice(place, `check "${id}" has ${counted} that never ran on any test host`, [...lines, remedy].join("\n"))];
}

/** One host reaches all commands of a line, such as those of a pipe. */
function lineProblem(check: Check, line: number, all: readonly NeverRan[]): Problem {
  const [counted, them] = wordsFor(all);
  const texts = all.map(({ text }) => shortened(text)).join("; ");
  const what = `check "${check.id}" has ${counted} that never ran on any test host: ${texts}`;
  const entries = all.map(({ text }) => entryOf(text)).join(", ");
  const remedy = `Add a test host that reaches ${them}, or list ${them}: checks.${check.id}.untried: [${entries}]`;
  return problem(placeOf(check, { line }), what, remedy);
}

function wordsFor({ length }: readonly NeverRan[]): readonly [counted: string, them: string] {
  return length === 1 ? ["a command", "it"] : [`${length} commands`, "them"];
}

const LONGEST_ENTRY = 60;

/** As YAML; a long command is cut. */
function entryOf(text: string): string {
  const beginning = text.length > LONGEST_ENTRY ? text.slice(0, LONGEST_ENTRY).replace(/\s\S*$/, "") : text;
  return `'${beginning.replaceAll("'", "''")}'`;
}

/** Entries of `untried` that are not true; a part of the snippet that is no command is left alone. */
function untriedProblems(
  check: Check,
  outcomes: readonly Outcome[],
  unlisted: readonly NeverRan[],
): readonly Problem[] {
  const { id, document, place } = check;
  const traced = tracedIn(check, outcomes);
  if (traced === undefined) return [];
  return check.untried.flatMap((entry) => {
    const meant = traced.commands.filter((command) => names(entry, command));
    if (meant.some((command) => !traced.isReached(command))) return [];
    if (meant.length === 0 && inOneLine(check.snippet).includes(inOneLine(entry))) return [];
    const hosts = outcomes.filter(({ run }) => meant.some(reachedIn(run.steps))).map(({ host }) => `"${host}"`);
    const why = meant.length === 0 ? "which is not in its snippet" : `which ran on ${listOf(hosts)}`;
    const what = `untried of check "${id}" names "${shortened(entry)}", ${why}`;
    const texts = unlisted.map(({ text }) => text);
    const hint = texts.length === 0 ? "Remove it" : `Remove it, or name one that never ran: ${texts.join("; ")}`;
    return [(document.isFinal ? problem : advice)(place, what, didYouMean(inOneLine(entry), texts, hint))];
  });
}

const NAMED = 3;

function listOf(hosts: readonly string[]): string {
  const more = hosts.length > NAMED ? ` and ${hosts.length - NAMED} more` : "";
  return `${hosts.slice(0, NAMED).join(", ")}${more}`;
}
