// Looks at items: ask, then read the answers. Many at once where the tracker takes that, else one by one.

import { apiOf } from "./address.ts";
import { NotAskedError, UpstreamError } from "./errors.ts";
import type { Fetcher } from "./fetch.ts";
import type { Matched } from "./match.ts";
import type { Tokens } from "./tokens.ts";
import type { Batch, Item, UpstreamResponse } from "./tracker.ts";

/** What upstream says of an item, and which address was asked for it. */
export type Sight = { readonly item: Item; readonly from: string };

/** A NotAskedError says nothing of the item: its host was given up before its turn came. */
export type Outcome = Sight | UpstreamError | NotAskedError;

export type Looked = { readonly matched: Matched; readonly outcome: Outcome; readonly withToken: boolean };

type Asking = {
  readonly get: Fetcher;
  readonly tokens: Tokens;
  /** Called for each item that has been looked at. */
  readonly onLooked: (looked: Looked) => void;
};

/** Looks at every item. Whatever is thrown is a mistake of ours, and ends the run. */
export async function lookAtAll(items: readonly Matched[], asking: Asking): Promise<void> {
  const groups = Map.groupBy(items, ({ tracker, instance }) => `${tracker.name} ${instance.web}`);
  await Promise.all([...groups.values()].map((group) => lookAtGroup(group, asking)));
}

/** Looks at one item. Throws an UpstreamError when upstream can't be reached or understood. */
export async function lookAt({ tracker, instance, key }: Matched, get: Fetcher): Promise<Sight> {
  const responses: UpstreamResponse[] = [];
  // One after the other: when the first fails, the rest would be asked for nothing.
  for (const request of tracker.locate(key, instance)) responses.push(await get(request));
  const from = responses[0]?.request.url ?? instance.web;
  return { item: parsed({ tracker, instance, key }, responses), from };
}

/** A page that is nested without end exhausts the stack of whoever walks it: that is its fault, not ours. */
function parsed(
  { tracker, instance, key }: Pick<Matched, "tracker" | "instance" | "key">,
  responses: UpstreamResponse[],
) {
  try {
    return tracker.parse(responses, key, instance);
  } catch (cause) {
    const [first] = responses;
    const isTooDeep = cause instanceof RangeError && /call stack/.test(cause.message);
    if (!isTooDeep || first === undefined) throw cause;
    throw new UpstreamError("malformed", first.request, "Malformed answer (nested without end)", { cause });
  }
}

/** Items of one instance. */
async function lookAtGroup(group: readonly Matched[], asking: Asking): Promise<void> {
  const batch = hasToken(group[0], asking.tokens) ? group[0]?.tracker.batch : undefined;
  const together = batch === undefined ? [] : group.filter(({ key }) => batch.accepts(key));
  const single = group.filter((matched) => !together.includes(matched));
  await Promise.all([
    ...single.map((matched) => lookAtOne(matched, asking)),
    ...(batch === undefined ? [] : chunks(together, batch.size).map((chunk) => lookAtBatch(chunk, batch, asking))),
  ]);
}

async function lookAtOne(matched: Matched, asking: Asking): Promise<void> {
  const outcome = await caught(() => lookAt(matched, asking.get));
  asking.onLooked({ matched, outcome, withToken: hasToken(matched, asking.tokens) });
}

/** An item that the answer for all does not have is asked for by itself, which can tell "moved" from "gone". */
async function lookAtBatch(chunk: readonly Matched[], batch: Batch, asking: Asking): Promise<void> {
  const outcomes = await caught(() => askTogether(chunk, batch, asking.get));
  const left = chunk.filter((matched, i) => {
    const outcome = Array.isArray(outcomes) ? outcomes[i] : failureOfAll(outcomes);
    if (outcome !== undefined) asking.onLooked({ matched, outcome, withToken: true });
    return outcome === undefined;
  });
  await Promise.all(left.map((matched) => lookAtOne(matched, asking)));
}

/** That the batch has no address there, or answers with something else, says nothing of the items. */
function failureOfAll(error: UpstreamError | NotAskedError): Outcome | undefined {
  const isOfBatch = error instanceof UpstreamError && ["not-found", "malformed"].includes(error.kind);
  return isOfBatch ? undefined : error;
}

async function askTogether(chunk: readonly Matched[], { locate, parse }: Batch, get: Fetcher) {
  const { instance } = chunk[0] as Matched;
  const keys = chunk.map(({ key }) => key);
  const items = parse(await get(locate(keys, instance)), keys, instance);
  return chunk.map(({ tracker, key }, i): Outcome | undefined => {
    const item = items[i];
    if (item === undefined || item instanceof UpstreamError) return item;
    // The source of a state is the item's own address, whichever way it was asked for.
    return { item, from: tracker.locate(key, instance)[0]?.url ?? instance.web };
  });
}

/** An UpstreamError is an outcome; whatever else is thrown is a mistake of ours and ends the run. */
async function caught<T>(ask: () => Promise<T>): Promise<T | UpstreamError | NotAskedError> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UpstreamError || error instanceof NotAskedError) return error;
    throw error;
  }
}

function hasToken(matched: Matched | undefined, tokens: Tokens): boolean {
  return matched !== undefined && Object.hasOwn(tokens, new URL(apiOf(matched.instance)).origin);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
