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

/** The troubles that follow from the lookups of this night and of earlier ones. */
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

/** Whether the lookups can show that a trouble is over; the build has others. An item that still fails is not over. */
export function isLookKey(key: string, looks: ReadonlyMap<string, Look>): boolean {
  const [kind = "", url = ""] = key.split(" ");
  if (kind === "unread") return (looks.get(url)?.result ?? "ok") === "ok";
  return ["blind", "held", "word", "looks"].includes(kind);
}

/** Whether this build can show that a trouble is over. */
export function isBuildKey(key: string, built: BuildResult | Error): boolean {
  const [kind] = key.split(" ");
  if (kind === "build" || kind === "unpublished") return true;
  return kind === "withheld" && !(built instanceof Error) && built.published !== undefined;
}

/** A tracker of which no item could be read for seven days. */
export function blindTrouble({ tracker, web, since, kinds, labels }: Blind): Trouble {
  return {
    key: `blind ${web}`,
    what: `**${tracker}** at ${web}: all lookups have failed since ${formatDay(since)} (${kinds.join(", ")}): ${list(labels)}`,
    remedy: "Their states are unchanged. Open one in a browser. A token, an address or a proxy may need fixing",
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
      what: `**Changes to ${group.length} references at ${instance.web}** are held back, because too many came at once or an answer was incomplete: ${labels}`,
      remedy: `They are accepted once upstream has said the same on three days. To accept them now: \`npm run nightly -- --accept ${tracker.name}\``,
    };
  });
}

/** Upstream statuses that no table knows: one trouble for each word of an instance, however many items have it. */
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
  return `**${tracker.title}** at ${instance.web} uses unknown upstream statuses, so the states are unchanged. Give each word a state (${TAUGHT}) below \`trackers:\` in content/site.yaml: ${setting}`;
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
    // wordTroubles() reports these.
    if (look.result === "unknown-status") return [];
    const since = look.failingSince ?? look.at;
    const isKnown = look.lastGood !== undefined || entries.has(url);
    const isUrgent = look.result === "not-found" && !isKnown;
    if (!isUrgent && now.getTime() - Date.parse(since) < WEEK) return [];
    const failure = `all lookups have failed since ${formatDay(since)}: ${codeSpan(look.message ?? look.result)}`;
    const what = `${markdownLink(label, url)}: ${failure}. Linked at ${placeSpans(uses)}`;
    return [{ key: `unread ${url}`, what, remedy: remedyFor(look.result, isKnown) }];
  });
}

function remedyFor(kind: Look["result"], isKnown: boolean): string {
  if (kind === "malformed")
    return "Its state is unchanged. Open it in a browser: upstream's answer has an unexpected form";
  if (kind !== "not-found") return "Its state is unchanged. Open it in a browser; it may need a token";
  return isKnown
    ? "Its state is unchanged. It may be hidden rather than gone: a token may help"
    : "No lookup has found it yet. Check its address; a hidden item needs a token";
}

function looksTrouble(setAside: string): Trouble {
  const what = `The file of lookups could not be read, and was moved to ${codeSpan(setAside)}`;
  return {
    key: "looks",
    what,
    remedy: "Every item was looked up again. Delete the moved file when you have read it",
  };
}

/** The troubles that the build has found. */
export function buildTroubles(built: BuildResult | Error): Trouble[] {
  if (built instanceof Error) {
    const what = `**The build failed**: ${codeSpan(built.message)}`;
    return [{ key: "build", what, remedy: "The site is unchanged. See the log of the job" }];
  }
  if (built.published !== undefined) return withheldTroubles(built.site.problems);
  const what = "**Nothing was published**: content/site.yaml has problems, and it concerns every page";
  return [{ key: "unpublished", what, remedy: REMEDIES }];
}

const REMEDIES = "`npm run build` prints a remedy for each problem";

/** Documents that the site leaves out because of their problems. */
export function withheldTroubles(problems: readonly Problem[]): Trouble[] {
  const defects = problems.filter(withholds);
  return [...Map.groupBy(defects, ({ place }) => place.file)].map(([file, found]) => {
    const problems = found.map(({ what, place }) => `${place.line}:${place.column} ${codeSpan(what)}`).join("; ");
    const what = `${codeSpan(file)} is not published: ${problems}`;
    return { key: `withheld ${file}`, what, remedy: REMEDIES };
  });
}

const SHOWN = 10;

function list(labels: readonly string[]): string {
  const shown = labels.slice(0, SHOWN).map(codeSpan).join(", ");
  return labels.length > SHOWN ? `${shown} and ${labels.length - SHOWN} more` : shown;
}
