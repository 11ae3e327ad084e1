// Every alert of the site, by the groups of the rule files: its name leads to its page.

import { isCovered, isExempt } from "../alerts/coverage.ts";
import { type Html, html } from "../core/html.ts";
import { oncePerList } from "../core/once-per-list.ts";
import type { Alert } from "../model/alert.ts";
import { isPageId } from "../model/page-ids.ts";
import type { PageData } from "./page-data.ts";
import type { PageType } from "./page-type.ts";
import { runbooksOf } from "./parts/alerts/alert-runbooks.ts";
import { severitiesOf } from "./parts/alerts/filled-in.ts";
import { titleText } from "./parts/language.ts";
import { type Choice, groupedItems } from "./parts/lists/grouped-list.ts";
import { type ListLook, type Row, rowList } from "./parts/lists/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/alerts/index.html" },
  render(data) {
    const { length } = data.alerts;
    const covered = data.alerts.filter(isCovered).length;
    const body = html`<h1>Alerts</h1>
<p class="lead">${length === 0 ? "There are no alerting rules yet." : `${length === 1 ? "1 alert" : `${length} alerts`}, ${covered} with a runbook.`}</p>
${length === 0 ? null : list(data)}`;
    return shell(data, {
      url: "/alerts/",
      title: "Alerts",
      description: "Every alert and its runbook",
      body,
    });
  },
};
export default page;

/** Heading of alerts whose rules the site does not read, and of groups without a name. */
const ELSEWHERE = "Rules elsewhere";
const UNNAMED = "Rules";

const CHOICES: readonly Choice<Alert>[] = [
  { label: "Severity", of: ({ rules }) => severitiesOf(rules) },
  { label: "Group", of: (alert) => [groupOf(alert)] },
  { label: "File", of: ({ rules }) => [...new Set(rules.map(({ place }) => place.file))] },
  { label: "Runbook", of: (alert) => [isCovered(alert) ? "with a runbook" : "without one"] },
];

/** By the group of the first rule of a name. */
function list(data: PageData): Html {
  const groups = [...Map.groupBy(data.alerts, groupOf)].map(([title, items]) => ({ title, items }));
  return groupedItems(data, groups, {
    list: (items, look, choicesOf) =>
      rowList(
        data,
        items.map((alert) => ({ ...rowOf(data, alert, look), choices: choicesOf(alert) })),
        look,
      ),
    choices: CHOICES,
  });
}

function groupOf({ rules: [first] }: Alert): string {
  return first === undefined ? ELSEWHERE : first.group || UNNAMED;
}

const isAnyCovered = oncePerList((alerts: readonly Alert[]) => alerts.some(isCovered));

/** A row of a long list has room for one word on a phone; where no alert has a runbook, the page says so once. */
function rowOf(data: PageData, alert: Alert, { isCompact = false }: ListLook): Row {
  const { name, url, rules } = alert;
  const isToldOnce = !isAnyCovered(data.alerts) || isExempt(alert, data.corpus.settings.alerts.exempt);
  const lacking = isCovered(alert) || isToldOnce ? "" : "no runbook";
  const severities = isCompact && lacking !== "" ? "" : severitiesOf(rules).join(", ");
  const facts = [severities, lacking].filter(Boolean).join(" · ");
  const titles = runbooksOf(data, alert).map((one, i) => html`${i > 0 ? ", " : ""}${titleText(data, one)}`);
  // Links to rows of this list were the only ones, and some have been sent.
  const id = /\s/.test(name) || isPageId(name) ? undefined : name;
  return { id, title: name, url, facts, text: titles.length === 0 ? undefined : html`${titles}` };
}
