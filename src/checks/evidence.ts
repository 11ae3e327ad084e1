// No evidence, no verdict: what a check reads is taken away, and it must no longer know the answer. The classic mistake
// is `cat file | grep -q avx`, which exits with 1 ("affected") when the file does not exist.

import { type Problem, problem } from "../core/problem.ts";
import {
  type Check,
  type Exits,
  type Outcome,
  type Run,
  VERDICT_WORDS,
  type Verdict,
  verdictOf,
} from "../model/check.ts";
import type { Host } from "../model/host.ts";
import type { Engine } from "./engine.ts";
import { missingFileHint } from "./hints.ts";
import { folderOf } from "./host-fs.ts";
import { judge } from "./verdict.ts";

/** One thing that a check looked at, and the host as it would be without it. */
type Removal = {
  readonly key: string;
  readonly without: string;
  readonly host: Host;
  /** What the run says; a missing command is judged as on a machine that lacks it, not as a gap of the recording. */
  readonly verdictOf: (run: Run, exits: Exits) => Verdict;
  readonly isTolerable: (verdict: Verdict) => boolean;
  readonly remedy: (snippet: string) => string;
};

/** Runs the check again on each host that it answered as expected, with one thing less each time. */
export async function evidenceProblems(
  check: Check,
  outcomes: readonly Outcome[],
  hosts: ReadonlyMap<string, Host>,
  engine: Engine,
): Promise<readonly Problem[]> {
  const problems = new Map<string, Problem>();
  for (const outcome of outcomes) {
    const host = hosts.get(outcome.host);
    if (host === undefined || outcome.expected === "unknown" || outcome.verdict !== outcome.expected) continue;
    for (const removal of removalsOf(check, outcome, host)) {
      // The first host tells it; the others would say the same.
      if (problems.has(removal.key)) continue;
      const verdict = removal.verdictOf(await engine.run(check.snippet, removal.host), check.exits);
      if (!removal.isTolerable(verdict)) problems.set(removal.key, tell(check, outcome, removal, verdict));
    }
  }
  return [...problems.values()];
}

function tell(check: Check, { host }: Outcome, removal: Removal, verdict: Verdict): Problem {
  const what = `check "${check.id}" says ${VERDICT_WORDS[verdict]} on host "${host}" ${removal.without}`;
  return problem(check.place, what, removal.remedy(check.snippet));
}

function removalsOf(check: Check, { run }: Outcome, host: Host): readonly Removal[] {
  const files = run.read.filter((path) => !check.context.includes(path) && host.files.has(path));
  const commands = new Set(run.ran.map((line) => line.split(" ", 1)[0] ?? ""));
  const recorded = new Set(host.transcripts.map(({ argv }) => argv[0] ?? ""));
  return [
    ...files.flatMap((path) => [withoutFile(host, path), withEmptyFile(host, path)]),
    ...[...commands]
      .filter((name) => recorded.has(name))
      .flatMap((name) => [withoutCommand(host, name), withFailingCommand(host, name)]),
  ].filter((removal) => removal !== undefined);
}

/** The folder stays: on a real machine, a file that another version lacks leaves its neighbours in place. */
function withoutFile(host: Host, path: string): Removal {
  const files = new Map([...host.files].filter(([name]) => name !== path)).set(folderOf(path), new Uint8Array());
  return {
    key: `without ${path}`,
    without: `without ${path}: no evidence, no verdict`,
    host: { ...host, files },
    verdictOf: judge,
    isTolerable: (verdict) => verdict === "unknown",
    remedy: (snippet) => `${repairOf(snippet, path)}\nA file that is only displayed can be listed under context`,
  };
}

/** Nothing is never proof that all is well; of a fault it may be. */
function withEmptyFile(host: Host, path: string): Removal | undefined {
  if (host.files.get(path)?.length === 0) return undefined;
  return {
    key: `empty ${path}`,
    without: `when ${path} is empty: nothing is no proof that all is well`,
    host: { ...host, files: new Map([...host.files, [path, new Uint8Array()]]) },
    verdictOf: judge,
    isTolerable: (verdict) => verdict !== "ok",
    remedy: () => `Say 2 when nothing was read: [ -n "$value" ] || { echo "nothing in ${path}"; exit 2; }`,
  };
}

function withoutCommand(host: Host, name: string): Removal {
  return {
    key: `command ${name}`,
    without: `without the command ${name}: no evidence, no verdict`,
    host: { ...host, transcripts: host.transcripts.filter(({ argv }) => argv[0] !== name) },
    verdictOf: (run, exits) => {
      const lacksIt = run.refused.every((line) => line.split(" ", 1)[0] === name);
      return lacksIt ? byExitCode(run, exits) : judge(run, exits);
    },
    isTolerable: (verdict) => verdict === "unknown",
    remedy: () => `Say 2 when it is not there: command -v ${name} >/dev/null || { echo "no ${name} here"; exit 2; }`,
  };
}

function byExitCode(run: Run, exits: Exits): Verdict {
  return run.timedOut ? "unknown" : verdictOf(run.exitCode, exits);
}

/** As with an empty file: a command that fails without a word is never proof that all is well. */
function withFailingCommand(host: Host, name: string): Removal {
  const transcripts = host.transcripts.map((transcript) =>
    transcript.argv[0] === name ? { ...transcript, stdout: "", stderr: "", exit: 1 } : transcript,
  );
  return {
    key: `failing ${name}`,
    without: `when ${name} fails and prints nothing: nothing is no proof that all is well`,
    host: { ...host, transcripts },
    verdictOf: judge,
    isTolerable: (verdict) => verdict !== "ok",
    remedy: () => `Say 2 when it fails: value=$(${name} …) || { echo "${name} fails"; exit 2; }`,
  };
}

function repairOf(snippet: string, path: string): string {
  const generic = `Say 2 when it can't be read: [ -r ${path} ] || { echo "cannot read ${path}"; exit 2; }`;
  return missingFileHint(snippet) ?? generic;
}
