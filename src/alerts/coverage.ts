// Which runbooks are for which alerts, and what is missing. A runbook covers an alert that it names, that has its name,
// or whose runbook_url leads to it.

import { guesser } from "../core/nearest-name.ts";
import type { Place } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import type { Alert, AlertRule } from "../model/alert.ts";
import type { NamedAlert } from "../model/document.ts";
import type { Settings } from "../model/settings.ts";
import { documentUrl, pathOf } from "../model/urls.ts";
import { keyOf, lastPart } from "./names.ts";

/** A runbook as far as alerts are concerned. `placeOf`: the place of one of its `alerts`, or where they would be. */
export type Covering = {
  readonly name: string;
  readonly alerts: readonly NamedAlert[];
  readonly placeOf: (...path: PropertyKey[]) => Place;
};

type Entry = { readonly runbook: Covering; readonly alert: NamedAlert; readonly place: Place };

/** Gives the runbooks of an alert, those that a reader should open first at the beginning. */
export class Coverage {
  readonly #byKey: ReadonlyMap<string, readonly Entry[]>;
  readonly #byOwnName: ReadonlyMap<string, readonly Covering[]>;
  readonly #byUrl: ReadonlyMap<string, string>;

  constructor(runbooks: readonly Covering[]) {
    const entries = runbooks.flatMap((runbook) =>
      runbook.alerts.map((alert, i): Entry => ({ runbook, alert, place: runbook.placeOf("alerts", i) })),
    );
    this.#byKey = Map.groupBy(entries, ({ alert }) => keyOf(alert.name));
    this.#byOwnName = Map.groupBy(runbooks, ({ name }) => keyOf(lastPart(name)));
    this.#byUrl = new Map(runbooks.map(({ name }) => [documentUrl("runbook", name), name]));
  }

