// /api/alerts.json: the alerts with their runbooks for other programs. Its shape is that of model/api/alerts.ts.

import type { RunbookDocument } from "../corpus/documents.ts";
import type { Alert, AlertRule, Leads } from "../model/alert.ts";
import type { AlertItem, AlertsFile } from "../model/api/alerts.ts";
import type { PageData } from "./page-data.ts";
import { absolute, type PageType } from "./page-type.ts";
import { firstMinute } from "./parts/document/first-minute.ts";

const page: PageType = {
  data: { permalink: "/api/alerts.json" },
  render(data) {
    const led = new Set(data.alerts.flatMap(({ runbooks }) => runbooks));
    const shown = data.corpus.runbooks.filter(({ name }) => led.has(name));
    const runbooks = new Map(shown.map((one) => [one.name, runbook(data, one)]));
    const alerts = data.alerts.map((alert) => item(data, alert, runbooks)).sort((a, b) => (a.name < b.name ? -1 : 1));
    return `${JSON.stringify({ version: 1, alerts } satisfies AlertsFile, null, 2)}\n`;
  },
};
export default page;

type AlertRunbook = AlertItem["runbooks"][number];

/** A runbook that is not published is none of the list. */
function item(data: PageData, alert: Alert, runbooks: ReadonlyMap<string, AlertRunbook>): AlertItem {
  const { name, url, otherNames, rules } = alert;
  return {
    name,
    otherNames: [...otherNames],
    url: absolute(data, url),
    summary: rules.find(({ summary }) => summary)?.summary ?? null,
    severities: [...new Set(rules.flatMap(({ severity }) => severity ?? []))],
    rules: rules.map((one) => rule(data, one)),
    runbooks: alert.runbooks.flatMap((one) => runbooks.get(one) ?? []),
  };
}

function rule(data: PageData, { group, severity, for: waits, begins, leads }: AlertRule): AlertItem["rules"][number] {
  return {
    group,
    severity: severity ?? null,
    for: waits ?? null,
    file: begins.file,
    line: begins.line,
    leads: leads.to,
    runbook_url: addressOf(data, leads),
  };
}

function addressOf(data: PageData, leads: Leads): string | null {
  if (leads.to === "nothing" || leads.to === "held-back") return null;
  return leads.to === "page" ? absolute(data, leads.url) : leads.url;
}

function runbook(data: PageData, document: RunbookDocument): AlertRunbook {
  const { name, title, url, data: stated } = document;
  return {
    name,
    title,
    url: absolute(data, url),
    severity: stated.severity ?? null,
    reviewed: stated.reviewed?.slice(0, 10) ?? null,
    firstMinute: firstMinute(data, document)?.join("\n") ?? null,
  };
}
