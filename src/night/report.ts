// The nightly job's report to the maintainer: Markdown that is empty when there is nothing to do or to know. Upstream's
// words are in code spans, so that they mention no user and link nowhere.

import { codeSpan, markdownLink, placeSpan, placeSpans } from "../core/markdown-text.ts";
import { formatDay } from "../model/date.ts";
import type { Reference } from "../model/reference.ts";
import { stateWords } from "../model/state.ts";
import type { Consequence } from "../model/wait.ts";
import { type Moved, movedTargets, type News, type Turned } from "../trackers/news.ts";
import { isReview } from "./reviews.ts";
import type { Trouble } from "./trouble.ts";

/** The report; "" when there is nothing to report. */
export function nightReport(news: News, troubles: readonly Trouble[]): string {
  const { moved, turned, readdressed } = news;
  const others = troubles.filter((trouble) => !isReview(trouble));
  const isPressing = ({ after }: Moved) => after.state === "gone" || turnedBy(after, turned).length > 0;
  const parts = [
    ...section("Upstream changes", [
      ...moved.filter(isPressing).map(({ before, after }) => movedText(before, after, turnedBy(after, turned))),
      ...section("Only badges changed", listed(moved.filter((one) => !isPressing(one)).map(badgeText)), "###"),
    ]),
    ...section("Waiting for upstream", listed(loose(news).map(turnedText))),
    ...section("New addresses", listed(readdressed.map(readdressedText))),
    ...section("Overdue reviews", reviewTexts(troubles.filter(isReview))),
    ...section("Needs attention", listed(troubleTexts(others))),
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

/** One remedy settles all of them, so it is printed once. */
function reviewTexts(reviews: readonly Trouble[]): string[] {
  return [...listed(reviews.map(({ what }) => `- ${what}`)), ...new Set(reviews.map(({ remedy }) => remedy))];
}

function turnedBy({ url }: Reference, turned: readonly Turned[]): readonly Turned[] {
  return turned.filter(({ after }) => after.reference?.url === url);
}

/** A move that needs action. */
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
  "- **Open it in a browser.** If it moved, write the new address. If it is hidden, a token may help. If it was deleted, link to a replacement or a copy";

/** A move that the pages show already. */
function badgeText({ before, after }: Moved): string {
  return `- ${changeText(before, after)}. Linked at ${placeSpans(after.uses)}`;
}

/** [LP #1](…): `open` → `fix released` since 20 November 2026; upstream status `Fix Released` */
function changeText(before: Reference, after: Reference): string {
  const link = markdownLink(after.label, after.url);
  const since = after.since === undefined ? "" : ` since ${formatDay(after.since)}`;
  const began = after.flapping.filter((name) => !before.flapping.includes(name));
  if (began.length > 0)
    return `${link}${namesText(began)} ${FLAPPING}; now ${codeSpan(wordsOf(after))}${since}${targetsText({ before, after })}`;
  if (before.flapping.length > 0 && after.flapping.length === 0 && after.state !== "gone")
    return `${link} has settled: ${codeSpan(wordsOf(after))}${since}`;
  const change = `${codeSpan(wordsOf(before))} → ${codeSpan(wordsOf(after))}${since}`;
  const remote = after.remoteStatus === null ? "" : `; upstream status ${codeSpan(after.remoteStatus)}`;
  return `${link}: ${change}${targetsText({ before, after })}${remote}`;
}

const FLAPPING = "goes back and forth, and is not reported again until it settles";

function namesText(names: readonly (string | null)[]): string {
  const targets = names.filter((name) => name !== null);
  return targets.length === 0 ? "" : ` (${targets.map(codeSpan).join(", ")})`;
}

/** The words for a culprit change are always the same; what moved is its state. */
function wordsOf({ role, state, words }: Reference): string {
  return role === undefined ? words : `${words}: ${stateWords(state)}`;
}

/** Which of several targets moved: their sum may read as before. Upstream may also add and remove targets. */
function targetsText(moved: Moved): string {
  const { before, after } = moved;
  const counts = [before.counted.length, after.counted.length];
  // A page that is gone, and a duplicate, have no targets that count.
  if (Math.max(...counts) < 2 || Math.min(...counts) === 0) return "";
  const texts = movedTargets(moved).map(({ name, was, is }) => {
    if (was === undefined || is === undefined)
      return `${codeSpan(name)} ${is === undefined ? "removed" : `added: ${codeSpan(stateWords(is.state))}`}`;
    return `${codeSpan(name)}: ${codeSpan(stateWords(was.state))} → ${codeSpan(stateWords(is.state))}`;
  });
  return texts.length === 0 ? "" : ` (${texts.join(", ")})`;
}

/** Waits whose reference has not moved itself: a version was stated, or it is seen for the first time. */
function loose({ moved, turned }: News): Turned[] {
  const urls = new Set(moved.map(({ after }) => after.url));
  return turned.filter(({ after }) => !urls.has(after.reference?.url ?? ""));
}

const VERSION_WANTED =
  "**Which version?** State it under `fixes` with `for:`, so that readers see whether theirs has the fix";

const WHAT_TO_DO: Readonly<Record<Consequence["kind"], string>> = {
  retirable: "**No longer needed.** Remove it, or keep it for older versions and remove its `until`",
  permanent: "**Needed for good.** Say so in the text, and remove its `until`",
  doubtful:
    "**Decide.** Upstream does not say that the change will come. Name another reference, or a version under `fixes`",
  waiting: "**Needed again.** Upstream no longer counts the change as done. The page says so already",
};

function turnedText({ after }: Turned): string {
  const { text, place, document, kind, consequence } = after;
  return [
    `- ${placeSpan(place)} ${kind} in ${codeSpan(document.title)}: ${codeSpan(text)}`,
    `  The page now says: ${codeSpan(consequence.words)}`,
    `  ${whatToDo(consequence)}`,
  ].join("\n");
}

/** Without a version, no reader can know who still needs it. */
function whatToDo({ kind, versions }: Consequence): string {
  return kind === "retirable" && versions.length === 0 ? VERSION_WANTED : WHAT_TO_DO[kind];
}

function readdressedText({ label, url, movedTo, uses }: Reference): string {
  const now = codeSpan(movedTo ?? "");
  return `- ${markdownLink(label, url)} is now at ${now}\n  Write the new address at ${placeSpans(uses)}`;
}
