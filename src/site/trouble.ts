// What the maintainer is told of beside upstream's news: each trouble once, and again only after it had gone away.

import { codeSpan } from "../core/markdown-text.ts";
import type { Problem } from "../core/problem.ts";
import { formatDay } from "../model/date.ts";
import type { RecordEntry } from "../model/record.ts";
import type { Look } from "../model/reference.ts";
import type { Blind } from "../trackers/blind.ts";
import type { Matched } from "../trackers/match.ts";
import type { ReportLine } from "../trackers/report.ts";

export type Trouble = {
  /** By which it is remembered that it was told. */
  readonly key: string;
  readonly what: string;
  readonly remedy: string;
};

/** The troubles that have not been told yet, and what has been told now. What is over may be told again. */
export function tellOnce(troubles: readonly Trouble[], told: ReadonlyMap<string, string>, at: string) {
  const fresh = troubles.filter(({ key }) => !told.has(key));
  const after = new Map(troubles.map(({ key }) => [key, told.get(key) ?? at]));
  return { fresh, told: after };
}

/** A tracker of which no item could be read for seven days. */
export function blindTrouble({ tracker, web, since, kinds, labels }: Blind): Trouble {
  return {
    key: `blind ${web}`,
    what: `**${tracker}** at ${web} could not be read since ${formatDay(since)} (${kinds.join(", ")}): ${list(labels)}`,
    remedy: "Their states stand as they were. Look at one by hand; a token, an address or a proxy may need repair",
  };
}

/** Changes that are too many to be believed at once, one trouble for each tracker. */
export function heldTroubles(lines: readonly ReportLine[]): Trouble[] {
  const held = lines.filter(({ change }) => change === "held");
  return [...Map.groupBy(held, ({ tracker }) => tracker)].map(([tracker, group]) => ({
    key: `held ${tracker}`,
    what: `**${group.length} references of ${tracker}** changed at once, which is held back: ${list(group.map(({ label }) => label))}`,
    remedy: `If upstream says so tomorrow and the day after, it is believed. At once: \`npm run refresh -- --all --accept ${tracker}\``,
  }));
}

const WEEK = 7 * 24 * 3_600_000;

/** Links to items that upstream does not know: at once where nobody has ever seen them, else after a week. */
export function missingTroubles(
  items: readonly Matched[],
  entries: ReadonlyMap<string, RecordEntry>,
  looks: ReadonlyMap<string, Look>,
  now: Date,
): Trouble[] {
  return items.flatMap(({ url, label }) => {
    const look = looks.get(url);
    if (look?.result !== "not-found" || entries.get(url)?.state === "gone") return [];
    const isKnown = look.lastGood !== undefined || entries.has(url);
    const since = look.failingSince ?? look.at;
    if (isKnown && now.getTime() - Date.parse(since) < WEEK) return [];
    const what = `${codeSpan(label)} was not found since ${formatDay(since)}: ${url}`;
    const remedy = isKnown
      ? "Nothing proves that it is gone: perhaps it is hidden, and needs a token"
      : "It was never seen: is its address right? A hidden one needs a token";
    return [{ key: `missing ${url}`, what, remedy }];
  });
}

/** Documents that the site does not show because of their defects. */
export function withheldTroubles(problems: readonly Problem[]): Trouble[] {
  const defects = problems.filter(({ kind }) => kind === "problem");
  return [...Map.groupBy(defects, ({ place }) => place.file)].map(([file, found]) => ({
    key: `withheld ${file}`,
    what: `${codeSpan(file)} is not shown: ${found.map(({ what, place }) => `${place.line}:${place.column} ${codeSpan(what)}`).join("; ")}`,
    remedy: "`npm run build` tells what to do about each",
  }));
}

const SHOWN = 10;

function list(labels: readonly string[]): string {
  const shown = labels.slice(0, SHOWN).map(codeSpan).join(", ");
  return labels.length > SHOWN ? `${shown} and ${labels.length - SHOWN} more` : shown;
}
