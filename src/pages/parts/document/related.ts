// Links between alerts, runbooks and post-mortems, in every direction.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument, RunbookDocument } from "../../../corpus/documents.ts";
import type { Alert } from "../../../model/alert.ts";
import { formatDay } from "../../../model/date.ts";
import { type PagePart, pageId } from "../../../model/page-ids.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { titleText } from "../language.ts";
import { oncePerList } from "../once-per-list.ts";

/** The alerts that a document names; one without a rule is text. */
export function alertLinks(data: PageData, document: AnyDocument): Html | null {
  const names = document.data.alerts;
  if (names.length === 0) return null;
  const ruled = namesOf(data.alerts);
  const links = names.map((name) =>
    ruled.has(name) ? html`<a href="${href(data, "/alerts/")}#${name}">${name}</a> ` : html`<code>${name}</code> `,
  );
  // The keywords of a runbook have them: in its text, they would be all that a hit shows.
  const ignored = when(document.kind === "runbook", () => html` data-pagefind-ignore`);
  return html`<p class="alerts"${ignored}>Alerts: ${links}</p>`;
}

const namesOf = oncePerList((alerts: readonly Alert[]) => new Set(alerts.map(({ name }) => name)));

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
