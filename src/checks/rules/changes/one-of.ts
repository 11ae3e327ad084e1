// Among the entries that a pattern finds, one affected entry must be enough, wherever it comes: a loop that keeps the last
// answer, or a reader of the first line, misses the others. So one entry stays as it is, and the others become ok.

import type { Outcome } from "../../../model/check.ts";
import type { Host } from "../../../model/host.ts";
import { isNamed } from "./asked.ts";
import { type Change, guard, NOT_OK, type RunVerdict } from "./files.ts";
import type { Trial } from "./of.ts";

/** Name of an entry of one folder → its files, by their paths below the entry: "" for an entry that is a file itself. */
type Entries = ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;
type Entry = readonly [name: string, files: ReadonlyMap<string, Uint8Array>];
type VerdictOn = (host: Host) => Promise<RunVerdict>;

/** In a folder with a thousand entries, the first ones are enough. */
const MOST = 8;

/**
 * An affected host with one entry of a listed folder left as it is, and one beside it that is ok: once the former comes
 * first, once last. `found`: paths that its run found by the folder's names, and read.
 */
export function withOneOf(
  host: Host,
  folder: string,
  found: readonly string[],
  trial: Trial,
  snippet: string,
): readonly Change[] {
  const own = entriesOf(host, folder);
  const read = found.flatMap((path) => (path.startsWith(`${folder}/`) ? [partsOf(folder, path)] : []));
  const well = wellHosts(folder, trial, snippet);
  const all = new Set(read.map(([name]) => name));
  const isAsWell = (name: string, path: string) =>
    well.some(({ entries }) => isSame(entries.get(name)?.get(path), own.get(name)?.get(path)));
  const other = read.filter(([name, path]) => own.has(name) && !isAsWell(name, path));
  const names = [...new Set(other.map(([name]) => name))].slice(0, MOST);
  return names.flatMap((name) => {
    const below = new Set(read.filter(([other]) => other === name).map(([, path]) => path));
    const twin = well.map(({ entries }) => twinOf(entries, name, below)).find((entry) => entry !== undefined);
    const files = own.get(name);
    if (twin === undefined || files === undefined) return [];
    return aloneIn({ host, folder, found: all, own: [name, files], twin, well });
  });
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}

/** `found`: names of the entries that the pattern found; there may be others beside them, as /proc/stat beside /proc/1. */
type Well = { readonly host: Host; readonly entries: Entries; readonly found: ReadonlySet<string> };

function wellHosts(folder: string, { outcomes, hosts }: Trial, snippet: string): readonly Well[] {
  const isWell = ({ expected, verdict, run }: Outcome) =>
    expected === "ok" && verdict === "ok" && run.listed.includes(folder);
  return outcomes.filter(isWell).flatMap((outcome) => {
    const host = hosts.get(outcome.host);
    const read = outcome.run.read.filter((path) => path.startsWith(`${folder}/`) && !isNamed(snippet, path));
    const found = new Set(read.map((path) => partsOf(folder, path)[0]));
    return host === undefined ? [] : [{ host, entries: entriesOf(host, folder), found }];
  });
}

/** The same entry on another host, or one that has the files which were read. */
function twinOf(entries: Entries, name: string, below: ReadonlySet<string>): Entry[1] | undefined {
  const fits = (files: Entry[1] | undefined) => files !== undefined && [...below].every((path) => files.has(path));
  const same = entries.get(name);
  return fits(same) ? same : [...entries.values()].find(fits);
}

/** What to do if one of several is passed over. */
export function oneIsEnough(folder: string): string {
  const decide = guard('[ -z "$bad" ]', "affected:$bad").replace("exit 2", "exit 1");
  return `One affected entry of ${folder}/* must be enough, wherever it comes.\nCollect the affected ones, and decide after the loop:\n${decide}`;
}

type Alone = {
  readonly host: Host;
  readonly folder: string;
  readonly found: ReadonlySet<string>;
  readonly own: Entry;
  readonly twin: Entry[1];
  readonly well: readonly Well[];
};

