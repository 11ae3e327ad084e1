// Changelogs of Debian packages: https://manpages.debian.org/deb-changelog.5
// Pure; finds the version that first names a bug or a commit.

import { type Day, isDate } from "../../../model/date.ts";

export type ChangelogEntry = {
  readonly name: string;
  readonly version: string;
  /** False while the entry is being written: its distribution is UNRELEASED. */
  readonly released: boolean;
  /** When it was signed off; undefined where that can't be read. */
  readonly date: Day | undefined;
  /** The header, then each change with the lines that belong to it. */
  readonly items: readonly (readonly string[])[];
};

export type Naming = {
  /** The oldest entry that has the words. */
  readonly entry: ChangelogEntry;
  /** The change's first line, without its bullet. */
  readonly title: string;
  /** The first released entry from there on; undefined where there is none yet. */
  readonly carrier: ChangelogEntry | undefined;
  /** The first newer entry that reverts what the words name. */
  readonly takenBack: ChangelogEntry | undefined;
};

/** linux (5.15.0-88.98) jammy; urgency=medium */
const RE_HEADER = /^([a-z0-9][a-z0-9+.-]*) \(([^()\s]+)\)([^;]*);/i;
/** A change begins with a bullet, a group of changes with a name: "  [ Ben Hutchings ]". Deeper bullets are details. */
const RE_CHANGE = /^ {1,3}(?:\*\s|\[ .* \]$)/;
const TRAILER = " -- ";

/** The entries, newest first, as they are in the text; none if the text is not a changelog. */
export function parseChangelog(text: string): readonly ChangelogEntry[] {
  const entries: ChangelogEntry[] = [];
  let items: string[][] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, version, distributions = ""] = RE_HEADER.exec(line) ?? [];
    const entry = entries.at(-1);
    if (name !== undefined && version !== undefined) {
      items = [[line]];
      entries.push({ name, version, released: !/\bUNRELEASED\b/.test(distributions), date: undefined, items });
    } else if (entry !== undefined && line.startsWith(TRAILER)) {
      entries[entries.length - 1] = { ...entry, date: dateOf(line) };
      // Text up to the next header belongs to no entry.
      items = [];
    } else if (RE_CHANGE.test(line)) items.push([line]);
    else items.at(-1)?.push(line);
  }
  return entries;
}

/** Whether the text was cut off: its last entry is not signed off, and older ones, which count most, may be missing. */
export function endsWithinEntry(text: string): boolean {
  const lines = text.split(/\r?\n/);
  const last = (is: (line: string) => boolean) => lines.findLastIndex(is);
  return last((line) => line.startsWith(TRAILER)) < last((line) => RE_HEADER.test(line));
}

/** Where the words are named first: in the oldest entry, because later ones may name them again to drop the change. */
export function firstNaming(entries: readonly ChangelogEntry[], words: string): Naming | undefined {
  const index = entries.findLastIndex((one) => itemNaming(one, words) !== undefined);
  const entry = entries[index];
  if (entry === undefined) return undefined;
  const title = (itemNaming(entry, words)?.[0] ?? "").trim().replace(/^\*\s+/, "");
  // Newer entries come first.
  return {
    ...{ entry, title, carrier: entries.slice(0, index + 1).findLast((one) => one.released) },
    takenBack: takenBackIn(entries.slice(0, index), words),
  };
}

/** A reverted change may have come back: the newest entry that names it counts, and those before that agree. */
function takenBackIn(newer: readonly ChangelogEntry[], words: string): ChangelogEntry | undefined {
  const speaking = newer.filter((one) => partsOf(one).some((text) => hasWhole(text, words)));
  const landed = speaking.findIndex((one) => !reverts(one, words));
  return speaking.slice(0, landed === -1 ? undefined : landed).at(-1);
}

/** Begins a change, or one of its details. */
const RE_BULLET = /^\s*[*+-]\s/;
/** To "drop" or "remove" a patch is not a revert: most often, the sources already contain it. */
const RE_REVERT = /^\s*(?:[*+-]\s+)?((?:["'“‘]*revert(?:s|ed)?\s+)+)/i;

/** Revert "the words"; not Revert "Revert "the words"", nor Revert "something else" (LP: #1) of the same bug. */
function reverts(entry: ChangelogEntry, words: string): boolean {
  return partsOf(entry).some((text) => {
    const [start = "", reverting = ""] = RE_REVERT.exec(text) ?? [];
    const isOdd = (reverting.match(/revert/gi) ?? []).length % 2 === 1;
    return isOdd && hasWhole(titleOf(text.slice(start.length)), words);
  });
}

/** What a revert names: the text in quotes, else up to the remarks in brackets after it. */
function titleOf(text: string): string {
  const quoted = /^["'“‘](.*)["'”’]/.exec(text)?.[1];
  return quoted ?? text.replace(/\s\(.*$/, "");
}

/** Each change on one line, and each of its details. */
function partsOf({ items }: ChangelogEntry): readonly string[] {
  return items.flatMap((lines) => [oneLine(lines), ...details(lines).map(oneLine)]);
}

/** Each bullet of a change, with the lines that belong to it. */
function details(lines: readonly string[]): readonly string[][] {
  const found: string[][] = [];
  for (const line of lines) {
    if (RE_BULLET.test(line)) found.push([line]);
    else found.at(-1)?.push(line);
  }
  return found;
}

function itemNaming({ items }: ChangelogEntry, words: string): readonly string[] | undefined {
  return items.find((lines) => hasWhole(oneLine(lines), words));
}

/** Long changes are wrapped anywhere between two words. */
function oneLine(lines: readonly string[]): string {
  return lines.join(" ").replace(/\s+/g, " ");
}

/** Whether the text has the words as whole words: "#2034745" is not in "#20347451". */
function hasWhole(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    if (!areOneWord(text[at - 1], text[at]) && !areOneWord(text[end - 1], text[end])) return true;
  }
  return false;
}

function areOneWord(...characters: readonly (string | undefined)[]): boolean {
  return characters.every((character) => character !== undefined && /[\p{L}\p{N}_]/u.test(character));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** RFC 2822: Tue, 19 Sep 2023 10:17:16 +0200 */
const RE_DATE = /^(?:[a-z]{3}, *)?(\d{1,2}) +([a-z]{3}) +(\d{4}) +(\d{2}:\d{2}:\d{2}) +([+-]\d{2})(\d{2})(?!\d)/i;

/** The date in the last line of an entry, in the zone that it was written in: 2023-09-19T10:17:16+02:00 */
function dateOf(trailer: string): Day | undefined {
  const date = RE_DATE.exec(trailer.slice(trailer.lastIndexOf(">") + 1).trim());
  const [, day = "", name = "", year, time, hours, minutes] = date ?? [];
  const month = String(MONTHS.indexOf(name) + 1);
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${time}${hours}:${minutes}`;
  return isDate(text) ? text : undefined;
}
