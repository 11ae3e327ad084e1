// How things stand, as counts that lead to what they count. What is zero is left out.

import { type Html, html, when } from "../../core/html.ts";
import { formatDay } from "../../model/date.ts";
import { type State, stateWords } from "../../model/state.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";
import { datedReviews } from "./document/review.ts";
import { groupId } from "./lists/grouped-list.ts";
import { stateTitle } from "./references/badge.ts";

/** Null where nothing is open, to be retired, to be reviewed or to be looked up. */
export function counts(data: PageData): Html | null {
  const items = [upstream(data, "open", "open upstream"), upstream(data, "in-progress", "being worked on upstream")];
  const shown = [...items, retirable(data), reviews(data)].filter((item) => item !== null);
  const list = when(
    shown.length > 0,
    () => html`<ul class="counts">${shown.map((item) => html`<li>${item}</li>`)}</ul>\n`,
  );
  const quiet = unread(data);
  return list || quiet ? html`${list}${quiet}` : null;
}

function upstream(data: PageData, state: State, words: string): Html | null {
  const count = data.references.list.filter((reference) => reference.state === state).length;
  return when(count > 0, () => counted("count-open", groupUrl(data, state), count, words));
}

function groupUrl(data: PageData, state: State): string {
  return `${href(data, "/references/")}#${groupId({ title: stateTitle(state) })}`;
}

/** As the group "Can go" of /workarounds/: a version that needs the workaround no longer is known. */
function retirable(data: PageData): Html | null {
  const count = data.waits.filter(
    ({ consequence: { kind, versions } }) => kind === "retirable" && versions.length > 0,
  ).length;
  const words = count === 1 ? "workaround can be retired" : "workarounds can be retired";
  return when(count > 0, () => counted("count-done", `${href(data, "/workarounds/")}#retirable`, count, words));
}

/** A build has no clock: theme/looked.js reads the days, and says in this place how many reviews are overdue. */
function reviews(data: PageData): Html | null {
  const days = datedReviews(data).map(({ due }) => due);
  const [next] = days;
  if (next === undefined) return null;
  const words = days.length === 1 ? "review, due" : "reviews, earliest due";
  return html`<a class="count-reviews" href="${href(data, "/reviews/")}" data-due-days="${days.join(" ")}"><span><b>${days.length}</b> ${words} ${formatDay(next)}</span></a>`;
}

function counted(look: string, url: string, count: number, words: string): Html {
  return html`<a class="${look}" href="${url}"><span><b>${count}</b> ${words}</span></a>`;
}

/** Said once for all of them. */
function unread(data: PageData): Html | null {
  const { list } = data.references;
  const count = list.filter(({ words }) => words === stateWords("unknown")).length;
  const text = list.length === 1 ? "1 reference" : `${count} of ${list.length} references`;
  const words = html`<a href="${groupUrl(data, "unknown")}">${text}</a> ${count === 1 ? "is" : "are"} not looked up yet`;
  return when(count > 0, () => html`<p class="facts">${words}</p>\n`);
}
