// Looks items up: ask, then read the answers. Many at once if the tracker supports that, else one by one.

import { apiOf } from "../address.ts";
import { NotAskedError, UpstreamError } from "../errors.ts";
import type { Fetcher } from "../fetch/fetcher.ts";
import type { Tokens } from "../fetch/tokens.ts";
import type { Matched } from "../match.ts";
import type { Batch, Item, UpstreamResponse } from "../tracker.ts";

/** What upstream says about an item, and the requested address. */
export type Sight = {
  readonly item: Item;
  readonly from: string;
  /** The date of upstream's answer, ISO 8601 in UTC; undefined if it has none. */
  readonly date?: string | undefined;
};

/** A NotAskedError says nothing about the item: its host was given up before its turn came. */
export type Outcome = Sight | UpstreamError | NotAskedError;

export type Looked = { readonly matched: Matched; readonly outcome: Outcome; readonly withToken: boolean };

type Asking = {
  readonly get: Fetcher;
  readonly tokens: Tokens;
  /** Called for each item that has been looked up. */
  readonly onLooked: (looked: Looked) => void;
};

/** Looks up every item. Any other error is a mistake of ours, and ends the run. */
export async function lookAtAll(items: readonly Matched[], asking: Asking): Promise<void> {
  const groups = Map.groupBy(items, ({ tracker, instance }) => `${tracker.name} ${instance.web}`);
  await Promise.all([...groups.values()].map((group) => lookAtGroup(group, asking)));
}

/** The address of the item's first request: the source of its state. */
export function addressAsked({ tracker, instance, key }: Matched): string {
  return tracker.locate(key, instance)[0]?.url ?? instance.web;
}

/** Looks up one item. Throws an UpstreamError if upstream can't be reached or understood. */
export async function lookAt(matched: Matched, get: Fetcher): Promise<Sight> {
  const { tracker, instance, key } = matched;
  const responses: UpstreamResponse[] = [];
  // One after the other: if the first fails, the rest would be useless.
  for (const request of tracker.locate(key, instance)) responses.push(await get(request));
  for (let more = 0; more < MOST_FOLLOW_UPS; more++) {
    const request = readBy(responses, () => tracker.next?.(responses, key, instance));
    if (request === undefined) break;
    responses.push(await get(request));
  }
  const item = readBy(responses, () => tracker.parse(responses, key, instance));
  return { item, from: addressAsked(matched), date: responses.at(-1)?.date };
}

/** An adapter that always wants to know more must not ask for ever. */
const MOST_FOLLOW_UPS = 3;

/** A page that is nested without end exhausts the stack of its reader: that is its fault, not ours. */
function readBy<T>(responses: readonly UpstreamResponse[], read: () => T): T {
  try {
    return read();
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
  const parts = Map.groupBy(group, ({ key }) => (batch?.accepts(key) ? batch : undefined));
  await Promise.all(
    [...parts].flatMap(([together, items]) =>
      together === undefined
        ? items.map((matched) => lookAtOne(matched, asking))
        : chunks(items, together.size).map((chunk) => lookAtBatch(chunk, together, asking)),
    ),
  );
}

async function lookAtOne(matched: Matched, asking: Asking): Promise<void> {
  const outcome = await caught(() => lookAt(matched, asking.get));
  asking.onLooked({ matched, outcome, withToken: hasToken(matched, asking.tokens) });
}

/** Asks for all at once, and once more for each half if all were too much. */
async function lookAtBatch(chunk: readonly Matched[], batch: Batch, asking: Asking): Promise<void> {
  const ask = (items: readonly Matched[]) => caught(() => askTogether(items, batch, asking.get));
  const outcomes = await ask(chunk);
  if (!isTooMuch(outcomes) || chunk.length === 1) return tellAll(chunk, outcomes, asking);
  const halves = chunks(chunk, Math.ceil(chunk.length / 2));
  await Promise.all(halves.map(async (half) => tellAll(half, await ask(half), asking)));
}

/** A server may fail at a large question, and answer a smaller one. */
function isTooMuch(outcomes: Together): boolean {
  return outcomes instanceof UpstreamError && ["server", "timeout", "too-large"].includes(outcomes.kind);
}

/** An item that the batch answer lacks is requested separately, which can distinguish "moved" from "gone". */
async function tellAll(chunk: readonly Matched[], outcomes: Together, asking: Asking): Promise<void> {
  const left = chunk.filter((matched, i) => {
    const outcome = outcomes instanceof Error ? failureOfAll(outcomes) : outcomes[i];
    if (outcome !== undefined) asking.onLooked({ matched, outcome, withToken: true });
    return outcome === undefined;
  });
  await Promise.all(left.map((matched) => lookAtOne(matched, asking)));
}

/** A missing address of the batch API, or an unexpected answer there, says nothing about the items. */
function failureOfAll(error: UpstreamError | NotAskedError): Outcome | undefined {
  const isOfBatch = error instanceof UpstreamError && ["not-found", "malformed"].includes(error.kind);
  return isOfBatch ? undefined : error;
}

/** One outcome for each item, in order; undefined if the answer does not have it. */
type Together = readonly (Outcome | undefined)[] | UpstreamError | NotAskedError;

async function askTogether(chunk: readonly Matched[], { locate, parse }: Batch, get: Fetcher) {
  const { instance } = chunk[0] as Matched;
  const keys = chunk.map(({ key }) => key);
  const response = await get(locate(keys, instance));
  const items = parse(response, keys, instance);
  return chunk.map((matched, i): Outcome | undefined => {
    const item = items[i];
    // The source of a state is the item's own address, however it was requested.
    return item === undefined || item instanceof UpstreamError
      ? item
      : { item, from: addressAsked(matched), date: response.date };
  });
}

/** An UpstreamError is an outcome; any other error is a mistake of ours and ends the run. */
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
