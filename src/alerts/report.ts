// How far a site's runbooks and alerts meet, in numbers and names: `npm run alerts`.

import { parse } from "node:path";
import { WordIndex } from "../core/name-words.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import type { Alert } from "../model/alert.ts";
import type { Settings } from "../model/settings.ts";
import { isCovered, isExempt } from "./coverage.ts";
import { isAlike, stemsOf } from "./names.ts";

export type AlertReport = {
  /** Those of rules that were read; of an alert of another repository, nothing is known here. */
  readonly alerts: readonly Alert[];
  /** Without a runbook, and not exempt. */
  readonly missing: readonly Missing[];
  /** Those that need no runbook, as the settings say. */
  readonly exempt: readonly Alert[];
  /** How many addresses of runbooks the rules have; those that name no page of this site. */
  readonly linked: number;
  readonly dead: readonly string[];
  /** Names of runbooks that no alert leads to. A runbook may be for something else than an alert. */
  readonly orphans: readonly string[];
  /** How many of the others have a runbook, and their share in percent. */
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
  const rules = alerts.flatMap((alert) => alert.rules);
  const counted = alerts.filter((alert) => !isExempt(alert, exempt));
  const missing = counted.filter((alert) => !isCovered(alert));
  const led = new Set(all.flatMap((alert) => alert.runbooks));
  const orphans = runbooks.filter(({ name }) => !led.has(name));
  const likest = likestOf(orphans);
  return {
    alerts,
    missing: missing.map((alert) => ({ alert, renamed: likest(alert.name) })),
    exempt: alerts.filter((alert) => isExempt(alert, exempt)),
    linked: new Set(rules.flatMap(({ runbookUrl }) => runbookUrl?.text ?? [])).size,
    dead: [...new Set(rules.flatMap(({ leads }) => (leads.to === "dead" ? leads.url : [])))],
    orphans: orphans.map(({ name }) => name),
    covered: counted.length - missing.length,
    percent: counted.length === 0 ? 100 : (100 * (counted.length - missing.length)) / counted.length,
  };
}

/** Gives the runbook whose name has most of an alert's words. */
function likestOf(runbooks: readonly Runbook[]): (name: string) => string | undefined {
  const entries = runbooks.map(({ name, file }) => ({ name, stems: stemsOf(parse(file).name) }));
  const index = new WordIndex(entries, ({ stems }) => stems);
  return (name) => {
    const stems = stemsOf(name);
    return [...index.having(stems)].find((one) => isAlike(stems, one.stems))?.name;
  };
}
