// Whose problem it is: what must be held back, so that one bad date does not hold back an urgent runbook.

import type { Problem } from "../core/problem.ts";
import type { Withheld } from "../corpus/publication.ts";
import type { Alert } from "../model/alert.ts";

type Judged = { readonly problems: readonly Problem[]; readonly alerts: readonly Alert[] };

/** The documents, files, hosts and alerts that have problems. */
export function withheldBy({ problems, alerts }: Judged): Withheld {
  const files = new Set<string>();
  const hosts = new Set<string>();
  const alertPlaces = new Set<string>();
  const byFile = Map.groupBy(alerts, ({ place }) => place.file);
  for (const { place } of problems.filter(withholds)) {
    const host = HOST.exec(place.file)?.[1];
    const alert = alertAt(byFile.get(place.file) ?? [], place);
    if (host !== undefined) hosts.add(host);
    else if (alert !== undefined) alertPlaces.add(`${alert.place.file}:${alert.place.line}`);
    else files.add(place.file);
  }
  return { files, hosts, alerts: alertPlaces };
}

/** content/hosts/web1/host.yaml */
const HOST = /^content\/hosts\/([^/]+)\//;

/** The alert of its file that a line belongs to: the last one that begins before it. */
function alertAt(alerts: readonly Alert[], { line }: Problem["place"]): Alert | undefined {
  return alerts.findLast(({ place }) => place.line <= line);
}

/** Whether this keeps a document, or with settings all of them, from being published with --keep-going. */
export function withholds(problem: Problem): boolean {
  return problem.kind === "problem" && problem.withholds !== "nothing";
}

export function hasProblems(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.kind === "problem");
}
