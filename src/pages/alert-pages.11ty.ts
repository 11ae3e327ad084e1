// One page for each alert: whoever comes from a mail at night reads what to do first, then when the alert fires, and what
// happened before. /alerts/<Name>/

import { html, when } from "../core/html.ts";
import type { Alert } from "../model/alert.ts";
import { outputOf } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import type { PageType } from "./page-type.ts";
import { alertIncidents } from "./parts/alerts/alert-incidents.ts";
import { alertRules } from "./parts/alerts/alert-rules.ts";
import { alertRunbooks, runbooksOf } from "./parts/alerts/alert-runbooks.ts";
import { severitiesOf, summaryOf, summaryText } from "./parts/alerts/filled-in.ts";
import { breakable } from "./parts/breakable.ts";
import { siteLanguage } from "./parts/language.ts";
import { ABOVE, breadcrumb } from "./parts/lists/folders.ts";
import { severityBadge } from "./parts/severity.ts";
import { shell } from "./parts/shell.ts";

const page: PageType<{ alert: Alert }> = {
  data: {
    pagination: { data: "toMake.alerts", size: 1, alias: "alert" },
    permalink: ({ alert }) => outputOf(alert.url),
  },
  render(data) {
    const { alert } = data;
    const { name, url, rules } = alert;
    const badges = severitiesOf(rules).map((severity) => html`${severityBadge(data, severity)} `);
    const summary = summaryOf(rules);
    const body = html`<article>
<header class="title">${breadcrumb(data, ABOVE.alert)}<h1>${breakable(name)}</h1>
${when(badges.length > 0, () => html`<p class="facts">${badges}</p>\n`)}${when(summary, () => html`<p class="lead"${siteLanguage(data)}>${summary}</p>\n`)}</header>
<div class="text">
${alertRunbooks(data, alert)}${alertRules(data, alert, runbooksOf(data, alert).length > 0)}${alertIncidents(data, alert)}</div>
</article>`;
    return shell(data, { url, title: name, description: described(data, alert), body });
  },
};
export default page;

/** "When DiskFull fires (warning): less than 20 % left. Runbook: Disk is full" */
function described(data: PageData, alert: Alert): string {
  const severities = severitiesOf(alert.rules).join(", ");
  const summary = summaryText(alert.rules);
  const titles = runbooksOf(data, alert).map(({ title }) => title);
  const what = titles.length === 0 ? "No runbook" : `Runbook: ${titles.join(", ")}`;
  return [`Alert ${alert.name}${severities && ` (${severities})`}${summary && `: ${summary}`}`, what].join(". ");
}
