// Paths that no test host has: no run has ever read such a file, so that a typo in its name goes unnoticed.

import { didYouMean, nearestName } from "../../core/nearest-name.ts";
import { advice, type Problem } from "../../core/problem.ts";
import type { Check, Outcome } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { foldersAbove } from "../../model/host-paths.ts";
import { namedPaths } from "../snippet/named-paths.ts";
import { globOf } from "./glob.ts";
import { placeOf } from "./remedies.ts";
import { notFound } from "./seen.ts";

type Hosts = ReadonlyMap<string, Host>;
type Recorded = {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
};

const known = new WeakMap<Hosts, Recorded>();

/** What all hosts together have; for the same map of hosts it is collected once. */
function recordedOn(hosts: Hosts): Recorded {
  const found = known.get(hosts) ?? collected(hosts);
  known.set(hosts, found);
  return found;
}

function collected(hosts: Hosts): Recorded {
  const all = [...hosts.values()];
  const files = new Set(all.flatMap((host) => [...host.files.keys()]));
  const commands = new Set(all.flatMap(({ transcripts }) => transcripts.map(({ argv }) => argv[0] ?? "")));
  return { files, folders: foldersAbove(files), commands };
}

/** Advice for each path that the snippet names, in any branch of it, and that no host has. */
export function unknownPaths(check: Check, hosts: Hosts): readonly Problem[] {
  const { files, folders, commands } = recordedOn(hosts);
  const lines = check.snippet.split("\n");
  const isUntried = (line: number | undefined) =>
    check.untried.some((text) => text.trim() !== "" && line !== undefined && lines[line - 1]?.includes(text));
  const has = (path: string) => {
    const plain = path.replace(/(.)\/$/, "$1");
    if (files.has(plain) || folders.has(plain)) return true;
    const fits = PATTERN.test(plain) ? globOf(plain) : undefined;
    return fits !== undefined && ([...files].some(fits) || [...folders].some(fits));
  };
  const named = namedPaths(check.snippet, (name) => commands.has(name));
  const absent = named.filter(({ path, line, isHeld }) => {
    if (has(path) || isUntried(line) || check.context.includes(path)) return false;
    // A variable may hold a text that only looks like a path, such as the name of a mount point.
    return !isHeld || nearestName(path, files, Math.max(2, path.length / 8)) !== undefined;
  });
  return [...new Map(absent.map((one) => [one.path, one])).values()].map(({ path, line }) => {
    const what = `check "${check.id}" looks for ${path}, which no test host has`;
    return advice(placeOf(check, { line }), what, meant(path, files, hintFor(check, line)));
  });
}

const PATTERN = /[*?[]/;

function hintFor({ id, snippet }: Check, line: number | undefined): string {
  const text = line === undefined ? "" : (snippet.split("\n")[line - 1]?.trim() ?? "");
  return `Add a test host that has it${text === "" ? "" : `, or list its line under checks.${id}.untried`}`;
}

/** For each path that the runs looked for and that no host of the corpus has: its name, and the nearest one. */
export function missingEverywhere(outcomes: readonly Outcome[], hosts: Hosts): readonly string[] {
  const { files, folders } = recordedOn(hosts);
  const asked = new Set(outcomes.flatMap(({ run }) => notFound(run)));
  return [...asked]
    .filter((path) => !files.has(path) && !folders.has(path))
    .flatMap((path) => [`It looks for ${path}, which no test host has`, meant(path, files, HOSTS)]);
}

/** On lines of their own: paths are long. Where the name is a guess, the general hint is left out. */
function meant(path: string, recorded: ReadonlySet<string>, hint: string): string {
  const text = didYouMean(path, recorded, hint).replace('"? ', '"?\n');
  return hint === HOSTS ? text.replace(`\n${HOSTS}`, "") : text;
}

const HOSTS = "Files of test hosts are in content/hosts/<name>/root/";
