// A refresh of one site on disk: what its content links to is looked at live, and the record written where upstream moved.

import { join } from "node:path";
import { type Corpus, loadCorpus } from "../corpus/corpus.ts";
import type { StateRecord } from "../model/record.ts";
import { createTransport, hostsNamed } from "../trackers/fetch-transport.ts";
import { type Looks, readLooks, writeLooks } from "../trackers/looks.ts";
import { readRecord, writeRecord } from "../trackers/record.ts";
import { type RefreshInput, refresh } from "../trackers/refresh.ts";
import type { Report } from "../trackers/report.ts";
import { shortFormsFor } from "../trackers/short-forms.ts";
import { tokensFrom } from "../trackers/tokens.ts";
import { LOOKS_FILE, RECORD_FILE } from "./site.ts";

export type RefreshSiteOptions = Pick<RefreshInput, "all" | "accepted" | "onProgress"> & {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
};

export type RefreshedSite = {
  /** Whoever a document is for, and be it a draft: its references are looked at, so that each output finds them known. */
  readonly corpus: Corpus;
  readonly before: StateRecord;
  readonly after: StateRecord;
  readonly looks: Looks;
  readonly report: Report;
};

/** Refreshes the site below `root`. Throws a RecordError where the record or the looks cannot be read, before it asks. */
export async function refreshSite(root: string, options: RefreshSiteOptions): Promise<RefreshedSite> {
  const { environment, now, ...asking } = options;
  const files = { record: join(root, RECORD_FILE), looks: join(root, LOOKS_FILE) };
  const [before, looks] = await Promise.all([readRecord(files.record), readLooks(files.looks)]);
  const corpus = await loadCorpus(root, { drafts: true, audience: "restricted", shortForms: shortFormsFor });
  const { trackers } = corpus.settings;
  const fetch = createTransport({ configured: hostsNamed(trackers), environment });
  const tokens = tokensFrom(environment, trackers);
  const given = { links: corpus.links, record: before, looks: looks.byUrl, trackers, fetch, now, options: { tokens } };
  const result = await refresh({ ...given, ...asking });
  const lastSuccess = result.report.unreachable ? looks.lastSuccess : instant(now());
  const seen: Looks = { ...looks, byUrl: result.looks, lastSuccess };
  await writeRecord(files.record, result.record);
  await writeLooks(files.looks, seen);
  return { corpus, before, after: result.record, looks: seen, report: result.report };
}

/** Remembers what the maintainer has been told. */
export async function rememberTold(root: string, looks: Looks, told: ReadonlyMap<string, string>): Promise<void> {
  await writeLooks(join(root, LOOKS_FILE), { ...looks, told });
}

/** ISO 8601 in UTC, to the second. */
export function instant(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
