// One site, loaded: content, states, outcomes of checks, alerts, and what is wrong with any of them. Pages are made
// from this and from nothing else.

import { join } from "node:path";
import { coverage, unknownAlerts } from "../alerts/coverage.ts";
import { parseRuleFile } from "../alerts/rules.ts";
import { captureScript } from "../checks/capture/script.ts";
import { usesOf } from "../checks/capture/uses.ts";
import { pasteSafe } from "../checks/downloads/paste.ts";
import { script } from "../checks/downloads/script.ts";
import { triage } from "../checks/downloads/triage.ts";
import type { LiveOutcomes } from "../checks/runs/live.ts";
import { type Problem, sortProblems } from "../core/problem.ts";
import { everyDocument } from "../corpus/collect.ts";
import { type Corpus, type CorpusOptions, loadCorpus } from "../corpus/corpus.ts";
import { addressAdvice, siteAddress } from "../corpus/site-address.ts";
import type { Alert } from "../model/alert.ts";
import type { Reference } from "../model/reference.ts";
import type { CheckTexts, PageData } from "../pages/page-data.ts";
import { fixContradictions } from "../trackers/found-fixes.ts";
import { type Looks, NO_LOOKS, readLooks } from "../trackers/looks.ts";
import { RecordError, readRecord } from "../trackers/record.ts";
import { trackerProblems } from "../trackers/settings.ts";
import { shortFormsFor } from "../trackers/short-forms.ts";
import { LOOKS_FILE, RECORD_FILE } from "./files.ts";
import { referencesOf, statedProblems } from "./states.ts";
import { makeStyle } from "./style.ts";
import { triedChecks } from "./tried.ts";
import { judgeWaits } from "./waits.ts";

/** Everything that pages show, and every defect that was found on the way. */
export type Site = PageData & { readonly problems: readonly Problem[] };

/** A site knows the trackers, and so their short forms. */
export type SiteOptions = Omit<CorpusOptions, "shortForms"> & {
  /** Outcomes of checks that were made while the site is served. */
  readonly live?: LiveOutcomes;
};

/** Loads the site below `root` (its folder with content/ and _data/). Needs no network and no clock. */
export async function loadSite(root: string, options: SiteOptions = {}): Promise<Site> {
  const corpus = await loadCorpus(root, { ...options, shortForms: shortFormsFor });
  const [record, looks] = await Promise.all([readRecord(join(root, RECORD_FILE)), readCache(join(root, LOOKS_FILE))]);
  const references = referencesOf(corpus, record, looks.byUrl);
  const { waits, problems: waitProblems } = judgeWaits(corpus, references);
  const { alerts, problems: alertProblems } = readAlerts(corpus);
  const { outcomes, problems: checkProblems, tried } = await triedChecks(corpus, options.live);
  return {
    corpus,
    references: { ...references, byDocument: byDocument(references.list) },
    waits,
    lastSuccess: looks.lastSuccess,
    alerts,
    tried,
    outcomes,
    scripts: checkTexts(corpus, outcomes),
    triage: triageTexts(corpus, outcomes),
    build: {
      ...(await makeStyle(everyDocument(corpus).map((d) => d.rendered.tokenStyles))),
      withheld: { titles: [], others: 0 },
    },
    problems: sortProblems([
      ...corpus.problems,
      ...addressAdvice(corpus.settings, corpus.problems),
      ...trackerProblems(corpus.settings.trackers, corpus.placeOfTracker),
      ...statedProblems(corpus, record),
      ...fixContradictions(everyDocument(corpus), references.byUrl),
      ...waitProblems,
      ...alertProblems,
      ...checkProblems,
    ]),
  };
}

/** When we last looked is a cache: a broken one is as good as none, and the next refresh says so and mends it. */
async function readCache(file: string): Promise<Looks> {
  return readLooks(file).catch((error: unknown) => {
    if (error instanceof RecordError) return NO_LOOKS;
    throw error;
  });
}

/** Once for all pages: each would otherwise search all references for its own. */
function byDocument(list: readonly Reference[]): Map<string, Reference[]> {
  const found = new Map<string, Reference[]>();
  for (const reference of list) {
    for (const url of new Set(reference.uses.map((use) => use.document.url))) {
      found.set(url, [...(found.get(url) ?? []), reference]);
    }
  }
  return found;
}

function readAlerts(corpus: Corpus): { alerts: Alert[]; problems: Problem[] } {
  const files = corpus.ruleFiles.map(parseRuleFile);
  // An alert whose runbook is for others is for others, too.
  const alerts = files
    .flatMap((file) => file.alerts)
    .filter(({ runbook }) => !corpus.hiddenRunbooks.has(runbook ?? ""));
  const runbooks = corpus.runbooks.map(({ slug, data, placeOf }) => ({
    slug,
    alerts: data.alerts,
    place: placeOf("alerts"),
  }));
  const named = corpus.postmortems.flatMap(({ data, placeOf }) =>
    data.alerts.map((name, i) => ({ name, place: placeOf("alerts", i) })),
  );
  const problems = [...coverage(alerts, runbooks), ...unknownAlerts(alerts, named)];
  return { alerts, problems: [...files.flatMap((file) => file.problems), ...problems] };
}

/** Scripts tell what the runs looked at: without any, there is none. */
function checkTexts(corpus: Corpus, outcomes: Site["outcomes"]): Map<string, CheckTexts> {
  const base = siteAddress(corpus.settings);
  return new Map(
    corpus.checks.map((check) => {
      const [paste, own] = [pasteSafe(check, base), outcomes.get(check.id) ?? []];
      if (own.length === 0) return [check.id, { paste }];
      const runs = own.map(({ run }) => run);
      const capture = captureScript(check, usesOf(check, own, corpus.hosts), base);
      return [check.id, { paste, script: script(check, base, runs), capture }];
    }),
  );
}

function triageTexts(corpus: Corpus, outcomes: Site["outcomes"]): Map<string, string> {
  const texts = corpus.runbooks.flatMap((runbook) => {
    const own = corpus.checks.filter(({ document }) => document.url === runbook.url);
    const checks = own.filter(({ id }) => outcomes.get(id)?.length);
    const runs = checks.flatMap(({ id }) => outcomes.get(id) ?? []).map(({ run }) => run);
    return checks.length === 0
      ? []
      : [[runbook.slug, triage(runbook, checks, siteAddress(corpus.settings), runs)] as const];
  });
  return new Map(texts);
}
