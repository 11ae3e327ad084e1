// What an alert's page says to do: of each runbook the first minute and the first check. Without a runbook it says so,
// and what may help.

import { type Html, html, when } from "../../../core/html.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import { sectionsIn } from "../../../corpus/runbook-sections.ts";
import type { Alert } from "../../../model/alert.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { breakable, nameWords } from "../breakable.ts";
import { firstCheck } from "../checks/check-panel.ts";
import { inProse, sectionOf } from "../document/prose.ts";
import { documentText, sentence, titleText } from "../language.ts";
import { oncePerList } from "../once-per-list.ts";
import { severityBadge } from "../severity.ts";
import { severitiesOf } from "./filled-in.ts";
import { hasPage, heldBack, leadsOf } from "./leads.ts";
import { type Near, nearest } from "./nearest.ts";

/** The published runbooks of an alert, in the order in which a reader should open them. */
export function runbooksOf({ corpus }: PageData, { runbooks }: Alert): readonly RunbookDocument[] {
  const byName = namesOf(corpus.runbooks);
  return runbooks.flatMap((name) => byName.get(name) ?? []);
}

const namesOf = oncePerList(
  (runbooks: readonly RunbookDocument[]) => new Map(runbooks.map((runbook) => [runbook.name, runbook])),
);

export function alertRunbooks(data: PageData, alert: Alert): Html {
  const shown = runbooksOf(data, alert);
  const parts = shown.map((runbook, i) => oneRunbook(data, runbook, alert, i === 0));
  const isHeldBack =
    shown.length < alert.runbooks.length || alert.rules.some(({ leads: { to } }) => to === "held-back");
  const held = when(
    isHeldBack,
    () => html`<p>${shown.length === 0 ? "The" : "A"} runbook for this alert ${heldBack}</p>\n`,
  );
  return html`${parts}${held}${when(shown.length === 0, () => withoutRunbook(data, alert, isHeldBack))}`;
}

/** The first one in full; of the others, the first minute is folded. */
function oneRunbook(data: PageData, runbook: RunbookDocument, { rules }: Alert, isFirst: boolean): Html {
  const { description, severity } = runbook.data;
  const isOther = !severitiesOf(rules).some((one) => one.toLowerCase() === severity?.toLowerCase());
  const lead = when(description, () => html`<p>${documentText(data, runbook, description ?? "")}</p>\n`);
  const address = href(data, runbook.url);
  return html`<h2><a href="${address}">${titleText(data, runbook)}</a> ${isOther ? severityBadge(data, severity) : null}</h2>
${firstMinute(data, runbook, isFirst) ?? lead}${firstCheck(data, runbook, runbook.url)}<p><a href="${address}">Open the runbook</a></p>
`;
}

function firstMinute(data: PageData, runbook: RunbookDocument, isFirst: boolean): Html | undefined {
  const sections = sectionsIn(runbook.rendered.headings, data.corpus.settings.runbooks.names);
  const heading = sections.find(({ section }) => section === "First minute")?.heading;
  const found = heading && sectionOf(data, runbook, heading);
  if (found === undefined || found.toString().trim() === "") return undefined;
  const name = sentence(data, runbook, heading?.text ?? "");
  const text = inProse(data, runbook, found);
  return isFirst ? html`<h3>${name}</h3>\n${text}` : html`<details><summary>${name}</summary>${text}</details>\n`;
}

function withoutRunbook(data: PageData, alert: Alert, isHeldBack: boolean): Html {
  const leads = leadsOf(data, alert);
  const near = nearest(data, alert).map((one) => nearItem(data, one));
  const words = nameWords(alert.name).join(" ");
  const search = href(data, `/search/?q=${encodeURIComponent(words)}`);
  const none = html`<p><strong>This site has no runbook for this alert.</strong></p>\n`;
  return html`<div class="act">${when(!isHeldBack && !hasPage(alert), () => none)}${leads.map((one) => html`<p>${one}</p>\n`)}${when(near.length > 0, () => html`<p>The nearest runbooks:</p>\n<ul>${near}</ul>\n`)}<p><a href="${search}">Search for “${words}”</a> · <a href="${href(data, "/alerts/")}">All alerts</a></p></div>
`;
}

function nearItem(data: PageData, { runbook, alert }: Near): Html {
  const via = when(alert, () => html` <span class="facts">${breakable(alert ?? "")}</span>`);
  return html`<li><a href="${href(data, runbook.url)}">${titleText(data, runbook)}</a>${via}</li>\n`;
}
