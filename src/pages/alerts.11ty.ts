// Every alert of the rule files, and the runbook that it leads to.

import { type Html, html, when } from "../core/html.ts";
import type { PostmortemDocument } from "../corpus/documents.ts";
import type { Alert, AlertRule } from "../model/alert.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { titleText } from "./parts/language.ts";
import { groupedItems } from "./parts/lists/grouped-list.ts";
import { type Row, rowList } from "./parts/lists/lists.ts";
import { oncePerList } from "./parts/once-per-list.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/alerts/index.html" },
  render(data) {
    const body = html`<h1>Alerts</h1>
<p class="lead">Every alerting rule in <code>content/alerts/</code>, with the runbook that it leads to.</p>
${data.alerts.length === 0 ? html`<p>There are no alerting rules yet.</p>` : list(data)}`;
    return shell(data, {
      url: "/alerts/",
      title: "Alerts",
      description: "Every alert and its runbook",
      body,
    });
  },
};
export default page;

/** By the group of the rule file, that of the first rule of a name. */
function list(data: PageData): Html {
  const groups = Map.groupBy(data.alerts, ({ rules: [first] }) => first?.group || "Rules");
  return groupedItems(
    data,
    [...groups].map(([title, items]) => ({ title, items })),
    {
      list: (items, look) => {
        const rows = items.map((one) => rowOf(data, one));
        return rowList(data, rows, look, "wide");
      },
    },
  );
}

function rowOf(data: PageData, { name, url, rules, runbooks }: Alert): Row {
  const severities = [...new Set(rules.flatMap(({ severity }) => severity ?? []))].join(", ");
  const titles = data.corpus.runbooks.filter((one) => runbooks.includes(one.name)).map((one) => titleText(data, one));
  const facts = html`${severities}${severities && " · "}${titles}`;
  return {
    id: name,
    isHeading: true,
    title: name,
    url,
    facts,
    text: summaries(rules),
    more: folded(data, name, rules),
  };
}

function summaries(rules: readonly AlertRule[]): Html | null {
  const texts = new Set(rules.map(({ summary = "" }) => summary.trim()).filter((text) => text !== ""));
  const known = [...texts].flatMap((text) => filledIn(text) ?? []);
  return when(known.length > 0, () => html`${known.map((text, i) => html`${i === 0 ? "" : html`<br>`}${text}`)}`);
}

/** `{{ $labels.device }}` or `{{ $value | humanize }}`: Prometheus puts a value in its place. */
const VALUE = /\{\{-?\s*\$(?:labels\.)?(\w+)[^{}]*\}\}/;

/** A summary with the names of values in their places; undefined for one with other templates. */
function filledIn(summary: string): Html | undefined {
  const parts = summary.split(VALUE);
  if (parts.some((part) => part.includes("{{"))) return undefined;
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<var>${part}</var>`))}`;
}

function folded(data: PageData, name: string, rules: readonly AlertRule[]): Html {
  const texts = rules.map(
    (rule) =>
      html`<p class="facts">${[rule.severity, rule.for && `for ${rule.for}`].filter(Boolean).join(" · ")}</p>
<pre class="code"><code>${rule.expr.trim()}</code></pre>
`,
  );
  return html`<details><summary>${rules.length === 1 ? "Rule" : `${rules.length} rules`}</summary>${texts}${incidents(data, name)}</details>`;
}

function incidents(data: PageData, name: string): Html | null {
  const found = byAlert(data.corpus.postmortems).get(name) ?? [];
  const links = found.map(
    ({ postmortem }) => html`<a href="${href(data, postmortem.url)}">${titleText(data, postmortem)}</a> `,
  );
  return when(found.length > 0, () => html`<p class="small">Named in: ${links}</p>`);
}

const byAlert = oncePerList((postmortems: readonly PostmortemDocument[]) =>
  Map.groupBy(
    postmortems.flatMap((postmortem) => postmortem.data.alerts.map(({ name: alert }) => ({ alert, postmortem }))),
    ({ alert }) => alert,
  ),
);
