// The way from an alert to its runbook, for somebody who was just woken: runbooks by system, each with the names of its
// alerts.

import { type Html, html, when } from "../../../core/html.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { breakable } from "../breakable.ts";
import { alertNames } from "../document/related.ts";
import { titleText } from "../language.ts";
import { severityBadge } from "../severity.ts";
import { type Group, groupLinks, LONG } from "./grouped-list.ts";
import { groupsOfPages } from "./list-pages.ts";
import { unfinished } from "./lists.ts";
import { groupsOf, pagesOfSection, rootOf } from "./section-page.ts";
import { runbooksBySystem } from "./systems.ts";

/** All runbooks under a heading; where they are many, their groups with counts. Null where there are none. */
export function runbookIndex(data: PageData): Html | null {
  const { runbooks } = data.corpus;
  if (runbooks.length === 0) return null;
  const alertsOf: AlertsOf = (runbook) => alertNames(data, runbook);
  const hasAlerts = runbooks.some((runbook) => alertsOf(runbook).length > 0);
  const isLong = runbooks.length > LONG;
  const intro = when(hasAlerts, () => html`<p class="facts">${findAlert(data, isLong)}</p>\n`);
  const list = isLong ? links(data) : runbooksBySystem(data).map((group, i) => section(data, group, i > 0, alertsOf));
  return html`<section class="runbook-index"><h2>${hasAlerts ? "An alert fired?" : "Runbooks"}</h2>
${intro}${list}</section>
`;
}

function findAlert(data: PageData, isLong: boolean): Html {
  const count = data.alerts.length;
  const all = html`<a href="${href(data, "/alerts/")}">${count === 1 ? "the list of alerts" : `the list of all ${count} alerts`}</a>`;
  if (!isLong) return html`Find its name below the title of its runbook.`;
  return count === 0 ? html`Search for its name.` : html`Search for its name, or find it in ${all}.`;
}

/** To the groups of the runbooks' own list, which has a box to filter it. */
function links(data: PageData): Html {
  const list = href(data, "/runbooks/");
  const root = rootOf(data, "runbook");
  const groups = groupsOf(data, root);
  const pages = pagesOfSection(data, root);
  const links = pages === undefined ? groupLinks(groups, list) : groupsOfPages(data, pages);
  return html`${groups.length > 1 ? links : null}<p><a href="${list}">All ${data.corpus.runbooks.length} runbooks</a></p>`;
}

type AlertsOf = (runbook: RunbookDocument) => readonly string[];

/** What is in no group follows the others, so that it needs a name; alone, it needs none. */
function section(
  data: PageData,
  { title, path, items }: Group<RunbookDocument>,
  isLater: boolean,
  alertsOf: AlertsOf,
): Html {
  const name = title === "" && isLater ? "Others" : title;
  const heading = when(
    name,
    () => html`<h3>${when(path, () => html`<span class="path">${path ?? ""}</span>`)}${name}</h3>\n`,
  );
  // Whoever looks for the name of an alert need not pass those that no alert leads to.
  const alerted = items.toSorted((a, b) => +(alertsOf(b).length > 0) - +(alertsOf(a).length > 0));
  return html`${heading}<ul>${alerted.map((runbook) => item(data, runbook, alertsOf(runbook)))}</ul>
`;
}

/** One link for all of the row: a finger hits it anywhere, and Tab stops once. */
function item(data: PageData, runbook: RunbookDocument, alerts: readonly string[]): Html {
  const state = unfinished(runbook);
  const names = alerts.map((name) => html` <code>${breakable(name)}</code>`);
  return html`<li><a href="${href(data, runbook.url)}"><span class="title">${titleText(data, runbook)}</span> ${severityBadge(data, runbook.data.severity)}${when(state, () => html` <span class="facts">${state ?? null}</span>`)}${when(names.length > 0, () => html`<span class="alerts">${names}</span>`)}</a></li>
`;
}
