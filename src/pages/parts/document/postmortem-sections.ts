// What a post-mortem's front matter states: summary, timeline, mitigations, actions, lessons.

import { type Html, html, when } from "../../../core/html.ts";
import type { PostmortemDocument } from "../../../corpus/documents.ts";
import { sourceId } from "../../../markdown/features/citations.ts";
import { formatDay, formatTime } from "../../../model/date.ts";
import { pageId } from "../../../model/page-ids.ts";
import type { Postmortem } from "../../../model/postmortem.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { documentLanguage, sentence, titleText } from "../language.ts";
import { itemLink, untilNote } from "../references/until.ts";

/** Directly under the title: the description as the summary. */
export function opening(data: PageData, document: PostmortemDocument): Html {
  const { description } = document.data;
  return html`${when(description, () => html`<p class="lead"${documentLanguage(data, document)}>${description ?? null}</p>\n`)}`;
}

/** Whose account the text retells; a link to the sources that it lists. */
export function retold({ data: { retoldFrom }, rendered }: PostmortemDocument): Html | undefined {
  if (retoldFrom === undefined) return undefined;
  const words = retoldFrom.replace(/\.$/, "");
  const [first] = rendered.sources;
  return html`retold from ${first === undefined ? words : html`<a href="#${sourceId(first)}">${words}</a>`}`;
}

/** Impact, trigger, causes. Folded on a phone, where the story begins within two screens. */
export function summary(page: PageData, document: PostmortemDocument): Html | null {
  const { data } = document;
  const facts: (readonly [string, readonly string[]])[] = [
    ["Impact", data.impact === undefined ? [] : [data.impact]],
    ["Trigger", data.trigger === undefined ? [] : [data.trigger]],
    ["Root cause", data.rootCauses],
    ["Contributing factors", data.contributing],
  ];
  const stated = facts.filter(([, texts]) => texts.length > 0);
  if (stated.length === 0) return null;
  const language = documentLanguage(page, document);
  return html`<details class="unfolded"><summary>${namesOf(stated)}</summary>
<dl class="summary">${stated.map(([name, texts]) => html`<dt>${name}</dt>\n${texts.map((text) => html`<dd${language}>${text}</dd>\n`)}`)}</dl></details>`;
}

/** "Impact, trigger and root cause" */
function namesOf(stated: readonly (readonly [string, readonly string[]])[]): string {
  const words = new Intl.ListFormat("en").format(stated.map(([name]) => name.toLowerCase()));
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** One list in the author's order; two where an entry has no date. */
export function timeline(page: PageData, document: PostmortemDocument): Html | null {
  const { data } = document;
  if (data.timeline.length === 0) return null;
  const words: Words = (text) => sentence(page, document, text);
  const isDated = data.timeline.every(({ at }) => at !== undefined);
  const lists = isDated ? entryList(data.timeline, words) : incidentAndUpstream(data.timeline, words);
  return html`<section><h2 id="${pageId("timeline")}">Timeline</h2>${lists}</section>\n`;
}

type Entry = Postmortem["timeline"][number];
/** A text of the document. */
type Words = (text: string) => Html;

/** Upstream's entries stand apart: no date says between which entries of the incident they belong. */
function incidentAndUpstream(entries: readonly Entry[], words: Words): Html {
  const { upstream = [], own = [] } = Object.groupBy(entries, ({ kind }) => (kind === "upstream" ? kind : "own"));
  const order = own.some(({ at }) => at !== undefined)
    ? "Entries without a date are placed in order."
    : "No times are given. The entries are in order.";
  const incident = html`<p class="small">${order}</p>${entryList(own, words)}`;
  if (upstream.length === 0) return incident;
  const count = upstream.length === 1 ? "1 entry" : `${upstream.length} entries`;
  const isProved = upstream.every(({ evidence }) => evidence !== undefined);
  return html`<div class="timelines"><div><h3>The incident</h3>${incident}</div><div><h3>Upstream</h3><details><summary>${count}${isProved ? ", with evidence" : ""}</summary>${entryList(upstream, words)}</details></div></div>`;
}

/**
 * The entries in the author's order, several of one day below it. Lists in a list, because many a timeline has one entry
 * a day: as headings, the days would drown those of the text.
 */
function entryList(entries: readonly Entry[], words: Words): Html {
  return html`<ol class="timeline">${entriesByDay(entries).map((day) => timelineDay(day, words))}</ol>`;
}

/** Runs of entries of one day, each day being that of the entry's own zone; one without a date is a run of its own. */
function entriesByDay(entries: readonly Entry[]): [Entry, ...Entry[]][] {
  const days: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const last = days.at(-1);
    const day = dayOf(entry);
    if (last !== undefined && day !== undefined && dayOf(last[0]) === day) last.push(entry);
    else days.push([entry]);
  }
  return days;
}

function dayOf({ at }: Entry): string | undefined {
  return at === undefined ? undefined : formatDay(at);
}

function timeOf({ at }: Entry): string | undefined {
  return at === undefined ? undefined : formatTime(at);
}

