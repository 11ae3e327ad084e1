// Every alert of the rule files, and the runbook that it leads to.

import { type Html, html, when } from "../core/html.ts";
import type { PostmortemDocument, RunbookDocument } from "../corpus/documents.ts";
import type { Alert } from "../model/alert.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { HELD_BACK } from "./parts/document/prose.ts";
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

/** Rules of one name, such as one for each severity, are one row: an alert mail has only the name. */
type Named = { readonly name: string; readonly rules: readonly [Alert, ...Alert[]] };

/** By the group of the rule file, that of the first rule of a name. */
function list(data: PageData): Html {
  const named = [...Map.groupBy(data.alerts, ({ name }) => name)].flatMap(([name, [first, ...others]]): Named[] =>
    first === undefined ? [] : [{ name, rules: [first, ...others] }],
  );
  const groups = Map.groupBy(named, ({ rules: [{ group }] }) => group || "Rules");
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

/** The name leads to the runbook; where its rules lead to several, each is linked behind it. */
function rowOf(data: PageData, { name, rules }: Named): Row {
  const severities = [...new Set(rules.flatMap(({ severity }) => severity ?? []))].join(", ");
  const names = [...new Set(rules.map(({ runbook }) => runbook))];
  const found = names.map((runbook) => runbookOf(data, runbook));
  const url = found.length === 1 ? found[0]?.url : undefined;
  const titles = found.map(({ title, url: address }, i) => {
    const text = address === undefined || address === url ? title : html`<a href="${href(data, address)}">${title}</a>`;
    return html`${i === 0 ? "" : ", "}${text}`;
  });
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

function runbookOf(
  data: PageData,
  wanted: string | undefined,
): { readonly title: Html | string; readonly url?: string } {
  const { runbooks, heldBackRunbooks } = data.corpus;
  const found = wanted === undefined ? undefined : byName(runbooks).get(wanted)?.[0];
  if (found !== undefined) return { title: titleText(data, found), url: found.url };
  // The title of a runbook that is not published is not published either.
  const isHeldBack = heldBackRunbooks.some(({ name }) => name === wanted);
  return { title: isHeldBack ? `runbook ${HELD_BACK}` : "no runbook yet" };
}

const byName = oncePerList((runbooks: readonly RunbookDocument[]) => Map.groupBy(runbooks, ({ name }) => name));

function summaries(rules: readonly Alert[]): Html | null {
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

function folded(data: PageData, name: string, rules: readonly Alert[]): Html {
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
    postmortems.flatMap((postmortem) => [...new Set(postmortem.data.alerts)].map((alert) => ({ alert, postmortem }))),
    ({ alert }) => alert,
  ),
);
