// Fetches the answers of upstream, politely and within limits: time, size, redirects, how many at once and in all, and
// which host gets a token. It knows no tracker, and keeps nothing between two runs.

import ky, { isHTTPError } from "ky";
import pLimit, { type LimitFunction } from "p-limit";
import { instant } from "../../core/instant.ts";
import { isDate } from "../../model/date.ts";
import { UpstreamError } from "../errors.ts";
import type { UpstreamRequest, UpstreamResponse } from "../tracker.ts";
import { boundedFetch } from "./attempt.ts";
import { textOf } from "./body.ts";
import { failureOf } from "./failure.ts";
import { type GateLimits, HostGate } from "./host-gate.ts";
import type { Tokens } from "./tokens.ts";

export type FetchOptions = GateLimits & {
  /** Milliseconds for one attempt, its redirects and its body included. */
  readonly timeout: number;
  /** Milliseconds for a request with all its attempts and the pauses between them. */
  readonly totalTimeout: number;
  /** Further attempts after a 408, 429 or 5xx, or without a connection; none if an answer took too long. */
  readonly retries: number;
  /** Milliseconds before the first further attempt; each pause is at most twice as long as the one before. */
  readonly backoff: number;
  /** The longest pause that a server may ask for; a server that asks for more is left alone until the next run. */
  readonly longestWait: number;
  /** Bytes of one answer, decompressed, unless the request says otherwise. */
  readonly maxBytes: number;
  /** Requests to one host at the same time. */
  readonly perHost: number;
  /** Sent to their origin and nowhere else, and never part of a message. */
  readonly tokens: Tokens;
};

const DEFAULTS: FetchOptions = {
  timeout: 10_000,
  totalTimeout: 30_000,
  retries: 2,
  backoff: 300,
  longestWait: 10_000,
  maxBytes: 2 * 1024 * 1024,
  perHost: 4,
  breaker: 5,
  budget: 1000,
  tokens: {},
};

export type Fetcher = (request: UpstreamRequest) => Promise<UpstreamResponse>;

type Run = {
  readonly fetch: typeof globalThis.fetch;
  readonly options: FetchOptions;
  readonly gate: HostGate;
};

/**
 * A fetcher for one run. Every failure is thrown as an UpstreamError; a request that was not made, because its host was
 * given up, is a NotAskedError.
 */
export function createFetcher(fetch: typeof globalThis.fetch, given: Partial<FetchOptions> = {}): Fetcher {
  const options = { ...DEFAULTS, ...given };
  const run = { fetch, options, gate: new HostGate(options) };
  const limits = new Map<string, LimitFunction>();
  const ask = (request: UpstreamRequest) => {
    const { host } = new URL(request.url);
    const limit = limits.get(host) ?? pLimit(options.perHost);
    limits.set(host, limit);
    return limit(() => get(request, host, run));
  };
  return shared(ask);
}

/** A request that is already under way is shared: several entries of one changelog are one download. */
function shared(ask: Fetcher): Fetcher {
  const underWay = new Map<string, Promise<UpstreamResponse>>();
  return (request) => {
    const key = JSON.stringify(request);
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const asked = ask(request).finally(() => underWay.delete(key));
    underWay.set(key, asked);
    return asked;
  };
}

async function get(request: UpstreamRequest, host: string, run: Run): Promise<UpstreamResponse> {
  // Before ky: a thousand refusals through it would delay the answers that are under way until they time out.
  run.gate.check(host);
  try {
    const { response, redirected } = await answerTo(request, host, run);
    if (isUsedUp(response.headers, run.options)) run.gate.limited(host);
    const body = await textOf(request, response);
    run.gate.ended(host, "ok");
    return { request, status: response.status, body, redirected, date: dateOf(response.headers) };
  } catch (cause) {
    const failure = failureOf(request, cause) ?? cause;
    if (failure instanceof UpstreamError) run.gate.ended(host, failure.kind);
    if (request.mayLack === true && failure instanceof UpstreamError && failure.kind === "not-found")
      return { request, status: 404, body: "", redirected: false };
    throw failure;
  }
}

/** https://www.rfc-editor.org/rfc/rfc9110#field.date */
function dateOf(headers: Headers): string | undefined {
  const time = Date.parse(headers.get("date") ?? "");
  const date = Number.isNaN(time) ? "" : instant(new Date(time));
  // After the year 9999 it would not be a date in our format.
  return isDate(date) ? date : undefined;
}

async function answerTo(request: UpstreamRequest, host: string, { fetch, options, gate }: Run) {
  const { maxBytes = options.maxBytes } = request;
  let redirected = false;
  const onRedirect = () => {
    redirected = true;
  };
  const bounds = { maxBytes, tokens: options.tokens, enter: () => gate.enter(host), onRedirect };
  const response = await ky(request.url, {
    method: request.method,
    headers: { "user-agent": "faultbook", ...request.headers },
    fetch: boundedFetch(request, fetch, bounds),
    timeout: options.timeout,
    totalTimeout: options.totalTimeout,
    retry: retryOptions(options),
    hooks: { beforeRetry: [({ error }) => giveUpWith(error, gate.refusal(host))] },
  });
  return { response, redirected };
}

/** Meanwhile other requests may have found that the host is down; then this request's own failure is its result. */
function giveUpWith(error: Error, refusal: string | undefined): void {
  if (refusal !== undefined) throw error;
}

function retryOptions({ retries, backoff, longestWait }: FetchOptions) {
  return {
    limit: retries,
    // A POST of ours asks a question, like a GET.
    methods: ["get" as const, "post" as const],
    delay: (attempt: number) => backoff * 2 ** (attempt - 1),
    jitter: true,
    // GitHub states with every answer when its quota ends, which ky would take as a wish to wait that long.
    maxRetryAfter: longestWait,
    shouldRetry: ({ error }: { readonly error: Error }) => {
      // undefined: as ky would decide, by the status.
      if (isHTTPError(error)) return waitAsked(error.response.headers) > longestWait ? false : undefined;
      return error instanceof UpstreamError && error.kind === "unreachable";
    },
  };
}

/** Milliseconds that the server asks us to wait: Retry-After in seconds or as a date, or a used-up quota. */
function waitAsked(headers: Headers): number {
  const after = headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  if (!Number.isNaN(wait)) return wait;
  return headers.get("x-ratelimit-remaining") === "0" ? Number.POSITIVE_INFINITY : 0;
}

/** Whether this good answer was the last one that the quota had. */
function isUsedUp(headers: Headers, { longestWait }: FetchOptions): boolean {
  return headers.get("x-ratelimit-remaining") === "0" && waitAsked(headers) > longestWait;
}
