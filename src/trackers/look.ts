// One look at one item: ask, then read the answers.

import type { Fetcher } from "./fetch.ts";
import type { Matched } from "./match.ts";
import type { Item, UpstreamResponse } from "./tracker.ts";

/** What upstream says of an item, and which address was asked for it. */
export type Sight = { readonly item: Item; readonly from: string };

/** Throws an UpstreamError when upstream can't be reached or understood. */
export async function lookAt({ tracker, instance, key }: Matched, get: Fetcher): Promise<Sight> {
  const responses: UpstreamResponse[] = [];
  // One after the other: when the first fails, the rest would be asked for nothing.
  for (const request of tracker.locate(key, instance)) responses.push(await get(request));
  const from = responses[0]?.request.url ?? instance.web;
  return { item: tracker.parse(responses, key, instance), from };
}
