// The alerts of a site, from all its rule files, held against its runbooks.

import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/link.ts";
import type { Alert } from "../model/alert.ts";
import { coverage, unknownAlerts } from "./coverage.ts";
import { parseRuleFile } from "./rules.ts";

/** The alerts that this output shows, and what is wrong with them, or with documents that name alerts. */
export function alertsOf(corpus: Corpus): { readonly alerts: readonly Alert[]; readonly problems: readonly Problem[] } {
  const files = corpus.ruleFiles.map(parseRuleFile);
  // What leads to a runbook that is held back, or names it, is not to blame for that.
  const all = [...corpus.runbooks, ...corpus.heldBackRunbooks];
  const names = new Set([...all.map(({ name }) => name), ...corpus.hiddenRunbooks]);
  const shown = {
    runbooks: new Set(all.map(({ name }) => name)),
    alerts: new Set([...corpus.documents, ...corpus.heldBackRunbooks].flatMap(({ data }) => data.alerts)),
  };
  const alerts = files
    .flatMap((file) => file.alerts)
    .map((alert) => ({ ...alert, runbook: ownRunbook(alert.runbook, names) }))
    .filter((alert) => !isForOthers(alert, corpus, shown))
    .filter(({ place }) => !corpus.withheldAlerts.has(`${place.file}:${place.line}`));
  const runbooks = all.map(({ name, data, placeOf }) => ({
    name,
    alerts: data.alerts,
    place: placeOf("alerts"),
  }));
  const named = corpus.postmortems.flatMap(({ data, placeOf }) =>
    data.alerts.map((name, i) => ({ name, place: placeOf("alerts", i) })),
  );
  const problems = [...coverage(alerts, runbooks), ...unknownAlerts(alerts, named)];
  return { alerts, problems: [...files.flatMap((file) => file.problems), ...problems] };
}

type Shown = { readonly runbooks: ReadonlySet<string>; readonly alerts: ReadonlySet<string> };

/** An alert whose runbook is for others is for others, too; so is one that leads nowhere here, and that only those name. */
function isForOthers({ name, runbook = "" }: Alert, corpus: Corpus, shown: Shown): boolean {
  if (corpus.hiddenRunbooks.has(runbook)) return true;
  return !shown.runbooks.has(runbook) && !shown.alerts.has(name) && corpus.isNamedByHidden(name);
}

/** A path of several parts is that of another site, unless a runbook of ours has it. */
function ownRunbook(path: string | undefined, names: ReadonlySet<string>): string | undefined {
  return path?.includes("/") && !names.has(path) ? undefined : path;
}
