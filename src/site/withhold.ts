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
  const begins = [...alerts.flatMap(({ rules }) => rules.map(({ begins: one }) => one)), ...unreadAlerts].sort(
    (a, b) => a.line - b.line,
  );
  const byFile = Map.groupBy(begins, ({ file }) => file);
  for (const { place } of problems.filter(withholds)) {
    const host = HOST.exec(place.file)?.[1];
    const alert = byFile
      .get(place.file)
      ?.findLast(({ line, column }) => line < place.line || (line === place.line && column <= place.column));
    if (host !== undefined) hosts.add(host);
    else if (alert !== undefined) alertPlaces.add(keyOfPlace(alert));
    else files.add(place.file);
  }
  return { files, hosts, alerts: alertPlaces };
}

/** content/hosts/web1/host.yaml */
const HOST = /^content\/hosts\/([^/]+)\//;

/** Whether this keeps a document, or with settings all of them, from being published with --keep-going. */
export function withholds(problem: Problem): boolean {
  return problem.kind === "problem" && problem.withholds !== "nothing";
}
