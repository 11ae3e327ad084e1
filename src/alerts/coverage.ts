// Every alert leads to a runbook that names it, and every runbook names alerts that lead to it.

import { didYouMean } from "../core/nearest-name.ts";
import type { Place } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import type { Alert } from "../model/alert.ts";

/** A runbook as far as alerts are concerned; `place` is that of its `alerts`, or where they would be. */
export type Covering = { readonly name: string; readonly alerts: readonly string[]; readonly place: Place };

/** Whether an unreadable or held-back rule may define an alert of this name: then it is not reported as unknown. */
export type MayBe = (name: string) => boolean;

/** Alerts and runbooks that do not match. A site without any rule has nothing to compare. */
export function coverage(alerts: readonly Alert[], runbooks: readonly Covering[], mayBe: MayBe): Problem[] {
  if (alerts.length === 0) return [];
  const byRunbook = new Map(runbooks.map((runbook) => [runbook.name, runbook]));
  const byName = Map.groupBy(alerts, (alert) => alert.name);
  return [
    ...alerts.flatMap((alert) => alertProblems(alert, byRunbook)),
    ...runbooks.flatMap((runbook) => runbookProblems(runbook, byName, mayBe)),
  ];
}

function alertProblems(alert: Alert, runbooks: ReadonlyMap<string, Covering>): Problem[] {
  if (alert.runbook === undefined) return [];
  const runbook = runbooks.get(alert.runbook);
  if (runbook === undefined) {
    const remedy = didYouMean(alert.runbook, runbooks.keys(), "Runbooks live in content/runbooks/");
    return [
      problem(
        alert.place,
        `alert "${alert.name}" leads to runbook "${alert.runbook}", which does not exist or is not published`,
        remedy,
      ),
    ];
  }
  if (runbook.alerts.includes(alert.name)) return [];
  const remedy = `Add it to the runbook's front matter: alerts: [${[...runbook.alerts, alert.name].join(", ")}]`;
  return [
    problem(runbook.place, `runbook "${runbook.name}" does not name alert "${alert.name}", which leads to it`, remedy),
  ];
}

function runbookProblems(
  { name: slug, alerts: names, place }: Covering,
  byName: ReadonlyMap<string, Alert[]>,
  mayBe: MayBe,
): Problem[] {
  return names.flatMap((name) => {
    const named = byName.get(name);
    if (named === undefined) {
      if (mayBe(name)) return [];
      const remedy = didYouMean(name, byName.keys(), "Rules live in content/alerts/");
      return [problem(place, `runbook "${slug}" names alert "${name}", which no rule file has`, remedy)];
    }
    return named.filter(({ runbook }) => runbook !== slug).map((alert) => leadsElsewhere(alert, slug));
  });
}

function leadsElsewhere({ name, runbook, place }: Alert, slug: string): Problem {
  const where = runbook === undefined ? "leads to no runbook of this site" : `leads to runbook "${runbook}"`;
  const remedy = `End its runbook_url in /runbooks/${slug}/, or remove it from that runbook's alerts`;
  return problem(place, `alert "${name}" ${where}, but runbook "${slug}" names it`, remedy);
}

/** Alerts that a post-mortem names and no rule file has. Only advice: the rule may have been removed since. */
export function unknownAlerts(
  alerts: readonly Alert[],
  named: readonly { readonly name: string; readonly place: Place }[],
  mayBe: MayBe,
): Problem[] {
  const known = new Set(alerts.map((alert) => alert.name));
  if (known.size === 0) return [];
  return named
    .filter(({ name }) => !known.has(name) && !mayBe(name))
    .map(({ name, place }) =>
      advice(place, `alert "${name}" is in no rule file`, didYouMean(name, known, "Rules live in content/alerts/")),
    );
}
