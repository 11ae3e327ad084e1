// Every alert of the rule files, and the runbook that it leads to.

import { type Html, html, when } from "../core/html.ts";
import type { Alert } from "../model/alert.ts";
import { documentUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/alerts/index.html" },
  render(data) {
    const { alerts } = data;
    const body = html`<h1>Alerts</h1>
<p class="lead">Alerting rules of <code>content/alerts/</code>, and where each one leads.</p>
${alerts.length === 0 ? html`<p>There are no alerting rules yet.</p>` : alerts.map((alert) => section(data, alert))}`;
    return shell(data, {
      url: "/alerts/",
      title: "Alerts",
      description: "Every alert and its runbook",
      kind: "Alert",
      body,
    });
  },
};
export default page;

function section(data: PageData, alert: Alert): Html {
  const runbook = data.corpus.runbooks.find(({ slug }) => slug === alert.runbook);
  const facts = [alert.severity, alert.for && `for ${alert.for}`].filter(Boolean).join(" · ");
  return html`<section id="${alert.name}"><h2>${alert.name}</h2>
<p class="facts">${facts}</p>
${when(alert.summary, () => html`<p>${alert.summary ?? null}</p>`)}
<p>Runbook: ${runbook === undefined ? "none yet" : html`<a href="${href(data, documentUrl("runbook", runbook.slug))}">${runbook.title}</a>`}</p>
<pre class="code" tabindex="0"><code>${alert.expr.trim()}</code></pre></section>
`;
}
