// What a post-mortem's front matter states: summary, timeline, mitigations, actions, lessons.

import { type Html, html, when } from "../../core/html.ts";
import type { PostmortemDocument } from "../../corpus/documents.ts";
import { formatDay, formatTime } from "../../model/date.ts";
import { pageId } from "../../model/page-ids.ts";
import type { Postmortem } from "../../model/postmortem.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";
import { itemLink, untilNote } from "./until.ts";

/** Impact, trigger, causes: the incident on one screen. */
export function summary({ data }: PostmortemDocument): Html | null {
  const facts: (readonly [string, readonly string[]])[] = [
    ["Impact", data.impact === undefined ? [] : [data.impact]],
    ["Trigger", data.trigger === undefined ? [] : [data.trigger]],
    ["Root cause", data.rootCauses],
    ["Contributing factors", data.contributing],
  ];
  const stated = facts.filter(([, texts]) => texts.length > 0);
  if (stated.length === 0) return null;
  return html`<dl class="summary">${stated.map(([name, texts]) => html`<dt>${name}</dt>${texts.map((text) => html`<dd>${text}</dd>`)}\n`)}</dl>`;
}

/**
 * The entries in the author's order, several of one day below it. Lists in a list, because many a timeline has one entry
 * a day: as headings, the days would drown those of the text.
 */
export function timeline({ data }: PostmortemDocument): Html | null {
  if (data.timeline.length === 0) return null;
  const days = entriesByDay(data.timeline).map(timelineDay);
  return html`<section><h2 id="${pageId("timeline")}">Timeline</h2><ol class="timeline">${days}</ol></section>\n`;
}

type Entry = Postmortem["timeline"][number];

/** Runs of entries of one day, each day being that of the entry's own zone. */
function entriesByDay(entries: readonly Entry[]): [Entry, ...Entry[]][] {
  const days: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const last = days.at(-1);
    if (last !== undefined && formatDay(last[0].at) === formatDay(entry.at)) last.push(entry);
    else days.push([entry]);
  }
  return days;
}

function timelineDay([first, ...others]: readonly [Entry, ...Entry[]]): Html {
  const day = formatDay(first.at);
  if (others.length === 0) return timelineEntry(first, [day, formatTime(first.at)]);
  const entries = [first, ...others].map((entry) => timelineEntry(entry, [formatTime(entry.at)]));
  return html`<li class="day"><time datetime="${first.at.slice(0, 10)}">${day}</time><ol>${entries}</ol></li>\n`;
}

/** Each time has its zone with it: entries are read one by one, and those of upstream are often of another zone. */
function timelineEntry({ at, kind, text, evidence }: Entry, dates: readonly (string | undefined)[]): Html {
  const told = dates.filter((part) => part !== undefined).join(", ");
  return html`<li>${when(told, () => html`<time datetime="${at}">${told}</time> `)}<span class="kind">${kind}</span><br>${text}${when(evidence, () => html` <a class="evidence" href="${evidence ?? ""}">evidence</a>`)}</li>\n`;
}

export function mitigations(data: PageData, document: PostmortemDocument): Html | null {
  const stated = document.data.mitigations;
  if (stated.length === 0) return null;
  const items = stated.map(
    (mitigation, i) =>
      html`<li><strong>${mitigation.text}</strong>${when(mitigation.price, () => html` Price: ${mitigation.price ?? null}`)}${runbookLink(data, mitigation.runbook)}${until(data, document, ["mitigations", i])}</li>\n`,
  );
  return html`<section><h2 id="${pageId("mitigations")}">Mitigations and their price</h2><ul>${items}</ul></section>\n`;
}

function runbookLink(data: PageData, name: string | undefined): Html | null {
  const runbook = name === undefined ? undefined : data.corpus.runbookNamed(name);
  return runbook === undefined ? null : html` → <a href="${href(data, runbook.url)}">${runbook.title}</a>`;
}

/** What became of the `until` of a mitigation or an action. */
function until(
  data: PageData,
  document: PostmortemDocument,
  [list, i]: ["mitigations" | "actions", number],
): Html | null {
  const ref = document.data[list][i]?.until?.ref;
  return ref === undefined ? null : untilNote(data, document.placeOf(list, i, "until"), ref);
}

export function actions(data: PageData, document: PostmortemDocument): Html | null {
  const stated = document.data.actions;
  if (stated.length === 0) return null;
  const rows = stated.map(
    ({ text, kind, owner, due, done }, i) =>
      html`<tr><td>${text}${followed(data, stated[i])}${until(data, document, ["actions", i])}</td><td>${kind}</td><td>${owner ?? "none yet"}</td><td>${done ? `done ${formatDay(done)}` : due ? `due ${formatDay(due)}` : "no date"}</td></tr>\n`,
  );
  return html`<section><h2 id="${pageId("actions")}">Action items</h2><div class="table" role="group" aria-label="Action items" tabindex="0"><table class="stack"><thead><tr><th scope="col">What</th><th scope="col">Kind</th><th scope="col">Owner</th><th scope="col">When</th></tr></thead><tbody>${rows}</tbody></table></div></section>\n`;
}

/** Where an action is followed, unless that is what it waits for: the words have that link already. */
function followed(data: PageData, action: Postmortem["actions"][number] | undefined): Html | null {
  const ref = action?.ref;
  if (ref === undefined || ref === action?.until?.ref) return null;
  return html` ${itemLink(data, data.references.byUrl.get(ref), ref)}`;
}

export function lessons({ data }: PostmortemDocument): Html | null {
  if (data.lessons === undefined) return null;
  const { wentWell, wentWrong, lucky } = data.lessons;
  const groups = [
    ["What went well", wentWell],
    ["What went wrong", wentWrong],
    ["Where luck helped", lucky],
  ] as const;
  const told = groups.filter(([, items]) => items.length > 0);
  return html`<section><h2 id="${pageId("lessons")}">Lessons</h2>${told.map(([name, items]) => html`<h3>${name}</h3><ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`)}</section>\n`;
}
