// A look at an item of an instance for which the settings of a site know words of their own.

import type { Instance } from "../../../src/model/settings.ts";
import { createFetcher } from "../../../src/trackers/fetch/fetcher.ts";
import { lookAt } from "../../../src/trackers/record/look.ts";
import type { Item } from "../../../src/trackers/tracker.ts";
import { matchUrl } from "../samples.ts";

/** What a look finds when upstream gives this answer. */
export async function lookTaught(url: string, words: NonNullable<Instance["words"]>, body: string): Promise<Item> {
  const matched = matchUrl(url, {});
  if (matched === undefined) throw new RangeError(`No tracker knows ${url}`);
  const instance = { ...matched.instance, words };
  const fetch = async () => new Response(body);
  return (await lookAt({ ...matched, instance }, createFetcher(fetch, { retries: 0 }))).item;
}
