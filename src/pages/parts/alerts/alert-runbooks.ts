// What an alert's page says to do: of each runbook the first minute and the first check.

import { type Html, html, when } from "../../../core/html.ts";
import { oncePerList } from "../../../core/once-per-list.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import type { Alert } from "../../../model/alert.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { firstCheck } from "../checks/check-panel.ts";
import { firstMinuteHeading } from "../document/first-minute.ts";
import { inProse, sectionOf } from "../document/prose.ts";
import { documentText, sentence, titleText } from "../language.ts";
import { severityBadge } from "../severity.ts";
import { severitiesOf } from "./filled-in.ts";
import { heldBack } from "./leads.ts";
import { withoutRunbook } from "./without-runbook.ts";

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
${minute(data, runbook, isFirst) ?? lead}${firstCheck(data, runbook, runbook.url)}<p><a href="${address}">Open the runbook</a></p>
`;
}

function minute(data: PageData, runbook: RunbookDocument, isFirst: boolean): Html | undefined {
  const heading = firstMinuteHeading(data, runbook);
  const found = heading && sectionOf(data, runbook, heading);
  if (found === undefined || found.toString().trim() === "") return undefined;
  const name = sentence(data, runbook, heading?.text ?? "");
  const text = inProse(data, runbook, found);
  return isFirst ? html`<h3>${name}</h3>\n${text}` : html`<details><summary>${name}</summary>${text}</details>\n`;
}
