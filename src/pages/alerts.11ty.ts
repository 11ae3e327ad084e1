// Every alert of the rule files, and the runbook that it leads to.

import { type Html, html, when } from "../core/html.ts";
import type { Alert } from "../model/alert.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { HELD_BACK } from "./parts/document/prose.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/alerts/index.html" },
  render(data) {
    const { alerts } = data;
    const body = html`<h1>Alerts</h1>
<p class="lead">Every alerting rule in <code>content/alerts/</code>, with the runbook that it leads to.</p>
${alerts.length === 0 ? html`<p>There are no alerting rules yet.</p>` : [...Map.groupBy(alerts, (alert) => alert.name)].map(([name, rules]) => section(data, name, rules))}`;
    return shell(data, {
      url: "/alerts/",
      title: "Alerts",
      description: "Every alert and its runbook",
      body,
    });
  },
};
export default page;

/** Rules of one name, such as one for each severity, are shown together: an alert mail has only the name. */
function section(data: PageData, name: string, rules: readonly Alert[]): Html {
  return html`<section><h2 id="${name}">${name}</h2>${rules.map((rule) => ruleText(data, rule))}${incidents(data, name)}</section>
`;
}

function ruleText(data: PageData, rule: Alert): Html {
  const facts = [rule.severity, rule.for && `for ${rule.for}`].filter(Boolean).join(" · ");
  return html`<p class="facts">${facts}</p>
${when(rule.summary, () => html`<p>${rule.summary ?? null}</p>`)}<p>Runbook: ${runbookOf(data, rule)}</p>
<pre class="code" tabindex="0"><code>${rule.expr.trim()}</code></pre>
`;
}

function runbookOf(data: PageData, { runbook }: Alert): Html | string {
  const { runbooks, heldBackRunbooks } = data.corpus;
  const found = runbooks.find(({ name }) => name === runbook);
  if (found !== undefined) return html`<a href="${href(data, found.url)}">${found.title}</a>`;
  // The title of a runbook that is not published is not published either.
  return heldBackRunbooks.some(({ name }) => name === runbook) ? HELD_BACK : "none yet";
}

function incidents(data: PageData, name: string): Html | null {
  const found = data.corpus.postmortems.filter((postmortem) => postmortem.data.alerts.includes(name));
  const links = found.map(({ url, title }) => html`<a href="${href(data, url)}">${title}</a> `);
  return when(found.length > 0, () => html`<p class="small">Named in: ${links}</p>`);
}
