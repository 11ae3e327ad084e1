// The adapters' side of the boundary: from an answer's text to typed values, and from upstream's word to our state.

import { type CheerioAPI, load } from "cheerio/slim";
import type { z } from "zod";
import type { State } from "../model/state.ts";
import { UnknownStatusError, UpstreamError } from "./errors.ts";
import type { StatusTable, UpstreamResponse } from "./tracker.ts";

/** Reads a JSON answer; what does not fit the schema is "malformed", and the message says where. */
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

/** Real answers have some thousand. The time that they take grows with the square of how deep they are nested. */
const MOST_TAGS = 12_000;

/** Reads a page; one with more tags than any real one has is "malformed", before it keeps us busy for minutes. */
export function readPage(response: UpstreamResponse): CheerioAPI {
  refuseManyTags(response);
  return load(response.body);
}

/** The same for XML. */
export function readXml(response: UpstreamResponse): CheerioAPI {
  refuseManyTags(response);
  return load(response.body, { xml: true });
}

function refuseManyTags(response: UpstreamResponse): void {
  const tags = response.body.split("<").length - 1;
  if (tags > MOST_TAGS) throw malformed(response, `${tags} tags`);
}

/** The answer is not what this kind of system gives. */
export function malformed(response: UpstreamResponse, what: string, options?: ErrorOptions): UpstreamError {
  return new UpstreamError("malformed", response.request, `Malformed answer (${what})`, options);
}

/** Our state for upstream's word. */
export function stateOf(statuses: StatusTable, word: string, response: UpstreamResponse): State {
  // Object.hasOwn: a status called "constructor" must not find the table's own members.
  const state = Object.hasOwn(statuses, word) ? statuses[word] : undefined;
  if (state === undefined) throw new UnknownStatusError(response.request, word, statuses);
  return state;
}

/** The n-th answer. One is there for each request, so that a missing one is a mistake of the caller. */
export function answer(responses: readonly UpstreamResponse[], index: number): UpstreamResponse {
  const response = responses[index];
  if (response === undefined) throw new RangeError(`Expected at least ${index + 1} answers, got ${responses.length}`);
  return response;
}
