// The alerts of a site, each with its rules and its runbooks, and what is wrong with them or with documents that name
// them.

import { type Place, topOf } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/link.ts";
import { SETTINGS_FILE } from "../corpus/settings.ts";
import type { Alert, AlertRule } from "../model/alert.ts";
import { alertUrl } from "../model/urls.ts";
import { Coverage, coverageProblems, unknownAlerts } from "./coverage.ts";
import { leadsOf } from "./leads.ts";
import type { Redirect } from "./redirects.ts";
import type { ShownAlerts } from "./shown.ts";

export type Alerts = {
  readonly alerts: readonly Alert[];
  readonly redirects: { readonly stubs: readonly Redirect[]; readonly otherCase: readonly Redirect[] };
  /** Where rules begin that could not be read. */
  readonly unread: readonly Place[];
  readonly problems: readonly Problem[];
};

/** Joins the shown alerts with the documents of the same output. Pure. */
export function alertsOf(corpus: Corpus, shown: ShownAlerts): Alerts {
  const { stubs, otherCase, nameNow, mayBe } = shown;
  const problems: Problem[] = [];
  const judge = leadsOf(corpus);
  // An alert is not to blame for leading to a held-back runbook, nor a held-back runbook for its alerts.
  const runbooks = [...corpus.runbooks, ...corpus.heldBackRunbooks];
  const coverage = new Coverage(runbooks.map(({ name, data, placeOf }) => ({ name, alerts: data.alerts, placeOf })));
  const others = Map.groupBy(nameNow.keys(), (name) => nameNow.get(name));
  const alerts = [...shown.rules].map(([name, read]): Alert => {
    const judged = read.map((rule) => ({ rule, ...judge(rule) }));
    const rules = judged.map(({ rule, leads }): AlertRule => ({ ...rule, leads }));
    const found = coverage.of(name, rules);
    for (const one of judged.flatMap((each) => each.problems)) {
      // The page names the dead link, and has a runbook all the same: at night it must not go.
      problems.push(found.length > 0 ? { ...one, withholds: "nothing" } : one);
    }
    return { name, url: alertUrl(name) ?? "", rules, runbooks: found, otherNames: others.get(name) ?? [] };
  });
  const named = corpus.postmortems.flatMap(({ data, placeOf }) =>
    data.alerts.map(({ name }, i) => ({ name, place: placeOf("alerts", i) })),
  );
  const known = new Set([...shown.rules.keys(), ...nameNow.keys()]);
  return {
    alerts,
    redirects: { stubs, otherCase },
    unread: shown.unread,
    problems: [
      ...shown.problems,
      ...problems,
      ...coverageProblems(alerts, coverage, {
        ...{ mayBe, exempt: corpus.settings.alerts.exempt },
        host: URL.parse(corpus.stated.url ?? "")?.host,
      }),
      ...unknownAlerts(known, named, mayBe),
      ...notJudged(corpus, alerts),
    ],
  };
}

/** A preview has an address, but not the one that alerts lead to. Without any, the site has advice of its own. */
function notJudged({ settings, stated }: Corpus, alerts: readonly Alert[]): Problem[] {
  const isAny = alerts.some(({ rules }) => rules.some(({ leads }) => leads.to === "not judged"));
  if (!isAny || stated.url !== undefined || settings.url === undefined) return [];
  const remedy = `Write the address under which alerts know it as url: https://… in ${SETTINGS_FILE}`;
  return [advice(topOf(SETTINGS_FILE), "no url is stated, so that no runbook_url is judged", remedy)];
}
