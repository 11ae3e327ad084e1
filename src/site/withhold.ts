// Whom a problem belongs to: what must be held back, so that one bad date does not hold back an urgent runbook.

import type { Place } from "../core/position.ts";
import type { Problem } from "../core/problem.ts";
import { keyOfPlace, type Withheld } from "../corpus/publication.ts";
import type { ReadRule } from "../model/alert.ts";

type Judged = {
  readonly problems: readonly Problem[];
  readonly alerts: readonly { readonly rules: readonly Pick<ReadRule, "begins">[] }[];
  /** Where unreadable alerts begin: their defects are not their neighbours'. */
  readonly unreadAlerts?: readonly Place[];
};

/** The documents, files, hosts and alerts that have problems. */
export function withheldBy({ problems, alerts, unreadAlerts = [] }: Judged): Withheld {
  const files = new Set<string>();
  const hosts = new Set<string>();
  const alertPlaces = new Set<string>();
  const begins = [...alerts.flatMap(({ rules }) => rules.map(({ begins: one }) => one)), ...unreadAlerts].sort(inOrder);
  const byFile = Map.groupBy(begins, ({ file }) => file);
  for (const { place } of problems.filter(withholds)) {
    const host = HOST.exec(place.file)?.[1];
    const alert = lastUpTo(place, byFile.get(place.file) ?? []);
    if (host !== undefined) hosts.add(host);
    else if (alert !== undefined) alertPlaces.add(keyOfPlace(alert));
    else files.add(place.file);
  }
  return { files, hosts, alerts: alertPlaces };
}

/** The last of these places, in their order, that is not behind `place`: a file may have thousands of rules. */
function lastUpTo(place: Place, sorted: readonly Place[]): Place | undefined {
  let [first, end] = [0, sorted.length];
  while (first < end) {
    const middle = (first + end) >>> 1;
    if (inOrder(sorted[middle] ?? place, place) <= 0) first = middle + 1;
    else end = middle;
  }
  return sorted[first - 1];
}

function inOrder(a: Place, b: Place): number {
  return a.line - b.line || a.column - b.column;
}

/** content/hosts/web1/host.yaml */
const HOST = /^content\/hosts\/([^/]+)\//;

/** Whether this keeps a document, or with settings all of them, from being published with --keep-going. */
export function withholds(problem: Problem): boolean {
  return problem.kind === "problem" && problem.withholds !== "nothing";
}
