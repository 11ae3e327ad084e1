// What the nightly job tells the maintainer: Markdown that is empty when there is nothing to do or to know. Words of
// upstream stand in code spans, so that they can call nobody and link nowhere.

import { codeSpan, markdownLink, placeSpan, placeSpans } from "../core/markdown-text.ts";
import { formatDay } from "../model/date.ts";
import type { Reference } from "../model/reference.ts";
import { stateWords } from "../model/state.ts";
import type { Consequence } from "../model/wait.ts";
import { type Moved, movedTargets, type News, type Turned } from "../trackers/news.ts";
import { isReview } from "./reviews.ts";
import type { Trouble } from "./trouble.ts";

/** The report; "" when there is nothing to tell. */
export function nightReport(news: News, troubles: readonly Trouble[]): string {
  const { moved, turned, readdressed } = news;
  const others = troubles.filter((trouble) => !isReview(trouble));
  const isPressing = ({ after }: Moved) => after.state === "gone" || turnedBy(after, turned).length > 0;
  const parts = [
    ...section("Upstream moved", [
      ...moved.filter(isPressing).map(({ before, after }) => movedText(before, after, turnedBy(after, turned))),
      ...section("Only badges changed", listed(moved.filter((one) => !isPressing(one)).map(badgeText)), "###"),
    ]),
    ...section("What waits for upstream", listed(loose(news).map(turnedText))),
    ...section("New addresses", listed(readdressed.map(readdressedText))),
    ...section("Overdue reviews", reviewTexts(troubles.filter(isReview))),
    ...section("To look after", listed(troubleTexts(others))),
  ];
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n`;
}

function section(title: string, items: readonly string[], marks = "##"): string[] {
  return items.length === 0 ? [] : [`${marks} ${title}`, ...items];
}

function listed(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [items.join("\n")];
}

/** What belongs to a group takes one line each. */
function troubleTexts(troubles: readonly Trouble[]): string[] {
  return [...Map.groupBy(troubles, ({ key, group }) => group ?? key).values()].map((same) => {
    const [{ group, what, remedy }] = same as [Trouble, ...Trouble[]];
    if (group === undefined) return `- ${what}\n  ${remedy}`;
    return [`- ${group}`, ...same.map((one) => `  - ${one.what}`)].join("\n");
  });
}

/** All of them are settled in the same way, which is said once. */
function reviewTexts(reviews: readonly Trouble[]): string[] {
  return [...listed(reviews.map(({ what }) => `- ${what}`)), ...new Set(reviews.map(({ remedy }) => remedy))];
}

function turnedBy({ url }: Reference, turned: readonly Turned[]): readonly Turned[] {
  return turned.filter(({ after }) => after.reference?.url === url);
}

/** A move after which somebody has something to do. */
function movedText(before: Reference, after: Reference, turned: readonly Turned[]): string {
  const title = after.title === null ? [] : [codeSpan(after.title)];
  const gone = after.state === "gone" ? [GONE] : [];
  return [
    `### ${changeText(before, after)}`,
    ...title,
    [...gone, ...turned.map(turnedText), `- Linked at ${placeSpans(after.uses)}`].join("\n"),
  ].join("\n\n");
}

const GONE =
  "- **Open it by hand.** Moved: write the new address. Hidden: a token may help. Deleted: link what replaces it, or a copy";

/** A move of which the pages have told already. */
function badgeText({ before, after }: Moved): string {
  return `- ${changeText(before, after)}. Linked at ${placeSpans(after.uses)}`;
}

/** [LP #1](…): `open` → `fix released` since 20 November 2026; upstream says `Fix Released` */
function changeText(before: Reference, after: Reference): string {
  const link = markdownLink(after.label, after.url);
  const since = after.since === undefined ? "" : ` since ${formatDay(after.since)}`;
  const began = after.flapping.filter((name) => !before.flapping.includes(name));
  if (began.length > 0)
    return `${link}${namesText(began)} ${FLAPPING}; now ${codeSpan(wordsOf(after))}${since}${targetsText({ before, after })}`;
  if (before.flapping.length > 0 && after.flapping.length === 0 && after.state !== "gone")
    return `${link} has come to rest: ${codeSpan(wordsOf(after))}${since}`;
  const change = `${codeSpan(wordsOf(before))} → ${codeSpan(wordsOf(after))}${since}`;
  const remote = after.remoteStatus === null ? "" : `; upstream says ${codeSpan(after.remoteStatus)}`;
  return `${link}: ${change}${targetsText({ before, after })}${remote}`;
}

const FLAPPING = "goes back and forth, and nothing more of that is told until it rests";

function namesText(names: readonly (string | null)[]): string {
  const targets = names.filter((name) => name !== null);
  return targets.length === 0 ? "" : ` (${targets.map(codeSpan).join(", ")})`;
}

/** Of the change that did it, the words are always the same; what moved is its state. */
function wordsOf({ role, state, words }: Reference): string {
  return role === undefined ? words : `${words}: ${stateWords(state)}`;
}

/** Which of several targets moved: the sum of them may read as before. Upstream may add and take away some, too. */
function targetsText(moved: Moved): string {
  const { before, after } = moved;
  const counts = [before.counted.length, after.counted.length];
  // Of a page that is gone, or of a duplicate, no target counts.
  if (Math.max(...counts) < 2 || Math.min(...counts) === 0) return "";
  const told = movedTargets(moved).map(({ name, was, is }) => {
    if (was === undefined || is === undefined)
      return `${codeSpan(name)} ${is === undefined ? "taken away" : `added: ${codeSpan(stateWords(is.state))}`}`;
    return `${codeSpan(name)}: ${codeSpan(stateWords(was.state))} → ${codeSpan(stateWords(is.state))}`;
  });
  return told.length === 0 ? "" : ` (${told.join(", ")})`;
}

/** Waits whose reference has not moved itself: a version was stated, or it is seen for the first time. */
function loose({ moved, turned }: News): Turned[] {
  const told = new Set(moved.map(({ after }) => after.url));
  return turned.filter(({ after }) => !told.has(after.reference?.url ?? ""));
}

const VERSION_WANTED =
  "**Which version?** State it under `fixes` with `for:`, so that readers can tell whether theirs has it";

const WHAT_TO_DO: Readonly<Record<Consequence["kind"], string>> = {
  retirable: "**It can go.** Take it out, or keep it for older versions and take its `until` out",
  permanent: "**It stays.** Say so in the text, and take its `until` out",
  doubtful:
    "**Decide.** Nobody says that what it waits for will come; name another reference, or a version under `fixes`",
  waiting: "**Needed again.** What upstream had settled is open; the page says so already",
};

function turnedText({ after }: Turned): string {
  const { text, place, document, kind, consequence } = after;
  return [
    `- ${placeSpan(place)} ${kind} in ${codeSpan(document.title)}: ${codeSpan(text)}`,
    `  The page now says: ${codeSpan(consequence.words)}`,
    `  ${whatToDo(consequence)}`,
  ].join("\n");
}

/** Without a version nobody can tell who still needs it. */
function whatToDo({ kind, versions }: Consequence): string {
  return kind === "retirable" && versions.length === 0 ? VERSION_WANTED : WHAT_TO_DO[kind];
}

function readdressedText({ label, url, movedTo, uses }: Reference): string {
  const now = codeSpan(movedTo ?? "");
  return `- ${markdownLink(label, url)} is now at ${now}\n  Write the new address at ${placeSpans(uses)}`;
}
