// The matrix of every tracker by everything that can go wrong: the ways in which a tracker is asked, and the servers that
// answer them, well and wrong.

import type { Settings } from "../../../src/model/settings.ts";
import { trackers } from "../../../src/trackers/index.ts";
import type { Matched } from "../../../src/trackers/match.ts";
import type { UpstreamRequest, UpstreamResponse } from "../../../src/trackers/tracker.ts";
import { type Fault, type FaultyServer, serveFault } from "../fetch/faulty-server.ts";
import { type Loopback, serve } from "../loopback.ts";
import { matchUrl, URLS } from "../samples.ts";
import { graphqlAnswer, SAMPLES, type Sample } from "./samples.ts";

/** A tracker as it is asked for its sample. */
export type Way = Sample & {
  readonly name: string;
  readonly tracker: string;
  readonly withToken: boolean;
  /** What the first requests are answered, before anything goes wrong; empty where it does from the first one. */
  readonly lead: readonly string[];
};

/** Trackers for which samples.ts has nothing: each is a hole in the matrix. */
export const missingSamples = trackers.map(({ name }) => name).filter((name) => !Object.hasOwn(SAMPLES, name));

export const ways: readonly Way[] = trackers.flatMap(({ name }) =>
  (SAMPLES[name] ?? []).flatMap((sample) => waysOf(name, sample)),
);

/** Whether it is asked item by item, and goes wrong from the first request on. */
export function isPlain({ lead, withToken }: Way): boolean {
  return lead.length === 0 && !withToken;
}

function waysOf(tracker: string, sample: Sample): Way[] {
  const name = sample.kind === undefined ? tracker : `${tracker} ${sample.kind}`;
  const plain = { ...sample, name, tracker, withToken: false, lead: [] };
  const later = sample.news.slice(1).map((_, i) => ({
    ...{ ...plain, name: `${name} from request ${i + 2} on`, lead: sample.news.slice(0, i + 1) },
  }));
  return [plain, ...later, ...(sample.url === URLS.github ? graphqlWays(plain) : [])];
}

/** With a token many items are asked for at once, and by themselves where that brings nothing. */
function graphqlWays(plain: Way): Way[] {
  const news = [graphqlAnswer("COMPLETED"), ...plain.news];
  const unheard = Array.isArray(plain.unheard) ? [graphqlAnswer("MOVED"), ...plain.unheard] : plain.unheard;
  const batch = { ...plain, news, unheard, withToken: true };
  return [
    { ...batch, name: "github by GraphQL" },
    { ...batch, name: "github by GraphQL, which leaves it out", lead: [graphqlAnswer(null)] },
  ];
}

/** What a look of this way asks for at most, in order. */
export function requestsOf(way: Way, origin: string): readonly UpstreamRequest[] {
  const matched = matchedOf(way, origin);
  const { tracker, key, instance } = matched;
  const batch = way.withToken ? tracker.batch?.locate([key], instance) : undefined;
  const first = batch === undefined ? [] : [batch];
  return [...first, ...askedWith(matched, way.news.slice(first.length)).map(({ request }) => request)];
}

/** Upstream's answers to all that is asked of an item, where it answers with these bodies. Throws what `next` throws. */
export function askedWith({ tracker, key, instance }: Matched, bodies: readonly string[]): UpstreamResponse[] {
  const responses: UpstreamResponse[] = [];
  const answer = (request: UpstreamRequest) => {
    responses.push({ request, status: 200, redirected: false, body: bodies[responses.length] ?? "" });
  };
  for (const request of tracker.locate(key, instance)) answer(request);
  for (let more = tracker.next?.(responses, key, instance); more !== undefined; ) {
    answer(more);
    more = tracker.next?.(responses, key, instance);
  }
  return responses;
}

/** What of these bodies, one for each request, answers the request for this path and query; undefined where none does. */
export function bodyFor(way: Way, bodies: readonly string[], path: string | undefined): string | undefined {
  // Only the path counts, so that the server's port need not be known.
  const paths = requestsOf(way, "http://127.0.0.1").map(({ url }) => pathOf(url));
  return bodies[paths.indexOf(path ?? "")];
}

/** Answers each request with its body, once the lead is told; what nobody should ask for is a server's error. */
export function answering(way: Way, bodies: readonly string[]): Fault["respond"] {
  const all = [...way.lead, ...bodies.slice(way.lead.length)];
  return ({ url }, response) => {
    const body = bodyFor(way, all, url);
    response.writeHead(body === undefined ? 500 : 200).end(body);
  };
}

/** A server that is well for this way's lead, and then goes wrong in this way. */
export function serveWrong(way: Way, respond: Fault["respond"]): Promise<FaultyServer> {
  return serveFault((request, response) => {
    const body = bodyFor(way, way.lead, request.url);
    if (body === undefined) respond(request, response);
    else response.end(body);
  });
}

/** Whether it is one of the request that goes wrong first: some lists may be empty, and some things may be missing. */
export function isFaultOf(way: Way, { name, kind }: Pick<Fault, "name" | "kind">): boolean {
  const request = requestsOf(way, "http://127.0.0.1")[way.lead.length];
  if (kind === "not-found") return request?.mayLack !== true;
  return name !== "[]" || way.lists?.includes(way.lead.length + 1) !== true;
}

/** Answers that come well over HTTP and are not what the system gives. */
export const badBodies: readonly { readonly name: string; readonly spoil: (good: string) => string }[] = [
  { name: "an answer that is cut in half", spoil: (good) => good.slice(0, good.length / 2) },
  { name: "a log-in page", spoil: () => '<!doctype html><title>Sign in</title><form action="/login"><input></form>' },
  { name: "JSON of another shape", spoil: () => '{"hello": []}' },
  { name: "an empty answer", spoil: () => "" },
  { name: "null", spoil: () => "null" },
  { name: "[]", spoil: () => "[]" },
];

/** One server that has news of every tracker. */
export function serveNews(): Promise<Loopback> {
  const plain = ways.filter(isPlain);
  const routes = plain.flatMap((way) =>
    requestsOf(way, `http://127.0.0.1/${way.tracker}`).map(({ url }, i) => [pathOf(url), way.news[i] ?? ""]),
  );
  return serve(Object.fromEntries(routes));
}

export function matchedOf({ url, tracker, name }: Way, origin?: string): Matched {
  const instance = matchUrl(url, {})?.instance;
  const settings = origin === undefined || instance === undefined ? {} : settingsFor(tracker, instance.web, origin);
  const matched = matchUrl(url, settings);
  if (matched?.tracker.name !== tracker) throw new RangeError(`${name}: its sample ${url} is of another tracker`);
  return matched;
}

export function settingsOf(way: Way, origin: string): Settings["trackers"] {
  return settingsFor(way.tracker, matchedOf(way).instance.web, origin);
}

function settingsFor(tracker: string, web: string, origin: string): Settings["trackers"] {
  return { [tracker]: [{ web, api: `${origin}/` }] };
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
