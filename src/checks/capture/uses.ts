// What a check reads and runs, as its runs on test hosts show it: what a capture script has to capture, and nothing else.

import { posix } from "node:path";
import type { Check, Outcome, Run } from "../../model/check.ts";
import type { Host, Transcript } from "../../model/host.ts";
import { isNamed } from "../rules/changes/asked.ts";
import { writtenTargets } from "./opened.ts";
import { type Program, programsOf } from "./programs.ts";

/**
 * Absolute paths, each in one list, and commands, all sorted. A `*` in a path matches any names: a check that goes
 * through a folder reads other files on a machine with other disks.
 */
export type Uses = {
  /** Files whose content is needed: read on some host, or looked for and missing on all of them. */
  readonly reads: readonly string[];
  /** Paths of which only the existence and the kind matter. */
  readonly asks: readonly string[];
  /** Folders whose names are needed. */
  readonly lists: readonly string[];
  /** argv of recorded commands that need not be fed. */
  readonly commands: readonly (readonly string[])[];
  /** What the check may run that answers for the machine. */
  readonly programs: readonly Program[];
};

/** The union over all outcomes of the check, none if it has no records; `hosts` holds the transcripts of its commands. */
export function usesOf(check: Check, outcomes: readonly Outcome[], hosts: ReadonlyMap<string, Host>): Uses {
  const runs = outcomes.filter((outcome) => outcome.check === check.id).map(({ run }) => run);
  const folders = new Set(runs.flatMap(({ listed }) => listed));
  const paths = (pathsOf: (run: Run) => readonly string[]) =>
    runs.flatMap((run) => pathsOf(run)).map((path) => generalized(path, folders, check.snippet));
  const [read, looked, missing] = [paths((r) => r.read), paths((r) => r.looked), paths((r) => r.missing)];
  const lists = new Set(paths(({ listed }) => listed));
  const asks = new Set(looked.filter((path) => !lists.has(path) && !read.includes(path)));
  const named = [...read, ...missing, ...writtenTargets(check.snippet)];
  const reads = new Set(named.filter((path) => !lists.has(path) && !asks.has(path)));
  const answers = answersOf(runs, hosts);
  const programs = programsIn(check.snippet, runs, answers);
  return {
    ...{ reads: sorted(reads), asks: sorted(asks), lists: sorted(lists) },
    ...{ commands: commandsOf(answers, programs), programs },
  };
}

/** A name that the snippet does not write and whose folder was listed came from the listing: any other would do. */
function generalized(path: string, folders: ReadonlySet<string>, snippet: string): string {
  const names = path.split("/").slice(1);
  const parts = names.map((name, i) => {
    const folder = posix.join("/", ...names.slice(0, i));
    return name !== "" && folders.has(folder) && !isWritten(snippet, folder, name) ? "*" : name;
  });
  return `/${parts.join("/")}`;
}

/** As a whole path, as the next step of one (`queue/scheduler`), or after an expansion: `"$disk/queue"`, `sd?/queue`. */
function isWritten(snippet: string, folder: string, name: string): boolean {
  if (isNamed(snippet, posix.join(folder, name)) || bareNames(snippet).includes(name)) return true;
  const above = posix.basename(folder);
  const pieces = snippet.split(`/${name}`);
  return pieces.slice(0, -1).some((before, i) => {
    const isWhole = !/^[\w.-]/.test(pieces[i + 1] ?? "");
    return isWhole && (EXPANSION.test(before) || above === before.split(NO_NAME).at(-1));
  });
}

/** What ends in one: a variable, a substitution, a pattern, or the quotes around it. */
const EXPANSION = /(?:[\])}*?"']|\$\w+)$/;
const NO_NAME = /[^\w.-]/;

/** Words that may be put behind a folder: lists of loops, values of variables, and all of them where `cd` is used. */
function bareNames(snippet: string): readonly string[] {
  const texts = /(?<![\w-])(cd|pushd) /.test(snippet)
    ? [snippet.replace(/\b(exit|return) \d+/g, "")]
    : [...snippet.matchAll(/\bfor \w+ in ([^;\n$]*)|\b\w+=["']?([\w. -]*)/g)].map(
        ([, list = "", value = ""]) => list + value,
      );
  return texts.flatMap((text) => text.split(NO_NAME));
}

/** Transcripts of what ran. */
function answersOf(runs: readonly Run[], hosts: ReadonlyMap<string, Host>): readonly Transcript[] {
  const ran = new Set(runs.flatMap((run) => run.ran));
  return [...hosts.values()].flatMap(({ transcripts }) => transcripts.filter(({ argv }) => ran.has(argv.join(" "))));
}

function commandsOf(answers: readonly Transcript[], programs: readonly Program[]): readonly (readonly string[])[] {
  const fed = new Set(programs.filter(({ isFed }) => isFed).map(({ name }) => name));
  const unfed = answers.map(({ argv }) => argv).filter(([name = ""]) => !fed.has(name));
  // Two command lines may read alike and be cut into words in different ways.
  const byWords = new Map(unfed.map((argv) => [argv.join("\0"), argv]));
  return sorted(byWords.keys()).map((words) => byWords.get(words) ?? []);
}

function programsIn(snippet: string, runs: readonly Run[], answers: readonly Transcript[]): readonly Program[] {
  const names = (of: readonly Transcript[]) => new Set(of.map(({ argv: [name = ""] }) => name));
  const recorded = names(answers);
  const ran = runs.flatMap((run) => run.ran.map((line) => line.split(" ", 1)[0] ?? ""));
  const tools = new Set(ran.filter((name) => !recorded.has(name)));
  return programsOf(snippet, { recorded, fed: names(answers.filter(({ stdin }) => stdin !== undefined)), tools });
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}
