// What a refresh tells the maintainer: one line per reference, then the sum.

import type { RecordEntry } from "../model/record.ts";
import type { Look } from "../model/reference.ts";
import type { Change } from "./advance.ts";
import { badgeWords } from "./words.ts";

export type ReportLine = { readonly change: Change | "failed"; readonly label: string; readonly text: string };

export type Report = {
  readonly lines: readonly ReportLine[];
  /** There was something to look at, and not one answer came. */
  readonly unreachable: boolean;
};

const WORDS: Readonly<Record<ReportLine["change"], string>> = {
  moved: "moved",
  first: "first seen",
  updated: "updated",
  failed: "failed",
  confirmed: "confirmed",
};

/** What a good look found: open → closed, fix not confirmed; upstream: "closed (completed)" */
export function seenText(previous: RecordEntry | undefined, entry: RecordEntry, change: Change): string {
  const now = `${wordsOf(entry)}; upstream: "${entry.remoteStatus}"`;
  if (previous === undefined || change === "confirmed" || change === "first") return now;
  if (change === "moved") return `${wordsOf(previous)} → ${now}`;
  const replaced = previous.source.kind === "by-hand" && entry.source.kind === "fetched";
  return replaced ? `${now}; replaces what was read by hand` : now;
}

function wordsOf(entry: RecordEntry): string {
  return badgeWords(entry.state, entry.version, entry.targets ?? []);
}

/** What went wrong, and for how long it has. */
export function failureText({ result, message, failures, lastGood }: Look): string {
  const times = failures === 1 ? "" : `, ${failures} times in a row`;
  const good = lastGood === undefined ? "never read so far" : `last read ${lastGood}`;
  return `${message} (${result}${times}; ${good})`;
}

/** The report as text: news first, what is as before last. */
export function formatReport({ lines }: Report): string {
  const kinds = Object.keys(WORDS) as ReportLine["change"][];
  const sorted = kinds.flatMap((kind) => lines.filter((line) => line.change === kind));
  const rows = sorted.map((line) => `${WORDS[line.change].padEnd(10)}  ${line.label}: ${line.text}`);
  const counts = kinds
    .map((kind) => ({ kind, count: lines.filter((line) => line.change === kind).length }))
    .flatMap(({ kind, count }) => (count === 0 ? [] : [`${count} ${WORDS[kind]}`]));
  return [...rows, `References: ${counts.join(", ") || "none"}`].join("\n");
}
