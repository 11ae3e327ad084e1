// The troubles of a night: with trackers, with single items, with the build.

import { codeSpan, markdownLink, placeSpans } from "../core/markdown-text.ts";
import type { Problem } from "../core/problem.ts";
import { formatDay } from "../model/date.ts";
import type { RecordEntry } from "../model/record.ts";
import type { Look } from "../model/reference.ts";
import { STATES } from "../model/state.ts";
import type { BuildResult } from "../site/build.ts";
import { withholds } from "../site/withhold.ts";
import type { Matched } from "../trackers/match.ts";
import { type Blind, blindInstances } from "../trackers/record/blind.ts";
import { WEEK } from "../trackers/record/due.ts";
import { entriesByAddress, groupLinks } from "../trackers/references.ts";
import type { LookedSite } from "./refresh.ts";
import type { Trouble } from "./trouble.ts";

/** What the looks of a night, and of the nights before, add up to. */
export function lookTroubles({ corpus, match, at, after, looks, setAside }: LookedSite) {
  const now = new Date(at);
  const groups = groupLinks(corpus.links, match);
  const items = groups.map(({ matched }) => matched);
  const entries = entriesByAddress(after, match);
  const blind = blindInstances(items, entries, looks.byUrl, now);
  const isBlind = ({ instance }: Matched) => blind.some(({ web }) => web === instance.web);
  const others = groups.filter(({ matched }) => !isBlind(matched));
  const troubles = [
    ...blind.map(blindTrouble),
    ...heldTroubles(items, looks.byUrl),
    ...wordTroubles(items, looks.byUrl),
    ...unreadTroubles(others, entries, looks.byUrl, now),
    ...(setAside === undefined ? [] : [looksTrouble(setAside)]),
  ];
  return { troubles, isBlind: blind.length > 0 };
}

/** Whether the looks can tell that a trouble is over; the build has others. What cannot be read for another reason is not. */
export function isLookKey(key: string, looks: ReadonlyMap<string, Look>): boolean {
  const [kind = "", url = ""] = key.split(" ");
  if (kind === "unread") return (looks.get(url)?.result ?? "ok") === "ok";
  return ["blind", "held", "word", "looks"].includes(kind);
}

/** Whether this build can tell that a trouble is over. */
export function isBuildKey(key: string, built: BuildResult | Error): boolean {
  const [kind] = key.split(" ");
  if (kind === "build" || kind === "unpublished") return true;
  return kind === "withheld" && !(built instanceof Error) && built.published !== undefined;
}

/** A tracker of which no item could be read for seven days. */
export function blindTrouble({ tracker, web, since, kinds, labels }: Blind): Trouble {
  return {
    key: `blind ${web}`,
    what: `**${tracker}** at ${web} could not be read since ${formatDay(since)} (${kinds.join(", ")}): ${list(labels)}`,
    remedy: "Their states stand as they were. Look at one by hand; a token, an address or a proxy may need repair",
  };
}

/** Changes that are held back, one trouble for each instance and each day on which they were seen first. */
export function heldTroubles(items: readonly Matched[], looks: ReadonlyMap<string, Look>): Trouble[] {
  const held = items.flatMap((matched) => {
    const first = looks.get(matched.url)?.held?.on[0];
    return first === undefined ? [] : [{ matched, key: `held ${matched.instance.web} ${first}` }];
  });
  return [...Map.groupBy(held, ({ key }) => key)].map(([key, group]) => {
    const { tracker, instance } = (group[0] as (typeof held)[number]).matched;
    const labels = list(group.map(({ matched }) => matched.label));
    return {
      key,
      what: `**Changes of ${group.length} references at ${instance.web}** are held back, because they came all at once, or rest on what an answer lacks: ${labels}`,
      remedy: `What upstream says on three days is believed. To believe it at once: \`npm run nightly -- --accept ${tracker.name}\``,
    };
  });
}

