// How far a site's runbooks and alerts meet, in numbers and names: `npm run alerts`.

import { parse } from "node:path";
import type { RunbookDocument } from "../corpus/documents.ts";
import type { Alert } from "../model/alert.ts";
import type { Settings } from "../model/settings.ts";
import { isCovered } from "./coverage.ts";
import { isAlike } from "./names.ts";

export type AlertReport = {
  /** Those of rules that were read; of an alert of another repository, nothing is known here. */
  readonly alerts: readonly Alert[];
  /** Without a runbook, and not exempt. */
  readonly missing: readonly Missing[];
  /** Without a runbook, as the settings allow. */
  readonly exempt: readonly Alert[];
  /** Whose runbook_url names no page of this site. */
  readonly dead: readonly Alert[];
  /** Names of runbooks that no alert leads to. A runbook may be for something else than an alert. */
  readonly orphans: readonly string[];
  /** How many have a runbook; the share of those that are not exempt, in percent. */
  readonly covered: number;
  readonly percent: number;
};

/** `renamed`: a runbook that no alert leads to, and whose name has most of the words. */
export type Missing = { readonly alert: Alert; readonly renamed: string | undefined };

/** Of a runbook, its file has the name as it was written: KubeJobCompletion.md */
type Runbook = Pick<RunbookDocument, "name" | "file">;

export function alertReport(
  all: readonly Alert[],
  runbooks: readonly Runbook[],
  { exempt }: Pick<Settings["alerts"], "exempt">,
): AlertReport {
  const alerts = all.filter(({ rules }) => rules.length > 0);
  const isExempt = ({ name, rules }: Alert) =>
    exempt.names.includes(name) || rules.every(({ severity }) => exempt.severity.includes(severity ?? ""));
  const uncovered = alerts.filter((alert) => !isCovered(alert));
  const missing = uncovered.filter((alert) => !isExempt(alert));
  const led = new Set(all.flatMap((alert) => alert.runbooks));
  const orphans = runbooks.filter(({ name }) => !led.has(name));
  const counted = alerts.filter((alert) => !isExempt(alert)).length;
  return {
    alerts,
    missing: missing.map((alert) => ({
      alert,
      renamed: orphans.find(({ file }) => isAlike(alert.name, parse(file).name))?.name,
    })),
    exempt: uncovered.filter(isExempt),
    dead: alerts.filter(({ rules }) => rules.some(({ leads }) => leads.to === "dead")),
    orphans: orphans.map(({ name }) => name),
    covered: alerts.length - uncovered.length,
    percent: counted === 0 ? 100 : (100 * (counted - missing.length)) / counted,
  };
}
