// The adapters' side of the boundary: from an answer's text to typed values, and from upstream's word to our state.

import type { CheerioAPI } from "cheerio/slim";
import type { z } from "zod";
import { required } from "../core/lazily.ts";
import type { Instance } from "../model/settings.ts";
import type { State } from "../model/state.ts";
import { UnknownStatusError, UpstreamError } from "./errors.ts";
import type { StatusTable, UpstreamResponse } from "./tracker.ts";

/** Reads a JSON answer; one that does not fit the schema is "malformed", and the message says where. */
export function readJson<Shape extends z.ZodType>(response: UpstreamResponse, shape: Shape): z.infer<Shape> {
  const result = shape.safeParse(jsonOf(response));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw malformed(response, `${issue?.path.join(".") || "answer"}: ${issue?.message}`);
}

function jsonOf(response: UpstreamResponse): unknown {
  try {
    return JSON.parse(response.body);
  } catch (cause) {
    throw malformed(response, "not JSON", { cause });
  }
}

const cheerio = required<typeof import("cheerio/slim")>("cheerio/slim");

/** Real answers have some thousand. The time for them grows with the square of their nesting depth. */
const MOST_TAGS = 12_000;

/** Reads a page; one with more tags than any real one has is "malformed": parsing it could take minutes. */
export function readPage(response: UpstreamResponse): CheerioAPI {
  refuseManyTags(response);
  return cheerio().load(response.body);
}

/** The same for XML. */
export function readXml(response: UpstreamResponse): CheerioAPI {
  refuseManyTags(response);
  return cheerio().load(response.body, { xml: true });
}

function refuseManyTags(response: UpstreamResponse): void {
  const tags = response.body.split("<").length - 1;
  if (tags > MOST_TAGS) throw malformed(response, `${tags} tags`);
}

/** The answer is not what this kind of system gives. */
export function malformed(response: UpstreamResponse, what: string, options?: ErrorOptions): UpstreamError {
  return new UpstreamError("malformed", response.request, `Malformed answer (${what})`, options);
}

/** Our state for upstream's word: what the site says of it under `words:`, else what the table says. */
export function stateOf(
  statuses: StatusTable,
  word: string,
  response: UpstreamResponse,
  { words }: Pick<Instance, "words">,
): State {
  const state = inTable(words ?? {}, word) ?? inTable(statuses, word);
  if (state === undefined) throw new UnknownStatusError(response.request, word);
  return state;
}

/** Sites spell the same word differently: "Not A Bug", NOTABUG and "not-a-bug" are one. */
export function inTable(table: StatusTable, word: string): State | undefined {
  const wanted = plainWord(word);
  return Object.entries(table).find(([known]) => plainWord(known) === wanted)?.[1];
}

function plainWord(word: string): string {
  return word.toLowerCase().replace(/[\s_'’-]+/g, "");
}

/**
 * Proves that an answer is about the requested item. Gives the item's new address if upstream has redirected there by
 * itself; throws an UpstreamError if the answer names another item without a redirect. An answer that names no item is
 * accepted: it contradicts nothing, and a server that leaves the field out would never be read. Answers that a cache or
 * a proxy mixes up are complete, and name their item.
 * @param named address of the item that the answer names; undefined if it names none
 * @param asked address of the requested item
 */
export function movedTo(
  response: UpstreamResponse,
  named: string | undefined,
  asked: string | undefined,
): string | undefined {
  if (named === undefined || named === asked) return undefined;
  if (response.redirected) return named;
  throw malformed(response, `about ${named} instead of ${asked}`);
}

/** The n-th answer. There is one for each request, so a missing one is a mistake of the caller. */
export function answer(responses: readonly UpstreamResponse[], index: number): UpstreamResponse {
  const response = responses[index];
  if (response === undefined) throw new RangeError(`Expected at least ${index + 1} answers, got ${responses.length}`);
  return response;
}