function aloneIn({ host, folder, found, own: [name, files], twin, well }: Alone): readonly Change[] {
  const names = [name, nextName(name)].sort();
  const only = (...entries: readonly Entry[]) => withEntries({ host, folder, found, entries });
  return names.map((place, i) => ({
    ...NOT_OK,
    key: `${i} of ${folder}`,
    without: `when only the ${i === 0 ? "first" : "last"} of ${folder}/* is affected`,
    remedy: () => `${oneIsEnough(folder)}\nOr list under ok a test host with such a mixture`,
    host: only(...names.map((one): Entry => [one, one === place ? files : twin])),
    isEvidence: async (verdictOn) => {
      const verdict = async (on: Host) => (await verdictOn(on)).verdict;
      if ((await verdict(only(...names.map((one): Entry => [one, twin])))) !== "ok") return false;
      return (await verdict(only([name, files]))) === "affected" && !(await isMixed(folder, well, verdictOn));
    },
  }));
}

/** An ok host with an entry that alone would be affected proves that one is not enough. */
async function isMixed(folder: string, well: readonly Well[], verdictOn: VerdictOn): Promise<boolean> {
  const alone = well.flatMap(({ host, entries, found }) =>
    [...entries]
      .filter(([name]) => found.has(name))
      .slice(0, MOST)
      .map((entry) => withEntries({ host, folder, found, entries: [entry] })),
  );
  const verdicts = await Promise.all(alone.map(async (host) => (await verdictOn(host)).verdict));
  return verdicts.includes("affected");
}

/** "eth0" → "eth1", "sda" → "sdb", "meltdown" → "meltdowo", "a.conf" → "b.conf": a pattern that finds the one finds the other, too. */
function nextName(name: string): string {
  const [, stem = "", ending = ""] = /^(.+?)(\.[A-Za-z]+)?$/.exec(name) ?? [];
  const digits = /\d+$/.exec(stem)?.[0];
  if (digits !== undefined)
    return `${stem.slice(0, -digits.length)}${String(Number(digits) + 1).padStart(digits.length, "0")}${ending}`;
  const last = stem.at(-1) ?? "";
  return `${stem.slice(0, -1)}${/[a-y]/i.test(last) ? String.fromCharCode(last.charCodeAt(0) + 1) : `${last}1`}${ending}`;
}

function entriesOf({ files }: Host, folder: string): Entries {
  const entries = new Map<string, Map<string, Uint8Array>>();
  for (const [path, bytes] of files) {
    if (!path.startsWith(`${folder}/`) || path === `${folder}/`) continue;
    const [name, below] = partsOf(folder, path);
    entries.set(name, (entries.get(name) ?? new Map()).set(below, bytes));
  }
  return entries;
}

/** "/sys/class/net/eth0/mtu" below "/sys/class/net" → "eth0", "/mtu" */
function partsOf(folder: string, path: string): readonly [name: string, below: string] {
  const rest = path.slice(folder.length + 1);
  const end = rest.indexOf("/");
  return end === -1 ? [rest, ""] : [rest.slice(0, end), rest.slice(end)];
}

type With = {
  readonly host: Host;
  readonly folder: string;
  readonly found: ReadonlySet<string>;
  readonly entries: readonly Entry[];
};

/** The host with these entries in the folder instead of those that a pattern found. */
function withEntries({ host, folder, found, entries }: With): Host {
  const isFound = (path: string) => path.startsWith(`${folder}/`) && found.has(partsOf(folder, path)[0]);
  const kept = [...host.files].filter(([path]) => !isFound(path));
  const own = entries.flatMap(([name, files]) =>
    [...files].map(([below, bytes]) => [`${folder}/${name}${below}`, bytes] as const),
  );
  return { ...host, files: new Map([...kept, [`${folder}/`, new Uint8Array()], ...own]) };
}
