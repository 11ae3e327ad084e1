// What a notification says of each runbook, and which alerts lead to it.

import { Coverage } from "../../../alerts/coverage.ts";
import { plainText } from "../../../core/plain-text.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import { type Day, formatDay } from "../../../model/date.ts";
import type { PageData } from "../../page-data.ts";
import { absolute } from "../../page-type.ts";
import { firstMinute } from "../document/first-minute.ts";

export type Block = {
  readonly title: string;
  readonly url: string;
  /** The day of its last review, and "reviewed 6 May 2024". */
  readonly day: Day | undefined;
  readonly reviewed: string;
  readonly lines: readonly string[];
  /** Names of the alerts for which it is the first runbook to open, each by the names that it had. */
  readonly first: readonly AlertNames[];
  /** Names of alerts for which it is another one. */
  readonly also: readonly AlertNames[];
};

/** The name of an alert, and those by which a notification may call it. */
export type AlertNames = { readonly name: string; readonly all: readonly string[] };

/** What a phone shows; a chat cuts long texts at a place of its own. */
const LONGEST = 2000;

/** The runbooks that alerts lead to: the worst severity first, then by title. */
export function blocksOf(data: PageData): readonly Block[] {
  const first = new Map<string, AlertNames[]>();
  const also = new Map<string, AlertNames[]>();
  const shown = shownRunbooks(data);
  for (const { names, runbooks } of alertingOf(data)) {
    for (const [i, runbook] of runbooks.filter((name) => shown.has(name)).entries()) {
      const map = i === 0 ? first : also;
      if (map.get(runbook)?.push(names) === undefined) map.set(runbook, [names]);
    }
  }
  const { severities } = data.corpus.settings;
  const rank = ({ data: { severity = "" } }: RunbookDocument) => severities.indexOf(severity) + 1 || Infinity;
  return data.corpus.runbooks
    .filter(({ name }) => first.has(name) || also.has(name))
    .toSorted((a, b) => rank(a) - rank(b) || (a.title < b.title ? -1 : 1))
    .map((document) => ({
      ...blockOf(data, document),
      first: first.get(document.name) ?? [],
      also: also.get(document.name) ?? [],
    }));
}

/** Names of alerts whose runbooks are not published because of problems. */
export function heldBackNames(data: PageData): readonly string[] {
  const shown = shownRunbooks(data);
  const alerts = data.alerts.filter(
    ({ runbooks, rules }) =>
      !runbooks.some((name) => shown.has(name)) &&
      (runbooks.length > 0 || rules.some(({ leads }) => leads.to === "held-back")),
  );
  return alerts.flatMap(({ name, otherNames }) => [name, ...otherNames]);
}

function shownRunbooks({ corpus }: PageData): ReadonlySet<string> {
  return new Set(corpus.runbooks.map(({ name }) => name));
}

type Alerting = { readonly names: AlertNames; readonly runbooks: readonly string[] };

/** Also those that runbooks name on a site without their rules: a notification comes all the same. */
function alertingOf({ alerts, corpus }: PageData): readonly Alerting[] {
  const ruled = alerts.map(({ name, otherNames, runbooks }) => ({ names: namesOf(name, otherNames), runbooks }));
  const known = new Set(ruled.flatMap(({ names }) => names.all));
  const coverage = new Coverage(
    corpus.runbooks.map(({ name, data, placeOf }) => ({ name, alerts: data.alerts, placeOf })),
  );
  const stated = Map.groupBy(
    corpus.runbooks.flatMap(({ data }) => data.alerts),
    ({ name }) => name,
  );
  const unruled = [...stated]
    .filter(([name]) => !known.has(name))
    .map(([name, entries]) => ({
      names: namesOf(
        name,
        entries.flatMap(({ formerly = [] }) => formerly),
      ),
      runbooks: coverage.of(name, []),
    }));
  return [...ruled, ...unruled];
}

function namesOf(name: string, others: readonly string[]): AlertNames {
  return { name: plainText(name), all: [name, ...others] };
}

function blockOf(data: PageData, document: RunbookDocument): Omit<Block, "first" | "also"> {
  const { reviewed } = document.data;
  return {
    title: plainText(document.title),
    // What Slack takes for the end of an address.
    url: absolute(data, document.url).replace(/[|<>]/g, encodeURIComponent),
    day: reviewed?.slice(0, 10),
    reviewed: reviewed === undefined ? "no review recorded" : `reviewed ${formatDay(reviewed)}`,
    lines: shortened(firstMinute(data, document) ?? []),
  };
}

function shortened(lines: readonly string[]): readonly string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length;
    return length > LONGEST;
  });
  return end === -1 ? lines : [...lines.slice(0, end), "… It goes on in the runbook."];
}