/** Words of upstream that nobody here knows: one trouble for each word of an instance, however many items have it. */
export function wordTroubles(items: readonly Matched[], looks: ReadonlyMap<string, Look>): Trouble[] {
  const unknown = items.flatMap((matched) => {
    const word = looks.get(matched.url)?.word;
    return word === undefined ? [] : [{ matched, word, key: `word ${matched.instance.web} ${word}` }];
  });
  return [...Map.groupBy(unknown, ({ key }) => key)].map(([key, group]) => {
    const { matched, word } = group[0] as (typeof unknown)[number];
    const what = `${codeSpan(`${JSON.stringify(word)}: …`)} of ${list(group.map((one) => one.matched.label))}`;
    return { key, what, remedy: "", group: unknownWords(matched) };
  });
}

function unknownWords({ tracker, instance }: Matched): string {
  const setting = codeSpan(`${tracker.name}: [{ web: ${instance.web}, words: { … } }]`);
  return `**${tracker.title}** at ${instance.web} says what nobody here knows; states stand as they were. Say below \`trackers:\` in content/site.yaml, in ${setting}, which state each word stands for: ${TAUGHT}`;
}

const TAUGHT = STATES.filter((state) => state !== "unknown" && state !== "gone").join(", ");

/** Items that cannot be read, while others of their instance can. */
export function unreadTroubles(
  items: ReturnType<typeof groupLinks>,
  entries: ReadonlyMap<string, RecordEntry>,
  looks: ReadonlyMap<string, Look>,
  now: Date,
): Trouble[] {
  return items.flatMap(({ matched: { url, label }, uses }) => {
    const look = looks.get(url);
    if (look === undefined || look.result === "ok" || entries.get(url)?.state === "gone") return [];
    // wordTroubles() tells of these.
    if (look.result === "unknown-status") return [];
    const since = look.failingSince ?? look.at;
    const isKnown = look.lastGood !== undefined || entries.has(url);
    const isUrgent = look.result === "not-found" && !isKnown;
    if (!isUrgent && now.getTime() - Date.parse(since) < WEEK) return [];
    const failure = `could not be read since ${formatDay(since)}: ${codeSpan(look.message ?? look.result)}`;
    const what = `${markdownLink(label, url)} ${failure}. Linked at ${placeSpans(uses)}`;
    return [{ key: `unread ${url}`, what, remedy: remedyFor(look.result, isKnown) }];
  });
}

function remedyFor(kind: Look["result"], isKnown: boolean): string {
  if (kind === "malformed") return "Its state stands as it was. Open it by hand: upstream gives what it should not";
  if (kind !== "not-found") return "Its state stands as it was. Open it by hand; it may need a token";
  return isKnown
    ? "Nothing proves that it is gone: perhaps it is hidden, and needs a token"
    : "It was never seen: is its address right? A hidden one needs a token";
}

function looksTrouble(setAside: string): Trouble {
  const what = `The file of looks could not be read, and was set aside as ${codeSpan(setAside)}`;
  return {
    key: "looks",
    what,
    remedy: "Nothing to do: everything was looked at anew. Delete it when you have seen it",
  };
}

/** What the build has to complain of. */
export function buildTroubles(built: BuildResult | Error): Trouble[] {
  if (built instanceof Error) {
    const what = `**The build broke down**: ${codeSpan(built.message)}`;
    return [{ key: "build", what, remedy: "The site is as it was; the log of the job tells more" }];
  }
  if (built.published !== undefined) return withheldTroubles(built.site.problems);
  const what = "**Nothing was published**: content/site.yaml has defects, and it concerns every page";
  return [{ key: "unpublished", what, remedy: "`npm run build` tells what to do about each" }];
}

/** Documents that the site does not show because of their defects. */
export function withheldTroubles(problems: readonly Problem[]): Trouble[] {
  const defects = problems.filter(withholds);
  return [...Map.groupBy(defects, ({ place }) => place.file)].map(([file, found]) => {
    const told = found.map(({ what, place }) => `${place.line}:${place.column} ${codeSpan(what)}`).join("; ");
    const what = `${codeSpan(file)} is not shown: ${told}`;
    return { key: `withheld ${file}`, what, remedy: "`npm run build` tells what to do about each" };
  });
}

const SHOWN = 10;

function list(labels: readonly string[]): string {
  const shown = labels.slice(0, SHOWN).map(codeSpan).join(", ");
  return labels.length > SHOWN ? `${shown} and ${labels.length - SHOWN} more` : shown;
}
