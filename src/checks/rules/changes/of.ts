// The parts of a host on which a run depends, so that each can be taken away. Those under `context` are left out:
// displayed.ts tests that nothing depends on them.

import { posix } from "node:path";
import type { Check, Outcome, Run, Verdict } from "../../../model/check.ts";
import type { Host } from "../../../model/host.ts";
import { hasPath } from "../../../model/host-paths.ts";
import { commandOf } from "../refusals.ts";
import { withOtherAnswers } from "./answers.ts";
import { askedPaths, isFound, isNamed, withoutFolderAbove } from "./asked.ts";
import { withAskedCommands, withoutCommand, withoutTools } from "./commands.ts";
import { fileText, withoutFigures, withoutLines } from "./figures.ts";
import { type Change, isEmptyFolder, withEmptyFile, withEmptyFolder, withoutFile, withoutFolder } from "./files.ts";
import { isOneOfSeveral, withoutFound } from "./found.ts";
import { withOneOf } from "./one-of.ts";

/** The check's runs so far, and the machines that they were made on. */
export type Trial = { readonly outcomes: readonly Outcome[]; readonly hosts: ReadonlyMap<string, Host> };

/** One host of the check with one thing less each. */
export function changesOf(check: Check, outcome: Outcome, host: Host, trial: Trial): readonly Change[] {
  const { run, verdict } = outcome;
  const files = filesOf(check, run, host);
  const named = files.filter((path) => isNamed(check.snippet, path) || !isFound(run, path));
  return [
    ...named.flatMap((path) => [
      ...withoutNamed(host, path, verdict, trial),
      isOneOfSeveral(check, run, path) ? undefined : withEmptyFile(host, path),
    ]),
    ...withoutFound(check, run, host, files, trial),
    ...(verdict === "affected" ? onlyAffected(check, run, host, files, trial) : []),
    ...foldersOf(check, run).flatMap((folder) => [
      withoutFolder(host, folder),
      isFineEmpty(folder, trial) ? undefined : withEmptyFolder(host, folder),
    ]),
    ...askedPaths(check, outcome, trial.outcomes).map((path) => withoutFolderAbove(host, path, verdict)),
    ...commandsOf(check, outcome, host, trial),
  ].filter((change) => change !== undefined);
}

/** In a folder with a thousand files, the first ones are enough. */
const MOST = 8;

/** What made a host affected must not make it ok as a text that is no number, nor as one of several. */
function onlyAffected(check: Check, run: Run, host: Host, files: readonly string[], trial: Trial): readonly Change[] {
  const found = files.filter((path) => isFound(run, path) && !isNamed(check.snippet, path));
  return [
    ...files.slice(0, MOST).flatMap((path) => figuresIn(check, host, path, trial)),
    ...foldersOf(check, run).flatMap((folder) => withOneOf(host, folder, found, trial, check.snippet)),
  ];
}

function figuresIn({ snippet }: Check, host: Host, path: string, { outcomes, hosts }: Trial): readonly Change[] {
  const well = outcomes.filter(({ expected, verdict }) => expected === "ok" && verdict === "ok");
  const text = fileText(
    host,
    path,
    well.flatMap((outcome) => hosts.get(outcome.host) ?? []),
  );
  return text === undefined ? [] : [...withoutFigures(text), ...withoutLines(text, snippet)];
}

function commandsOf(check: Check, outcome: Outcome, host: Host, trial: Trial): readonly Change[] {
  const recorded = new Set(host.transcripts.map(({ argv }) => argv.join(" ")));
  const lines = outcome.run.ran.filter((line) => recorded.has(line) && !check.context.includes(commandOf(line)));
  const ran = new Set([...outcome.run.ran.map(commandOf), ...check.context]);
  return [
    ...[...new Set(lines.map(commandOf))].filter(mayBeMissing).map((name) => withoutCommand(host, name)),
    ...withoutTools(
      host,
      new Set(outcome.run.ran.map(commandOf).filter((name) => !check.context.includes(name))),
      outcome,
    ),
    ...lines.flatMap((line) => withOtherAnswers(check, outcome, host, line, trial)),
    ...withAskedCommands(check.snippet, outcome, host, ran),
  ];
}

/** https://pubs.opengroup.org/onlinepubs/9799919799/idx/utilities.html: no machine lacks these, but they may fail. */
const EVERYWHERE: ReadonlySet<string> = new Set("date df du id logname ps tty uname who".split(" "));

function mayBeMissing(name: string): boolean {
  return !EVERYWHERE.has(name);
}

/** Files that were found in a folder that is only displayed are left out with it. */
function filesOf(check: Check, run: Run, host: Host): readonly string[] {
  const displayed = { ...run, listed: run.listed.filter((folder) => check.context.includes(folder)) };
  return run.read
    .filter((path) => !check.context.includes(path) && host.files.has(path))
    .filter((path) => isNamed(check.snippet, path) || !isFound(displayed, path));
}

/** A folder that was found below another listed one goes with that one; the whole root is the empty host's trial. */
function foldersOf(check: Check, run: Run): readonly string[] {
  return run.listed
    .filter((folder) => folder !== "/" && !check.context.includes(folder))
    .filter((folder) => isNamed(check.snippet, folder) || !isFound(run, folder));
}

/**
 * A test host without the file, but with its folder, proves what that means. Then the check must say CANNOT TELL without
 * the folder.
 */
function withoutNamed(host: Host, path: string, verdict: Verdict, { outcomes, hosts }: Trial) {
  const lacking = outcomes.filter(({ expected, verdict: said, run, host: name }) => {
    const machine = hosts.get(name);
    const isKnown = machine !== undefined && run.missing.includes(path) && hasPath(machine, posix.dirname(path));
    return isKnown && expected === said;
  });
  const change = withoutFile(host, path);
  if (lacking.length === 0) return [change];
  const isTolerable = (said: Verdict) => change.isTolerable(said) || lacking.some((one) => one.verdict === said);
  return [{ ...change, isTolerable }, withoutFolderAbove(host, path, verdict)];
}

/** An ok host with this folder empty proves that it may be empty. */
function isFineEmpty(folder: string, { outcomes, hosts }: Trial): boolean {
  return outcomes.some(({ expected, verdict, run, host }) => {
    const machine = hosts.get(host);
    const isOk = expected === "ok" && verdict === "ok" && run.listed.includes(folder);
    return isOk && machine !== undefined && isEmptyFolder(machine, folder);
  });
}
