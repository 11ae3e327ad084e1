// Links between alerts, runbooks and post-mortems, in every direction.

import { type Html, html, when } from "../../../core/html.ts";
import { oncePerList } from "../../../core/once-per-list.ts";
import type { AnyDocument, RunbookDocument } from "../../../corpus/documents.ts";
import type { Alert } from "../../../model/alert.ts";
import { formatDay } from "../../../model/date.ts";
import { type PagePart, pageId } from "../../../model/page-ids.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { titleText } from "../language.ts";

/** The alerts that a document names, and those that a runbook covers all the same; one without a page is text. */
export function alertLinks(data: PageData, document: AnyDocument): Html | null {
  const names = alertNames(data, document);
  if (names.length === 0) return null;
  const links = names.map((name) => html`${alertLink(data, name)} `);
  // The keywords of a runbook have them: in its text, they would be all that a hit shows.
  const ignored = when(document.kind === "runbook", () => html` data-pagefind-ignore`);
  return html`<p class="alerts"${ignored}>Alerts: ${links}</p>`;
}

/** To the page of the alert that has or had this name. */
export function alertLink(data: PageData, name: string): Html {
  const url = pagesOf(data.alerts).get(name);
  return url === undefined ? html`<code>${name}</code>` : html`<a href="${href(data, url)}">${name}</a>`;
}

const pagesOf = oncePerList(
  (alerts: readonly Alert[]) =>
    new Map(alerts.flatMap(({ name, url, otherNames }) => [name, ...otherNames].map((one) => [one, url] as const))),
);

/** Names of the alerts of a document, in its order, then those that lead to it unnamed. */
export function alertNames(data: PageData, document: AnyDocument): readonly string[] {
  const named = document.data.alerts.map(({ name }) => name);
  const covered = document.kind === "runbook" ? (byRunbook(data.alerts).get(document.name) ?? []) : [];
  const isNamed = new Set(named);
  const others = covered.filter(({ name, otherNames }) => ![name, ...otherNames].some((one) => isNamed.has(one)));
  return [...isNamed, ...others.map(({ name }) => name)];
}

const byRunbook = oncePerList((alerts: readonly Alert[]) => {
  const found = new Map<string, Alert[]>();
  for (const alert of alerts)
    for (const name of alert.runbooks) if (found.get(name)?.push(alert) === undefined) found.set(name, [alert]);
  return found;
});

/** The runbooks of these names, under a heading. */
export function runbookLinks(data: PageData, names: readonly string[]): Html | null {
  const runbooks = [...new Set(names.flatMap((name) => data.corpus.runbookNamed(name) ?? []))];
  return section(
    "runbooks",
    "Runbooks",
    runbooks,
    (runbook) => html`<a href="${href(data, runbook.url)}">${titleText(data, runbook)}</a>`,
  );
}

/** The post-mortems that name a runbook, under a heading. */
export function incidentLinks(data: PageData, runbook: RunbookDocument): Html | null {
  return section("incidents", "Incidents", data.corpus.incidentsOf.get(runbook) ?? [], (incident) => {
    const { date } = incident.data;
    return html`<a href="${href(data, incident.url)}">${titleText(data, incident)}</a>${when(date, () => html` (${formatDay(date ?? "")})`)}`;
  });
}

function section<T>(part: PagePart, title: string, items: readonly T[], item: (value: T) => Html): Html | null {
  return when(
    items.length > 0,
    () =>
      html`<section><h2 id="${pageId(part)}">${title}</h2><ul>${items.map((value) => html`<li>${item(value)}</li>`)}</ul></section>\n`,
  );
}
