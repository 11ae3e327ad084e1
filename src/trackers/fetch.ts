// Brings the answers of upstream, politely and within bounds: time, size, redirects, how many at once, who is given a
// token. It knows no tracker, and keeps nothing between two runs.

import ky, { isHTTPError, isNetworkError, isTimeoutError } from "ky";
import pLimit, { type LimitFunction } from "p-limit";
import { statusError, UpstreamError } from "./errors.ts";
import { boundedFetch } from "./fetch-once.ts";
import type { UpstreamRequest, UpstreamResponse } from "./tracker.ts";

export type FetchOptions = {
  /** Milliseconds for one attempt, its redirects and its body included. */
  readonly timeout: number;
  /** Milliseconds for a request with all its attempts and the pauses between them. */
  readonly totalTimeout: number;
  /** Further attempts after a 408, 429 or 5xx, or when no connection could be made. */
  readonly retries: number;
  /** Milliseconds before the first further attempt; each pause is at most twice as long as the one before. */
  readonly backoff: number;
  /** The longest pause that a server may ask for; whoever asks for more is left alone until the next run. */
  readonly longestWait: number;
  /** Bytes of one answer. */
  readonly maxBytes: number;
  /** Requests to one host at the same time. */
  readonly perHost: number;
  /** Origin ("https://api.github.com") → token. Sent there and nowhere else, and never part of a message. */
  readonly tokens: Readonly<Record<string, string>>;
};

const DEFAULTS: FetchOptions = {
  timeout: 10_000,
  totalTimeout: 30_000,
  retries: 2,
  backoff: 300,
  longestWait: 10_000,
  maxBytes: 2 * 1024 * 1024,
  perHost: 4,
  tokens: {},
};

export type Fetcher = (request: UpstreamRequest) => Promise<UpstreamResponse>;

/** A fetcher for one run. Every failure is thrown as an UpstreamError. */
export function createFetcher(fetch: typeof globalThis.fetch, given: Partial<FetchOptions> = {}): Fetcher {
  const options = { ...DEFAULTS, ...given };
  const limits = new Map<string, LimitFunction>();
  return (request) => {
    const { host } = new URL(request.url);
    const limit = limits.get(host) ?? pLimit(options.perHost);
    limits.set(host, limit);
    return limit(() => get(request, fetch, options));
  };
}

async function get(request: UpstreamRequest, fetch: typeof globalThis.fetch, options: FetchOptions) {
  try {
    const response = await ky(request.url, {
      method: request.method,
      headers: { "user-agent": "faultbook", ...request.headers },
      fetch: boundedFetch(request, fetch, options),
      timeout: options.timeout,
      totalTimeout: options.totalTimeout,
      retry: retryOptions(options),
    });
    return { request, status: response.status, body: await response.text() };
  } catch (cause) {
    throw upstreamError(request, cause);
  }
}

function retryOptions({ retries, backoff, longestWait }: FetchOptions) {
  return {
    limit: retries,
    delay: (attempt: number) => backoff * 2 ** (attempt - 1),
    jitter: true,
    // GitHub states with every answer when its quota ends, which ky would take as a wish to wait that long.
    maxRetryAfter: longestWait,
    shouldRetry: ({ error }: { readonly error: Error }) =>
      isHTTPError(error) && waitAsked(error.response.headers) > longestWait ? false : undefined,
  };
}

/** Milliseconds that the server asks us to wait: Retry-After in seconds or as a date, or a used-up quota. */
function waitAsked(headers: Headers): number {
  const after = headers.get("retry-after");
  if (after !== null) return /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return headers.get("x-ratelimit-remaining") === "0" ? Number.POSITIVE_INFINITY : 0;
}

function upstreamError(request: UpstreamRequest, cause: unknown): unknown {
  if (isHTTPError(cause)) return statusError(request, cause.response, JSON.stringify(cause.data ?? ""));
  if (isTimeoutError(cause)) return new UpstreamError("timeout", request, "No answer in time", { cause });
  if (isNetworkError(cause))
    return new UpstreamError("unreachable", request, `No connection (${reason(cause)})`, { cause });
  return cause;
}

/** Node hides the telling part, such as ECONNREFUSED, in the causes of "fetch failed". */
function reason(error: Error): string {
  const { cause } = error;
  if (!(cause instanceof Error)) return "code" in error ? String(error.code) : error.message;
  return reason(cause);
}
