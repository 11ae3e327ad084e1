// One cell of the matrix: one refresh of an item whose server goes wrong, beside an item of another tracker whose server
// is well; and what such a night may change.

import { expect } from "vitest";
import type { RecordEntry, StateRecord } from "../../../src/model/record.ts";
import type { Look } from "../../../src/model/reference.ts";
import { createTransport, hostsNamed } from "../../../src/trackers/fetch/transport.ts";
import { matcherOf } from "../../../src/trackers/match.ts";
import { type Refreshed, refresh } from "../../../src/trackers/record/refresh.ts";
import { type Fault, optionsFor } from "../fetch/faulty-server.ts";
import { linkTo, recordOf } from "../samples.ts";
import { isPlain, matchedOf, requestsOf, serveWrong, settingsOf, type Way, ways } from "./matrix.ts";

export type Case = {
  readonly way: Way;
  /** What the look at it must end with. */
  readonly kind: Look["result"];
  /** Where this way's requests go. */
  readonly origin: string;
  /** Where those of its neighbour go. */
  readonly healthy: string;
  /** What is known from the nights before. */
  readonly before: { readonly record: StateRecord; readonly looks: ReadonlyMap<string, Look> };
  readonly neighbour: Way;
};

/** A way whose item is known as open, beside one of the tracker after it, which is known so, too. */
export function caseOf(way: Way, kind: Case["kind"], origin: string, healthy: string): Case {
  const others = ways.filter((one) => one.tracker !== way.tracker && isPlain(one));
  const neighbour = others.find(({ tracker }) => tracker > way.tracker) ?? others[0];
  if (neighbour === undefined) throw new RangeError("A matrix needs two trackers");
  const items = [way, neighbour].map((one) => matchedOf(one, origin));
  const looks = items.map(({ url }, i) => [url, goodLook(i === 0 && way.withToken)] as const);
  const before = {
    record: recordOf(...items.map(({ url, tracker }) => knownEntry({ url, tracker: tracker.name }))),
    looks: new Map(looks),
  };
  return { way, kind, origin, healthy, before, neighbour };
}

/** Looks at both items, `day` days after the good look. */
export async function night(given: Case, day = 1): Promise<Refreshed> {
  const { way, kind, origin, healthy, before, neighbour } = given;
  const settings = { ...settingsOf(way, origin), ...settingsOf(neighbour, `${healthy}/${neighbour.tracker}`) };
  const fetch = createTransport({ configured: hostsNamed(settings), environment: {} });
  return refresh({
    ...before,
    links: [way, neighbour].map(({ url }) => linkTo(url)),
    match: matcherOf(settings),
    fetch: kind === "timeout" ? await answeredBefore(given, fetch) : fetch,
    now: () => new Date(Date.UTC(2026, 10, 1 + day, 2)),
    all: true,
    options: { ...optionsOf(kind), tokens: way.withToken ? { [origin]: ["authorization", "Bearer t"] } : {} },
  });
}

/**
 * A `fetch` that has asked for all that is answered well before anybody waits for it: a busy machine must not be late with
 * that, where silence after some seconds is the fault.
 */
async function answeredBefore({ way, origin, healthy, neighbour }: Case, fetch: typeof globalThis.fetch) {
  const well = [
    ...requestsOf(way, origin).slice(0, way.lead.length),
    ...requestsOf(neighbour, `${healthy}/${neighbour.tracker}`),
  ];
  const bodies = new Map<string, string>();
  for (const { url, body = null } of well)
    bodies.set(url, await (await fetch(url, { method: body === null ? "GET" : "POST", body })).text());
  const answer: typeof fetch = (input, init) => {
    const body = bodies.get(String(input));
    return body === undefined ? fetch(input, init) : Promise.resolve(new Response(body));
  };
  return answer;
}

/** What a fault may do: it shows in the item's look, and nowhere else. */
export function expectUntouched({ way, kind, before, neighbour }: Case, after: Refreshed): void {
  const [item, other] = [matchedOf(way).url, matchedOf(neighbour).url];
  const look = after.looks.get(item);
  expect({ look: look?.result, message: look?.message }).toMatchObject({ look: kind });
  expect(look).toMatchObject({ failures: 1, lastGood: GOOD_LOOK, withToken: way.withToken });
  expect(entryOf(after, item)).toEqual(entryOf(before, item));
  expect(after.looks.get(other)).toMatchObject({ result: "ok", failures: 0 });
  expect(entryOf(after, other)?.state).toBe(neighbour.state);
}

/** One cell of the matrix: the fault shows as what it is, changes nothing, and costs no more attempts than it may. */
export async function expectHarmless(way: Way, { name, kind, respond }: Fault, healthy: string): Promise<void> {
  const server = await serveWrong(way, respond);
  const given = caseOf(way, kind, server.origin, healthy);

  const after = await night(given).finally(server.close);

  expectUntouched(given, after);
  expect(server.asked.length).toBeGreaterThan(way.lead.length);
  const attempts = 1 + (name === "a redirect to itself" ? REDIRECTS : optionsOf(kind).retries);
  expect(server.asked.length).toBeLessThanOrEqual(requestsOf(way, server.origin).length * attempts);
}

export function entryOf({ record }: Pick<Refreshed, "record">, address: string): RecordEntry | undefined {
  return record.references.find(({ url }) => url === address);
}

/** The item's address in the record. */
export function addressOf(way: Way): string {
  return matchedOf(way).url;
}

/** Silence counts after a time in which a request reaches the server, however busy the machine is. */
export function optionsOf(kind: Case["kind"]) {
  const options = optionsFor({ kind: kind === "ok" ? "malformed" : kind });
  return kind === "timeout" ? { ...options, timeout: 5000 } : options;
}

/** Redirects that are followed; whoever is sent on more often gives up at once. */
const REDIRECTS = 3;
const GOOD_LOOK = "2026-11-01T02:00:00Z";

/** An entry with all that a look could change. */
export function knownEntry({ url, tracker }: Pick<RecordEntry, "url" | "tracker">): RecordEntry {
  return {
    ...{ url, tracker, state: "open", remoteStatus: "as it was", title: "As it was" },
    ...{ version: "none 1.0", targets: [{ name: "a", state: "open", remoteStatus: null }], since: "2026-10-01" },
    source: { kind: "fetched", at: "2026-10-02T02:00:00Z", from: url },
    history: [{ at: "2026-10-01", from: "in-progress", to: "open", remoteStatus: "as it was" }],
  };
}

export function goodLook(withToken: boolean): Look {
  return { at: GOOD_LOOK, result: "ok", lastGood: GOOD_LOOK, failures: 0, withToken };
}
