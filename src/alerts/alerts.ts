// The alerts of a site, from all its rule files, checked against its runbooks.

import type { Place, Source } from "../core/position.ts";
import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/link.ts";
import type { Alert } from "../model/alert.ts";
import { coverage, unknownAlerts } from "./coverage.ts";
import { parseRuleFile, type Rules } from "./rules.ts";

export type Alerts = {
  readonly alerts: readonly Alert[];
  /** Where alerts begin that could not be read. */
  readonly unread: readonly Place[];
  readonly problems: readonly Problem[];
};

/** The alerts that this output shows, and what is wrong with them, or with documents that name alerts. */
export function alertsOf(corpus: Corpus): Alerts {
  const files = corpus.ruleFiles.map((source) => ({ source, ...parseRuleFile(source) }));
  const unsure = [...files.filter(isPartlyRead).map(({ source }) => source), ...corpus.heldBackRules];
  // An alert is not to blame for leading to a held-back runbook, nor a held-back runbook for its alerts.
  const all = [...corpus.runbooks, ...corpus.heldBackRunbooks];
  const names = new Set([...all.map(({ name }) => name), ...corpus.hiddenRunbooks]);
  const shown = {
    runbooks: new Set(all.map(({ name }) => name)),
    alerts: new Set([...corpus.documents, ...corpus.heldBackRunbooks].flatMap(({ data }) => data.alerts)),
  };
  const isHeldBack = ({ place: { file, line } }: Alert) => corpus.withheldAlerts.has(`${file}:${line}`);
  const read = files.flatMap((file) => file.alerts);
  const alerts = read
    .map((alert) => ({ ...alert, runbook: ownRunbook(alert.runbook, names) }))
    .filter((alert) => !isForOthers(alert, corpus, shown) && !isHeldBack(alert));
  const runbooks = all.map(({ name, data, placeOf }) => ({
    name,
    alerts: data.alerts,
    place: placeOf("alerts"),
  }));
  const named = corpus.postmortems.flatMap(({ data, placeOf }) =>
    data.alerts.map((name, i) => ({ name, place: placeOf("alerts", i) })),
  );
  const held = new Set(read.filter(isHeldBack).map(({ name }) => name));
  const mayBe = (name: string) => corpus.hasUnreadRules || held.has(name) || unsure.some((file) => hasWord(file, name));
  return {
    alerts,
    unread: files.flatMap(({ unread }) => unread),
    problems: [
      ...files.flatMap((file) => file.problems),
      ...coverage(alerts, runbooks, mayBe),
      ...unknownAlerts(alerts, named, mayBe),
    ],
  };
}

function isPartlyRead({ isWhole, unread }: Rules): boolean {
  return !isWhole || unread.length > 0;
}

function hasWord({ text }: Source, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + name.length))) return true;
  }
  return false;
}

/** A letter beside a name makes it another name. */
const LETTER = /[\p{L}\p{N}_]/u;

type Shown = { readonly runbooks: ReadonlySet<string>; readonly alerts: ReadonlySet<string> };

/** An alert is hidden with its runbook; so is one that leads nowhere here and that only hidden documents name. */
function isForOthers({ name, runbook = "" }: Alert, corpus: Corpus, shown: Shown): boolean {
  if (corpus.hiddenRunbooks.has(runbook)) return true;
  return !shown.runbooks.has(runbook) && !shown.alerts.has(name) && corpus.isNamedByHidden(name);
}

/** A path of several parts belongs to another site, unless a runbook of this one has it. */
function ownRunbook(path: string | undefined, names: ReadonlySet<string>): string | undefined {
  return path?.includes("/") && !names.has(path) ? undefined : path;
}
