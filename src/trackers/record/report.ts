// What a refresh reports to the maintainer: one line per reference, then the sum.

import type { RecordEntry } from "../../model/record.ts";
import type { Look } from "../../model/reference.ts";
import { badgeWords } from "../words.ts";
import type { Change } from "./advance.ts";

export type ReportLine = {
  /** held: too many of its tracker changed at once to be believed; not-asked: its host was given up before. */
  readonly change: Change | "failed" | "held" | "not-asked";
  readonly label: string;
  readonly text: string;
  readonly url: string;
  readonly tracker: string;
  /** Web address of its instance. */
  readonly instance: string;
};

export type Report = {
  readonly lines: readonly ReportLine[];
  /** Some answer came, or there was nothing to ask. */
  readonly reached: boolean;
  /** No answer came at all, from several instances or from all that there are. */
  readonly unreachable: boolean;
  /** How many references were not due. */
  readonly notDue: number;
};

const WORDS: Readonly<Record<ReportLine["change"], string>> = {
  moved: "moved",
  held: "held back",
  first: "first seen",
  restated: "renamed",
  updated: "updated",
  failed: "failed",
  "not-asked": "skipped",
  confirmed: "confirmed",
};

/** What a successful lookup found: open → closed, fix not confirmed; upstream status: "closed (completed)" */
export function seenText(previous: RecordEntry | undefined, entry: RecordEntry, change: Change): string {
  const now = `${wordsOf(entry)}; upstream status: "${entry.remoteStatus}"`;
  if (previous === undefined || change === "confirmed" || change === "first") return now;
  if (change === "moved") return `${wordsOf(previous)} → ${now}`;
  const replaced = previous.source.kind === "by-hand" && entry.source.kind === "fetched";
  return replaced ? `${now}; replaces the state stated by hand` : now;
}

function wordsOf(entry: RecordEntry): string {
  return entry.words ?? badgeWords(entry.state, entry.targets ?? [], { version: entry.version });
}

/** What went wrong, and for how long. */
export function failureText({ result, message, failures, lastGood }: Look): string {
  const times = failures === 1 ? "" : `, ${failures} times in a row`;
  const good = lastGood === undefined ? "never read yet" : `last read ${lastGood}`;
  return `${message} (${result}${times}; ${good})`;
}

/** The report as text: news first, confirmed states last. */
export function formatReport({ lines, notDue, reached, unreachable }: Report, shown: "all" | "news" = "all"): string {
  const kinds = Object.keys(WORDS) as ReportLine["change"][];
  const rows = kinds.filter((kind) => shown === "all" || kind !== "confirmed").flatMap((kind) => rowsOf(kind, lines));
  const counts = kinds
    .map((kind) => ({ kind, count: lines.filter((line) => line.change === kind).length }))
    .flatMap(({ kind, count }) => (count === 0 ? [] : [`${count} ${WORDS[kind]}`]));
  const all = notDue > 0 ? [...counts, `${notDue} not due`] : counts;
  const sum = `References: ${all.join(", ") || "none"}`;
  if (unreachable) return [...rows, `${sum}; no host answered`].join("\n");
  return [...rows, reached ? sum : `${sum}; no host of the due items answered`].join("\n");
}

function rowsOf(kind: ReportLine["change"], lines: readonly ReportLine[]): string[] {
  const found = lines.filter((line) => line.change === kind);
  const row = (subject: string, text: string) => `${WORDS[kind].padEnd(10)}  ${subject}: ${text}`;
  if (kind !== "not-asked") return found.map(({ label, text }) => row(label, text));
  // For a host that was given up, one line says as much as a thousand.
  return [...Map.groupBy(found, ({ text }) => text)].map(([text, same]) => row(`${same.length} references`, text));
}
