// What the tests of the trackers share: fixtures, links, and a look at upstream without a network.

import { readFileSync } from "node:fs";
import type { RecordEntry, StateRecord } from "../../src/model/record.ts";
import type { LinkUse } from "../../src/model/reference.ts";
import type { Settings } from "../../src/model/settings.ts";
import { createFetcher } from "../../src/trackers/fetch/fetcher.ts";
import { type Matched, matcherOf } from "../../src/trackers/match.ts";
import { lookAt } from "../../src/trackers/record/look.ts";
import type { Item } from "../../src/trackers/tracker.ts";

const FIXTURES = new URL("../fixtures/trackers/", import.meta.url);

export function fixture(path: string): string {
  return readFileSync(new URL(path, FIXTURES), "utf8");
}

export const URLS = {
  github: "https://github.com/openzfs/zfs/issues/15245",
  gitweb: "https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed",
  launchpad: "https://bugs.launchpad.net/bugs/2034745",
  xenforo:
    "https://forum.proxmox.com/threads/slow-zfs-encryption-will-we-get-a-fix-for-avx-avx2-not-being-selected.133681/",
} as const;

/** The item that a URL leads to under these settings. */
export function matchUrl(url: string, trackers: Settings["trackers"]): Matched | undefined {
  return matcherOf(trackers)(url);
}

/** A link as the corpus gives it. */
export function linkTo(url: string): LinkUse {
  const place = { file: "content/postmortems/a.md", line: 1, column: 1, length: url.length };
  return { url, place, document: { url: "/postmortems/a/", title: "A" } };
}

/** What a look finds when upstream gives these answers, in this order. A string is a good answer. */
export async function lookWith(url: string, ...answers: readonly (string | Response)[]): Promise<Item> {
  const matched = matchUrl(url, {});
  if (matched === undefined) throw new RangeError(`No tracker knows ${url}`);
  const rest = [...answers];
  const next = () => rest.shift() ?? new Response("no answer left", { status: 500 });
  const fetch = async () => {
    const answer = next();
    return typeof answer === "string" ? new Response(answer) : answer;
  };
  return (await lookAt(matched, createFetcher(fetch, { retries: 0 }))).item;
}

/** The answer to a request for what does not exist. */
export function notFound(body: string): Response {
  return new Response(body, { status: 404 });
}

export function recordOf(...references: RecordEntry[]): StateRecord {
  return { version: 1, references };
}
