// One site, assembled: content, states, outcomes of checks, alerts, and what is wrong with any of them. Pages are made
// from this and from nothing else.

import { join } from "node:path";
import { alertsOf } from "../alerts/alerts.ts";
import { checkTexts, triageTexts } from "../checks/downloads/texts.ts";
import type { LiveOutcomes } from "../checks/runs/live.ts";
import { type ReadRecords, readRecords } from "../checks/runs/record.ts";
import type { Place } from "../core/position.ts";
import { advice, type Problem, sortProblems } from "../core/problem.ts";
import type { Content } from "../corpus/content.ts";
import type { Publication } from "../corpus/publication.ts";
import { accentProblems } from "../corpus/site/accent.ts";
import { addressAdvice, siteAddress } from "../corpus/site/site-address.ts";
import type { Day } from "../model/date.ts";
import type { StateRecord } from "../model/record.ts";
import type { PageData } from "../pages/page-data.ts";
import { type Matcher, matcherOf } from "../trackers/match.ts";
import { type Looks, NO_LOOKS, readLooks } from "../trackers/record/looks.ts";
import { RecordError, readRecord } from "../trackers/record/record.ts";
import { referencesByDocument } from "../trackers/references.ts";
import { trackerProblems } from "../trackers/settings.ts";
import { fixContradictions } from "../trackers/waits/found-fixes.ts";
import { assetsOf, readTheme, type Theme } from "./assets.ts";
import { joined } from "./content.ts";
import { LOOKS_FILE, RECORD_FILE } from "./files.ts";
import { changedDays, whyNoDays } from "./git-dates.ts";
import { referencesOf, statedProblems } from "./states.ts";
import { triedChecks } from "./tried.ts";
import { judgeWaits } from "./waits.ts";
import { withheldBy } from "./withhold.ts";

/** Everything that pages show, and every defect found on the way. */
export type Site = PageData & {
  readonly problems: readonly Problem[];
  /** Where alerts begin that could not be read. */
  readonly unreadAlerts: readonly Place[];
  /** How many alerts are for other readers, or wait for drafts. */
  readonly hiddenAlerts: number;
};

/** Everything that a site is assembled from, read once. */
export type Sources = {
  readonly content: Content;
  readonly match: Matcher;
  readonly record: StateRecord;
  readonly looks: Looks;
  readonly runs: ReadRecords;
  readonly theme: Theme;
  readonly changed: ReadonlyMap<string, Day>;
  /** About days of changes that the settings want and that git does not know. */
  readonly undated: readonly Problem[];
  /** Outcomes of checks that ran while the site is served. */
  readonly live?: LiveOutcomes | undefined;
};

/** What stays as it was when a site is read again. */
export type Earlier = {
  readonly theme?: Theme | undefined;
  /** Days of changes of the files that did not change since. */
  readonly changed?: ReadonlyMap<string, Day> | undefined;
};

/** Reads what lies beside the content below its root. Needs no network and no clock. */
export async function readSources(content: Content, live?: LiveOutcomes, earlier: Earlier = {}): Promise<Sources> {
  const { root, settings, documents } = content;
  const { changed: known = new Map<string, Day>() } = settings.repository.lastChanged ? earlier : {};
  const dated = settings.repository.lastChanged ? documents.map(({ file }) => file) : [];
  const [record, looks, runs, theme, found] = await Promise.all([
    readRecord(join(root, RECORD_FILE)),
    readCache(join(root, LOOKS_FILE)),
    readRecords(root),
    earlier.theme ?? readTheme(),
    changedDays(
      root,
      dated.filter((file) => !known.has(file)),
    ),
  ]);
  const changed = new Map([...known, ...found]);
  const undated = dated.length > 0 && changed.size === 0 ? [await undatedAdvice(content)] : [];
  return { content, match: matcherOf(settings.trackers), record, looks, runs, theme, changed, undated, live };
}

async function undatedAdvice({ root, settingAt }: Content): Promise<Problem> {
  const { why, remedy } = await whyNoDays(root);
  return advice(settingAt("repository", "lastChanged"), `no page says when it was last changed: ${why}`, remedy);
}

/** The times of lookups are a cache: a broken one counts as empty, and the next refresh reports and repairs it. */
export async function readCache(file: string): Promise<Looks> {
  return readLooks(file).catch((error: unknown) => {
    if (error instanceof RecordError) return NO_LOOKS;
    throw error;
  });
}

/** The site as one output shows it. Pure. */
export function assemble(sources: Sources, publication: Publication): Site {
  const { record, looks, runs, theme, changed, live } = sources;
  const { corpus, alerts: shown } = joined(sources.content, publication);
  const matching = { corpus, match: sources.match };
  const references = referencesOf(matching, record, looks.byUrl);
  const { waits, problems: waitProblems } = judgeWaits(corpus, references);
  const { alerts, redirects, unread: unreadAlerts, problems: alertProblems } = alertsOf(corpus, shown);
  const { outcomes, problems: checkProblems, tried } = triedChecks(corpus, runs, live);
  const given = { outcomes, hosts: corpus.hosts, siteUrl: siteAddress(corpus.settings) };
  return {
    corpus,
    references: { ...references, byDocument: referencesByDocument(references.list) },
    waits,
    lastSuccess: looks.lastSuccess,
    ...{ alerts, redirects, unreadAlerts, hiddenAlerts: shown.hidden },
    tried,
    outcomes,
    scripts: checkTexts(corpus.checks, given),
    triage: triageTexts(corpus.runbooks, corpus.checks, given),
    changed,
    build: {
      ...assetsOf(
        theme,
        corpus.documents.map((document) => document.rendered.tokenStyles),
        corpus.settings.accent,
      ),
      withheld: { titles: [], others: 0, rules: 0 },
    },
    problems: sortProblems([
      ...corpus.problems,
      ...sources.undated,
      ...addressAdvice(corpus.settings, corpus.problems),
      ...accentProblems(corpus.settings.accent, theme.grounds, (name) => corpus.settingAt("accent", name)),
      ...trackerProblems(corpus.settings.trackers, (name) => corpus.placeOf("trackers", name)),
      ...statedProblems(matching, record),
      ...fixContradictions(corpus.documents, references.byUrl),
      ...waitProblems,
      ...alertProblems,
      ...checkProblems,
    ]),
  };
}

/**
 * The site without what is broken, which is named in `build.withheld`. The problems are those of the whole site; what
 * is found only because something is held back is advice. Advice withholds nothing.
 */
export function assembleSound(sources: Sources, publication: Publication): Site {
  const whole = assemble(sources, publication);
  const withheld = withheldBy(whole);
  const files = new Set([...withheld.files, ...sources.content.unreadable.map(({ file }) => file)]);
  if (files.size + withheld.hosts.size + withheld.alerts.size === 0) return whole;
  const sound = assemble(sources, { ...publication, withheld });
  const titles = whole.corpus.documents.filter(({ file }) => files.has(file)).map(({ title }) => title);
  return {
    ...sound,
    build: { ...sound.build, withheld: { titles, others: files.size - titles.length, rules: withheld.alerts.size } },
    problems: sortProblems([
      ...sound.problems.map((problem): Problem => ({ ...problem, kind: "advice" })),
      ...whole.problems,
    ]),
  };
}
