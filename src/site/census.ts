// Which of the content's links the trackers know, and which not. It reads local files and asks no server.

import { join } from "node:path";
import type { Corpus } from "../corpus/link.ts";
import { siteAddress } from "../corpus/site/site-address.ts";
import type { Reference } from "../model/reference.ts";
import { matcherOf } from "../trackers/match.ts";
import { readRecord } from "../trackers/record/record.ts";
import { type UnknownHost, unknownHosts } from "../trackers/unknown-hosts.ts";
import { readEverything } from "./content.ts";
import { LOOKS_FILE, RECORD_FILE } from "./files.ts";
import { readCache } from "./site.ts";
import { referencesOf } from "./states.ts";

export type Census = {
  readonly corpus: Corpus;
  /** Open ones first, settled ones last. */
  readonly references: readonly Reference[];
  /** Those with most links first. */
  readonly unknown: readonly UnknownHost[];
};

/** Takes all of the content below `root`, drafts too. Throws a RecordError where the record cannot be read. */
export async function census(root: string): Promise<Census> {
  const [record, looks] = await Promise.all([readRecord(join(root, RECORD_FILE)), readCache(join(root, LOOKS_FILE))]);
  const corpus = await readEverything(root);
  const { links, settings } = corpus;
  const { list: references } = referencesOf({ corpus, match: matcherOf(settings.trackers) }, record, looks.byUrl);
  const own = settings.url === undefined ? undefined : siteAddress(settings);
  return { corpus, references, unknown: unknownHosts(links, settings.trackers, own) };
}
