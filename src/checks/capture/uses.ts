// What a check uses of a machine, as its runs on recorded hosts show it: what a capture script has to bring home, and
// nothing beyond it.

import { posix } from "node:path";
import type { Check, Outcome, Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { isNamed } from "../rules/changes/asked.ts";

/**
 * Absolute paths, each in one list, and commands, all sorted. A `*` in a path stands for any names: a check that goes
 * through a folder reads other files on a machine with other disks.
 */
export type Uses = {
  /** Files whose content is needed: read on some host, or asked for and missing on all of them. */
  readonly reads: readonly string[];
  /** Of these it matters only whether they exist, and what they are. */
  readonly asks: readonly string[];
  /** Folders whose names are needed. */
  readonly lists: readonly string[];
  /** argv of recorded commands. */
  readonly commands: readonly (readonly string[])[];
};

/** The union over all outcomes of the check; `hosts` holds the transcripts of the commands that it ran. */
export function usesOf(check: Check, outcomes: readonly Outcome[], hosts: ReadonlyMap<string, Host>): Uses {
  const runs = outcomes.filter((outcome) => outcome.check === check.id).map(({ run }) => run);
  const folders = new Set(runs.flatMap(({ listed }) => listed));
  const paths = (pathsOf: (run: Run) => readonly string[]) =>
    runs.flatMap((run) => pathsOf(run)).map((path) => generalized(path, folders, check.snippet));
  const [read, looked, missing] = [paths((r) => r.read), paths((r) => r.looked), paths((r) => r.missing)];
  const lists = new Set(paths(({ listed }) => listed));
  const asks = new Set(looked.filter((path) => !lists.has(path) && !read.includes(path)));
  const reads = new Set([...read, ...missing].filter((path) => !lists.has(path) && !asks.has(path)));
  return { reads: sorted(reads), asks: sorted(asks), lists: sorted(lists), commands: commandsOf(runs, hosts) };
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

/** As a whole path, as the next step of one (`queue/scheduler`), or behind an expansion: `"$disk/queue"`, `sd?/queue`. */
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

function commandsOf(runs: readonly Run[], hosts: ReadonlyMap<string, Host>): readonly (readonly string[])[] {
  const ran = new Set(runs.flatMap((run) => run.ran));
  const recorded = [...hosts.values()].flatMap(({ transcripts }) => transcripts.map(({ argv }) => argv));
  // Two command lines may read alike and be cut into words in different ways.
  const byWords = new Map(recorded.filter((argv) => ran.has(argv.join(" "))).map((argv) => [argv.join("\0"), argv]));
  return sorted(byWords.keys()).map((words) => byWords.get(words) ?? []);
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort();
}
