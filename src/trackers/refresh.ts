// Looks at every reference and says what is news. A look that fails changes no state: it only shows in the looks.

import type { RecordEntry, StateRecord } from "../model/record.ts";
import type { LinkUse, Look } from "../model/reference.ts";
import type { Settings } from "../model/settings.ts";
import { advance, type Change } from "./advance.ts";
import { UpstreamError } from "./errors.ts";
import { createFetcher, type Fetcher, type FetchOptions } from "./fetch.ts";
import { lookAt, type Sight } from "./look.ts";
import type { Matched } from "./match.ts";
import { entriesByAddress, groupLinks } from "./references.ts";
import { failureText, type Report, type ReportLine, seenText } from "./report.ts";

export type RefreshInput = {
  readonly links: readonly LinkUse[];
  readonly record: StateRecord;
  readonly looks: ReadonlyMap<string, Look>;
  readonly trackers: Settings["trackers"];
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  readonly options?: Partial<FetchOptions>;
};

type Refreshed = {
  readonly record: StateRecord;
  readonly looks: ReadonlyMap<string, Look>;
  readonly report: Report;
};

/** Looks at each item that the links lead to. Entries that nothing links to any more keep their history. */
export async function refresh(given: RefreshInput): Promise<Refreshed> {
  const at = given
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
  const get = createFetcher(given.fetch, given.options);
  const items = groupLinks(given.links, given.trackers).map(({ matched }) => matched);
  const results = await Promise.all(items.map(async (matched) => ({ matched, result: await outcome(matched, get) })));
  const entries = entriesByAddress(given.record, given.trackers);
  const looks = new Map(given.looks);
  const lines = results.map(({ matched, result }) => {
    const look = lookAfter(looks.get(matched.url), result, at);
    looks.set(matched.url, look);
    return result instanceof UpstreamError
      ? { change: "failed" as const, label: matched.label, text: failureText(look) }
      : settle(entries, matched, result, at);
  });
  const unreachable = results.length > 0 && results.every(({ result }) => isOutOfReach(result));
  return { record: { ...given.record, references: [...entries.values()] }, looks, report: { lines, unreachable } };
}

/** An UpstreamError is a result; whatever else is thrown is a mistake of ours and ends the run. */
async function outcome(matched: Matched, get: Fetcher): Promise<Sight | UpstreamError> {
  try {
    return await lookAt(matched, get);
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}

function settle(entries: Map<string, RecordEntry>, matched: Matched, sight: Sight, at: string): ReportLine {
  const previous = entries.get(matched.url);
  const { entry, change }: { entry: RecordEntry; change: Change } = advance(previous, matched, sight, at);
  entries.set(matched.url, entry);
  return { change, label: matched.label, text: seenText(previous, entry, change) };
}

function lookAfter(previous: Look | undefined, result: Sight | UpstreamError, at: string): Look {
  if (!(result instanceof UpstreamError)) return { at, result: "ok", lastGood: at, failures: 0 };
  const lastGood = previous?.lastGood;
  const failures = (previous?.failures ?? 0) + 1;
  return { at, result: result.kind, message: result.message, ...(lastGood !== undefined && { lastGood }), failures };
}

/** No answer that says anything of the item or of us: the network, a proxy, or the server is down. */
function isOutOfReach(result: Sight | UpstreamError): boolean {
  return result instanceof UpstreamError && ["unreachable", "timeout", "server", "blocked"].includes(result.kind);
}
