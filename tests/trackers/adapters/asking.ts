// A look at upstream that tells what was asked, and answers shaped after others.

import { createFetcher } from "../../../src/trackers/fetch/fetcher.ts";
import type { Matched } from "../../../src/trackers/match.ts";
import { lookAt } from "../../../src/trackers/record/look.ts";
import type { Item } from "../../../src/trackers/tracker.ts";
import { fixture, matchUrl } from "../samples.ts";

type Asked = {
  readonly item: Item;
  /** Path and query of each request, in order. */
  readonly asked: readonly string[];
};

/** What a look finds, and what it asks, when upstream gives these answers in this order. A string is a good answer. */
export async function lookAsking(url: string, ...answers: readonly (string | Response)[]): Promise<Asked> {
  const rest = [...answers];
  const asked: string[] = [];
  const fetch = async (input: string | URL | Request) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    asked.push(pathname + search);
    const answer = rest.shift() ?? new Response("no answer left", { status: 500 });
    return typeof answer === "string" ? new Response(answer) : answer;
  };
  const { item } = await lookAt(matchOf(url), createFetcher(fetch, { retries: 0 }));
  return { item, asked };
}

/** The item at an address that a tracker knows. */
export function matchOf(url: string): Matched {
  const matched = matchUrl(url, {});
  if (matched === undefined) throw new RangeError(`No tracker knows ${url}`);
  return matched;
}

/** An answer like that of the fixture, but for these fields. */
export function like(path: string, fields: object): string {
  return JSON.stringify({ ...JSON.parse(fixture(path)), ...fields });
}

/** "It is there now." */
export function redirect(location: string): Response {
  return new Response(null, { status: 301, headers: { location } });
}
