// A refresh of one site on disk: it looks up the items that the content links to, keeps news for the next report, and
// then writes the record.

import { rename } from "node:fs/promises";
import { join } from "node:path";
import type { Content } from "../corpus/content.ts";
import type { Corpus } from "../corpus/link.ts";
import { EVERYTHING } from "../corpus/publication.ts";
import type { StateRecord } from "../model/record.ts";
import { corpusOf, readSiteContent } from "../site/content.ts";
import { LOOKS_FILE, RECORD_FILE } from "../site/files.ts";
import { keptEntries } from "../site/rendering/entries.ts";
import { tokensFrom } from "../trackers/fetch/tokens.ts";
import { createTransport, hostsNamed } from "../trackers/fetch/transport.ts";
import { type Matcher, matcherOf } from "../trackers/match.ts";
import { type Looks, NO_LOOKS, readLooks, writeLooks } from "../trackers/record/looks.ts";
import { RecordError, readRecord, writeRecord } from "../trackers/record/record.ts";
import { type RefreshInput, refresh } from "../trackers/record/refresh.ts";
import type { Report } from "../trackers/record/report.ts";
import { newsOf } from "./news.ts";
import { nightReport } from "./report.ts";
import { addUntold } from "./untold.ts";

export type LookOptions = Pick<RefreshInput, "all" | "accepted" | "onProgress"> & {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
};

/** What a refresh has found, before any of it is on disk. */
export type LookedSite = {
  readonly content: Content;
  /** Drafts and documents for every audience: all references are looked up, so that every output knows their states. */
  readonly corpus: Corpus;
  readonly match: Matcher;
  /** The instant of the lookups, ISO 8601 in UTC. */
  readonly at: string;
  /** As it was, with its words read by today's tables. */
  readonly before: StateRecord;
  readonly after: StateRecord;
  readonly looks: Looks;
  /** Where an unreadable file of lookups was moved to. */
  readonly setAside: string | undefined;
  readonly report: Report;
};

/** Looks up what is due. Throws a RecordError for an unreadable record, before any request. */
export async function lookAtSite(content: Content, options: LookOptions): Promise<LookedSite> {
  const { root } = content;
  const { environment, now, ...asking } = options;
  const record = await readRecord(join(root, RECORD_FILE));
  const { looks, setAside } = await readOrSetAside(join(root, LOOKS_FILE));
  const corpus = corpusOf(content, EVERYTHING);
  const { trackers } = corpus.settings;
  const fetch = createTransport({ configured: hostsNamed(trackers), environment });
  const tokens = tokensFrom(environment, trackers);
  const match = matcherOf(trackers);
  const given = { links: corpus.links, record, looks: looks.byUrl, match, fetch, now, options: { tokens } };
  const { record: after, before, at, looks: byUrl, report } = await refresh({ ...given, ...asking });
  const lastSuccess = isSuccess(report) ? at : looks.lastSuccess;
  return { content, corpus, match, at, before, after, looks: { ...looks, byUrl, lastSuccess }, setAside, report };
}

/** Something was read, or there was nothing to ask. An upstream that refuses every lookup gave no news. */
function isSuccess({ lines }: Report): boolean {
  return lines.length === 0 || lines.some(({ change }) => change !== "failed" && change !== "not-asked");
}

/** Writes what was found. */
export async function keepLooked(root: string, { after, looks }: LookedSite): Promise<void> {
  await writeRecord(join(root, RECORD_FILE), after);
  await writeLooks(join(root, LOOKS_FILE), looks);
}

/**
 * A refresh without a report of its own: its news is kept for the next nightly report.
 * @param check throws when another process has taken the lock, before anything is written
 */
export async function refreshSite(root: string, options: LookOptions, check = () => {}): Promise<LookedSite> {
  const content = await readSiteContent(root, { entries: keptEntries(root) });
  const looked = await lookAtSite(content, options);
  const shown = corpusOf(content, { today: looked.at.slice(0, 10) });
  check();
  await addUntold(root, nightReport(newsOf(looked, shown), []));
  await keepLooked(root, looked);
  return looked;
}

/** The lookups are a cache: a broken file must not stop the nightly job for good, and is kept for inspection. */
async function readOrSetAside(file: string): Promise<{ looks: Looks; setAside: string | undefined }> {
  try {
    return { looks: await readLooks(file), setAside: undefined };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const setAside = `${file}.broken`;
    await rename(file, setAside);
    return { looks: NO_LOOKS, setAside };
  }
}