function timelineDay([first, ...others]: readonly [Entry, ...Entry[]], words: Words): Html {
  const day = dayOf(first);
  if (others.length === 0) return timelineEntry(first, [day, timeOf(first)], words);
  const entries = [first, ...others].map((entry) => timelineEntry(entry, [timeOf(entry)], words));
  return html`<li class="day"><time datetime="${first.at?.slice(0, 10) ?? ""}">${day ?? ""}</time><ol>${entries}</ol></li>\n`;
}

/** Each time has its zone with it: entries are read one by one, and those of upstream are often of another zone. */
function timelineEntry(
  { at, kind, text, evidence }: Entry,
  dates: readonly (string | undefined)[],
  words: Words,
): Html {
  const told = dates.filter((part) => part !== undefined).join(", ");
  const day = when(told, () => html`<time datetime="${at ?? ""}">${told}</time> `);
  const label = when(kind !== "note", () => html`<span class="kind">${kind}</span> `);
  return html`<li>${day}${label}${when(told, () => html`<br>`)}${words(text)}${when(evidence, () => html` <a class="evidence" href="${evidence ?? ""}">evidence</a>`)}</li>\n`;
}

/** A table to decide by, where somebody has written what tells the ways out apart; else a list. */
export function mitigations(data: PageData, document: PostmortemDocument): Html | null {
  const stated = document.data.mitigations;
  if (stated.length === 0) return null;
  const id = pageId("mitigations");
  if (stated.some(({ time, risk, reversible }) => [time, risk, reversible].some((text) => text !== undefined))) {
    return html`<section><h2 id="${id}">Ways out</h2>${waysOut(data, document)}</section>\n`;
  }
  const items = stated.map(
    (mitigation, i) =>
      html`<li><strong>${sentence(data, document, mitigation.text)}</strong>${when(mitigation.price, () => html` Price: ${sentence(data, document, mitigation.price ?? "")}`)}${runbookLink(data, mitigation.runbook)}${until(data, document, ["mitigations", i])}</li>\n`,
  );
  return html`<section><h2 id="${id}">Mitigations and their price</h2><ul>${items}</ul></section>\n`;
}

/** On a narrow screen each cell says what it is, because the heads of the columns are not shown there. */
function waysOut(data: PageData, document: PostmortemDocument): Html {
  const cell = (text: string | undefined) => (text === undefined ? "not stated" : sentence(data, document, text));
  const rows = document.data.mitigations.map(({ text, runbook, ...columns }, i) => {
    const cells = WAY_COLUMNS.map(([name, key]) => html`<td data-label="${name}: ">${cell(columns[key])}</td>`);
    return html`<tr><td><strong>${sentence(data, document, text)}</strong>${runbookLink(data, runbook)}${until(data, document, ["mitigations", i])}</td>${cells}</tr>\n`;
  });
  const heads = ["Way out", ...WAY_COLUMNS.map(([name]) => name)].map((name) => html`<th scope="col">${name}</th>\n`);
  return html`<div class="table" role="group" aria-label="Ways out"><table class="stack inline"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

const WAY_COLUMNS = [
  ["Time", "time"],
  ["Risk", "risk"],
  ["Reversible", "reversible"],
  ["Price", "price"],
] as const;

function runbookLink(data: PageData, name: string | undefined): Html | null {
  const runbook = name === undefined ? undefined : data.corpus.runbookNamed(name);
  return runbook === undefined ? null : html` → <a href="${href(data, runbook.url)}">${titleText(data, runbook)}</a>`;
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
      html`<tr><td>${sentence(data, document, text)}${followed(data, stated[i])}${until(data, document, ["actions", i])}</td><td>${kind}</td><td data-label="Owner: ">${owner === undefined ? "none yet" : sentence(data, document, owner)}</td><td data-label="When: ">${done ? `done ${formatDay(done)}` : due ? `due ${formatDay(due)}` : "no date"}</td></tr>\n`,
  );
  return html`<section><h2 id="${pageId("actions")}">Action items</h2><div class="table" role="group" aria-label="Action items"><table class="stack inline"><thead><tr><th scope="col">What</th> <th scope="col">Kind</th> <th scope="col">Owner</th> <th scope="col">When</th></tr></thead><tbody>${rows}</tbody></table></div></section>\n`;
}

/** Where an action is followed, unless that is what it waits for: the words have that link already. */
function followed(data: PageData, action: Postmortem["actions"][number] | undefined): Html | null {
  const ref = action?.ref;
  if (ref === undefined || ref === action?.until?.ref) return null;
  return html` ${itemLink(data, data.references.byUrl.get(ref), ref)}`;
}

export function lessons(page: PageData, document: PostmortemDocument): Html | null {
  const { data } = document;
  if (data.lessons === undefined) return null;
  const language = documentLanguage(page, document);
  const { wentWell, wentWrong, lucky } = data.lessons;
  const groups = [
    ["What went well", wentWell],
    ["What went wrong", wentWrong],
    ["Where luck helped", lucky],
  ] as const;
  const told = groups.filter(([, items]) => items.length > 0);
  return html`<section><h2 id="${pageId("lessons")}">Lessons</h2>${told.map(([name, items]) => html`<h3>${name}</h3><ul>${items.map((item) => html`<li${language}>${item}</li>`)}</ul>`)}</section>\n`;
}
