// What the nightly job tells the maintainer: Markdown that is empty when there is nothing to do or to know. Words of
// upstream stand in code spans, so that they can call nobody and link nowhere.

import { codeSpan, markdownLink } from "../core/markdown-text.ts";
import type { Place } from "../core/position.ts";
import { formatDay } from "../model/date.ts";
import type { Reference } from "../model/reference.ts";
import type { Consequence } from "../model/wait.ts";
import type { Moved, News, Turned } from "../trackers/news.ts";
import type { Trouble } from "./trouble.ts";

/** The report; "" when there is nothing to tell. */
export function nightReport(news: News, troubles: readonly Trouble[]): string {
  const parts = [
    ...section(
      "Upstream moved",
      news.moved.map((moved) => movedText(moved, news.turned)),
    ),
    ...section("What waits for upstream", loose(news).map(turnedText)),
    ...section("New addresses", news.readdressed.map(readdressedText)),
    ...section(
      "To look after",
      troubles.map(({ what, remedy }) => `- ${what}\n  ${remedy}`),
    ),
  ];
  return parts.length === 0 ? "" : `${parts.join("\n\n")}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, ...items];
}

function movedText({ before, after }: Moved, turned: readonly Turned[]): string {
  const since = after.since === undefined ? "" : ` since ${formatDay(after.since)}`;
  const mine = turned.filter(({ after: wait }) => wait.reference?.url === after.url);
  const lines = [
    `### ${markdownLink(after.label, after.url)}: ${codeSpan(before.words)} → ${codeSpan(after.words)}`,
    `${codeSpan(after.title ?? "")}${since}; upstream says ${codeSpan(after.remoteStatus ?? "")}`,
    [...mine.map(turnedText), linkedFrom(after)].join("\n"),
  ];
  return lines.join("\n\n");
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
    `- ${at(place)} ${kind} in ${codeSpan(document.title)}: ${codeSpan(text)}`,
    `  The page now says: ${codeSpan(consequence.words)}`,
    `  ${whatToDo(consequence)}`,
  ].join("\n");
}

/** Without a version nobody can tell who still needs it. */
function whatToDo({ kind, versions }: Consequence): string {
  return kind === "retirable" && versions.length === 0 ? VERSION_WANTED : WHAT_TO_DO[kind];
}

/** Where the badge has changed by itself. */
function linkedFrom({ uses }: Reference): string {
  return `- Linked at ${placesOf(uses)}: the badges there say so, nothing to do`;
}

function readdressedText({ label, url, movedTo, uses }: Reference): string {
  const now = codeSpan(movedTo ?? "");
  return `- ${markdownLink(label, url)} is now at ${now}\n  Write the new address at ${placesOf(uses)}`;
}

function placesOf(uses: Reference["uses"]): string {
  const sorted = uses
    .map(({ place }) => place)
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return sorted.map(at).join(", ");
}

function at({ file, line, column }: Place): string {
  return codeSpan(`${file}:${line}:${column}`);
}