  of(name: string, rules: readonly AlertRule[]): string[] {
    const named = this.entriesOf(name);
    const first = named.filter(({ alert }) => alert.first);
    const led = rules.flatMap(({ leads }) => (leads.to === "page" ? (this.#byUrl.get(pathOf(leads.url)) ?? []) : []));
    const own = this.#byOwnName.get(keyOf(name)) ?? [];
    return [...new Set([...nameOf(first), ...led, ...nameOf(named), ...own.map((runbook) => runbook.name)])];
  }

  /** The entries of runbooks that name the alert, in whichever spelling. */
  entriesOf(name: string): readonly Entry[] {
    return this.#byKey.get(keyOf(name)) ?? [];
  }

  /** Every entry of every runbook. */
  entries(): readonly Entry[] {
    return [...this.#byKey.values()].flat();
  }
}

function nameOf(entries: readonly Entry[]): string[] {
  return entries.map(({ runbook }) => runbook.name);
}

/** Whether the site has a page for what to do about the alert. */
export function isCovered(alert: Pick<Alert, "url" | "runbooks" | "rules">): boolean {
  return alert.runbooks.length > 0 || hasPage(alert) || alert.rules.some(({ leads }) => leads.to === "held-back");
}

/** Whether the settings say that an alert needs no runbook. */
export function isExempt(
  { name, rules }: Pick<Alert, "name" | "rules">,
  exempt: Settings["alerts"]["exempt"],
): boolean {
  const isOfSeverity = rules.length > 0 && rules.every(({ severity = "" }) => exempt.severity.includes(severity));
  return isOfSeverity || exempt.names.includes(name);
}

/** Whether a rule leads to a page here that may say what to do. That of an alert says it with a runbook alone. */
export function hasPage({ rules }: Pick<Alert, "rules">): boolean {
  return rules.some(({ leads }) => leads.to === "page" && !SAYS_NOTHING.test(pathOf(leads.url)));
}

const SAYS_NOTHING = /^\/(?:|alerts\/.*|search\/|404\.html)$/;

/** Whether a rule of an unknown name may exist all the same: then it is not reported as unknown. */
export type MayBe = (name: string) => boolean;

/** `host`: where the site says that it is served. */
type Around = Pick<Settings["alerts"], "exempt"> & { readonly mayBe: MayBe; readonly host: string | undefined };

/** What does not match between alerts and runbooks. A site without any rule has nothing to compare. */
export function coverageProblems(
  alerts: readonly Alert[],
  coverage: Coverage,
  { mayBe, host, exempt }: Around,
): Problem[] {
  const ruled = [...new Set(alerts.flatMap(({ rules }) => rules.map(({ name }) => name)))];
  if (ruled.length === 0) return [];
  const guess = guesser(ruled);
  // Of two names that differ only in signs, each is right.
  const known = new Map([
    ...ruled.map((name) => [keyOf(name), name] as const),
    ...ruled.map((name) => [name, name] as const),
  ]);
  return [
    ...coverage.entries().flatMap((entry) => entryProblem(entry, known, guess, mayBe) ?? []),
    ...alerts.flatMap(({ name }) => secondFirst(coverage.entriesOf(name))),
    ...alerts.flatMap((alert) => leadingAway(alert, host)),
    ...missing(alerts.filter((alert) => !isExempt(alert, exempt))),
  ];
}

function entryProblem(
  { runbook, alert: { name, external }, place }: Entry,
  known: ReadonlyMap<string, string>,
  guess: ReturnType<typeof guesser>,
  mayBe: MayBe,
): Problem | undefined {
  const now = known.get(name) ?? known.get(keyOf(name));
  if (external || now === name || mayBe(name)) return undefined;
  if (now !== undefined) {
    const what = `runbook "${runbook.name}" names alert "${name}", whose rule spells it "${now}"`;
    return advice(place, what, `Write "${now}"`);
  }
  const hint = `Rules live in content/alerts/. For a rule of another repository, write { name: ${name}, external: true }`;
  const what = `runbook "${runbook.name}" names alert "${name}", which no rule file has`;
  // The page is as true as before: at night, a removed rule must not take it away.
  return { ...problem(place, what, guess(name, hint)), withholds: "nothing" };
}

function secondFirst(entries: readonly Entry[]): Problem[] {
  const [one, ...others] = entries.filter(({ alert }) => alert.first);
  return others.map(({ runbook, alert, place }) => ({
    ...problem(
      place,
      `runbook "${runbook.name}" says that it comes first for alert "${alert.name}", and so does "${one?.runbook.name}"`,
      "Remove first: true from one of them",
    ),
    withholds: "nothing",
  }));
}

/** A notification leads away from this site, though it has a runbook. */
function leadingAway({ rules, runbooks: [runbook] }: Alert, host: string | undefined): Problem[] {
  if (runbook === undefined) return [];
  return rules.flatMap(({ name, leads, runbookUrl }) => {
    if (leads.to !== "elsewhere" || runbookUrl === undefined) return [];
    const url = URL.parse(leads.url);
    const isHere = url !== null && url.host === host;
    const where = isHere ? `outside of this site, to "${url.pathname}"` : `to another host, "${url?.host}"`;
    const what = `alert "${name}" leads ${where}, though runbook "${runbook}" is for it`;
    const end = `End its runbook_url in ${documentUrl("runbook", runbook)}`;
    const remedy = isHere
      ? `${end}, behind the pathPrefix`
      : `${end}, or name that host as one of this site: alerts: { hosts: […] }`;
    return [advice(runbookUrl.place, what, remedy)];
  });
}

const NAMED = 3;

/** Alerts without a runbook, as one piece of advice for each file and kind. */
function missing(alerts: readonly Alert[]): Problem[] {
  const rules = alerts.filter((alert) => !isCovered(alert)).flatMap((alert) => alert.rules);
  const byFile = Map.groupBy(rules, ({ place, leads: { to } }) => `${place.file}\n${WORDS[to]}`);
  return [...byFile.values()].flatMap(([first, ...others]) => {
    const words = first && WORDS[first.leads.to];
    if (first === undefined || words === undefined) return [];
    const names = [...new Set([first, ...others].map(({ name }) => name))];
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
    const what = `${words}: "${names.slice(0, NAMED).join(", ")}${more}"`;
    return [{ ...advice(first.place, what, MISSING), summary: true as const }];
  });
}

/** What is dead has a Problem, and what cannot be known is not missing. */
const WORDS: Readonly<Partial<Record<AlertRule["leads"]["to"], string>>> = {
  nothing: "alerts without a runbook",
  // It is the alert's own one.
  page: "alerts without a runbook",
  elsewhere: "alerts that lead to another host or folder, and no runbook here is for them",
};

const MISSING = "Write a runbook of that name, or name them in one: alerts: […]. npm run alerts lists all of them";

/** Alerts that a post-mortem names and no rule file has. Only advice: the rule may have been removed since. */
export function unknownAlerts(
  known: ReadonlySet<string>,
  named: readonly { readonly name: string; readonly place: Place }[],
  mayBe: MayBe,
): Problem[] {
  if (known.size === 0) return [];
  const guess = guesser(known);
  return named
    .filter(({ name }) => !known.has(name) && !mayBe(name))
    .map(({ name, place }) =>
      advice(place, `alert "${name}" is in no rule file`, guess(name, "Rules live in content/alerts/")),
    );
}
