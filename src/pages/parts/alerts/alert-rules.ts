// The rules of an alert: when it fires, and where that is written.

import { NAMES } from "../../../alerts/keys.ts";
import { promqlPieces } from "../../../alerts/promql.ts";
import { type Html, html, when } from "../../../core/html.ts";
import type { Alert, AlertRule } from "../../../model/alert.ts";
import type { PageData } from "../../page-data.ts";
import { editUrl } from "../document/change-line.ts";
import { siteLanguage } from "../language.ts";
import { severityBadge } from "../severity.ts";
import { filledIn } from "./filled-in.ts";
import { leadsWords } from "./leads.ts";

/** `hasRunbook`: whether one is shown; without it, the page has said already where its runbook_url leads. */
export function alertRules(data: PageData, { rules }: Alert, hasRunbook: boolean): Html {
  if (rules.length === 0) return html`<h2>Rule</h2>\n<p>Its rule is in a file that this site does not read.</p>\n`;
  if (rules.length === 1) return html`<h2>Rule</h2>\n${rules.map((rule) => oneRule(data, rule, hasRunbook))}`;
  const each = rules.map(
    (rule, i) => html`<h3>Rule ${i + 1} ${severityBadge(data, rule.severity)}</h3>\n${oneRule(data, rule, hasRunbook)}`,
  );
  return html`<h2>Rules</h2>\n${each}`;
}

function oneRule(data: PageData, rule: AlertRule, hasRunbook: boolean): Html {
  const { labels, group, dialect } = rule;
  const { severity: _, ...others } = labels;
  const texts = Object.entries(others).map(([name, value]) => html`<code>${name}="${value}"</code>`);
  const description = filledIn(rule.description ?? "");
  const unread = dialect === "promql" ? undefined : NAMES[dialect];
  return html`${when(description?.toString(), () => html`<p${siteLanguage(data)}>${description ?? null}</p>\n`)}<dl class="summary">
${entry("Fires after", rule.for)}${entry("Keeps firing for", rule.keepFiringFor)}${entry("Labels", ...texts)}${entry("Group", group)}${entry("File", filePlace(data, rule))}${entry("runbook_url", hasRunbook ? leadsWords(data, rule.leads) : null)}${entry("Expression", unread && `not checked: ${unread}`)}</dl>
<details><summary>Expression</summary><pre class="rule"><code>${expression(rule)}</code></pre></details>
`;
}

/** Words of the language are bold, and texts in quotes slanted: also on paper, and where nobody sees colours. */
function expression({ expr, dialect }: AlertRule): Html {
  if (dialect !== "promql") return html`${expr.trim()}`;
  const pieces = promqlPieces(expr.trim()).map(({ text, kind }) => {
    if (kind === "word") return html`<b>${text}</b>`;
    return kind === "quoted" ? html`<i>${text}</i>` : html`${text}`;
  });
  return html`${pieces}`;
}

function entry(name: string, ...texts: readonly (Html | string | null | undefined)[]): Html | null {
  const known = texts.filter((text) => text !== null && text !== undefined && text !== "");
  return when(known.length > 0, () => html`<dt>${name}</dt>${known.map((text) => html`<dd>${text ?? null}</dd>`)}\n`);
}

function filePlace({ corpus }: PageData, { begins: { file, line } }: AlertRule): Html {
  const { edit } = corpus.settings.repository;
  const place = html`<code>${file}:${line}</code>`;
  // A file outside of the repository's folder is edited elsewhere.
  return edit === undefined || file.startsWith("..") ? place : html`<a href="${editUrl(edit, file)}">${place}</a>`;
}
