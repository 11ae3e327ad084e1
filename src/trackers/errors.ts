// What can go wrong with upstream: a closed set of kinds, and the one place where HTTP is turned into them. None of
// these ever stops a build; anything else that is thrown is a programmer's error and stays one.

import { plainText } from "../core/plain-text.ts";
import type { LookError } from "../model/reference.ts";
import type { UpstreamRequest } from "./tracker.ts";

/** Characters of a message without its address. */
const LONGEST = 1000;
/** Characters of upstream's own words in it. */
const LONGEST_QUOTE = 200;

/** Upstream's words, safe to use in a message of ours. */
export function quoted(words: string): string {
  return plainText(words, LONGEST_QUOTE);
}

/** A failed lookup. `HTTP 502: GET https://api.github.com/repos/openzfs/zfs/issues/15276` */
export class UpstreamError extends Error {
  override readonly name: string = "UpstreamError";
  readonly kind: LookError;

  /** @param what may quote upstream: it goes to terminals, and to logs that take lines such as "::error::" for commands */
  constructor(kind: LookError, request: UpstreamRequest, what: string, options?: ErrorOptions) {
    super(`${plainText(what, LONGEST)}: ${request.method} ${request.url}`, options);
    this.kind = kind;
  }
}

/** Upstream answered with a status word that neither the tracker's table nor the site's `words:` list. */
export class UnknownStatusError extends UpstreamError {
  override readonly name = "UnknownStatusError";
  readonly word: string;

  constructor(request: UpstreamRequest, word: string) {
    super("unknown-status", request, `Unknown upstream status "${quoted(word)}"`);
    this.word = quoted(word);
  }
}

/** A host was given up for the rest of the run, so the request was not made. It says nothing about the item. */
export class NotAskedError extends Error {
  override readonly name = "NotAskedError";
  readonly host: string;

  /** @param why such as "5 requests in a row failed" */
  constructor(host: string, why: string) {
    super(`Not looked up: ${why} at ${host}`);
    this.host = host;
  }
}

/** What an HTTP status other than 2xx means. */
export function statusError(request: UpstreamRequest, response: Response, body: string): UpstreamError {
  return new UpstreamError(kindOf(response, body), request, `HTTP ${response.status}`);
}

/** GitHub's words for a used-up quota, which it also sends with 403. */
const RE_LIMIT = /rate limit|abuse detection/i;
/** GitHub's words for a commit that does not exist: https://docs.github.com/en/rest/commits/commits#get-a-commit */
const RE_NO_COMMIT = /No commit found for/;

function kindOf({ status, headers }: Response, body: string): LookError {
  if (status === 404 || status === 410 || (status === 422 && RE_NO_COMMIT.test(body))) return "not-found";
  if (status === 429 || (status === 403 && isLimit(headers, body))) return "rate-limited";
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
  if (headers.get("cf-mitigated") === "challenge") return "blocked";
  if (status === 401 || status === 403 || status === 451) return "forbidden";
  if (status === 408) return "timeout";
  return status >= 500 ? "server" : "malformed";
}

function isLimit(headers: Headers, body: string): boolean {
  return headers.get("x-ratelimit-remaining") === "0" || headers.has("retry-after") || RE_LIMIT.test(body);
}
