// One attempt at a request, as a `fetch` that follows redirects only on the same host, and has a size limit.
// The body is read here so that the time limit around the attempt covers it.

import { quoted, UpstreamError } from "../errors.ts";
import type { UpstreamRequest } from "../tracker.ts";
import { drop, readBytes } from "./body.ts";
import { failureOf, rootOf } from "./failure.ts";
import type { Tokens } from "./tokens.ts";

const MAX_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
/** Those that keep method and body: https://www.rfc-editor.org/rfc/rfc9110#section-15.4 */
const WITH_BODY = [307, 308];

type Bounds = {
  readonly maxBytes: number;
  readonly tokens: Tokens;
  /** Called before each HTTP attempt, redirects included; an error that it throws ends the request. */
  readonly enter: () => void;
  /** Called before a redirect is followed. */
  readonly onRedirect: () => void;
};
type Fetch = typeof globalThis.fetch;

/** A `fetch` for ky that keeps to the limits and fails with UpstreamErrors. `asked` is what errors name. */
export function boundedFetch(asked: UpstreamRequest, fetch: Fetch, bounds: Bounds) {
  return async (input: string | URL | Request): Promise<Response> => {
    const request = new Request(input);
    try {
      return await followed(asked, request, fetch, bounds);
    } catch (error) {
      // The root, because ky would take a "fetch failed" around a mistake of ours for the network's.
      throw failureOf(asked, error) ?? rootOf(error);
    }
  };
}

async function followed(asked: UpstreamRequest, request: Request, fetch: Fetch, bounds: Bounds): Promise<Response> {
  let url = new URL(request.url);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    bounds.enter();
    const response = await fetch(url.href, {
      method: request.method,
      headers: headersFor(url, request.headers, bounds.tokens),
      // A string can be sent again with each attempt and redirect; the body of a Request is a stream that is used up.
      ...(asked.body !== undefined && { body: asked.body }),
      signal: request.signal,
      redirect: "manual",
    });
    const target = redirectTarget(response, url, asked);
    if (target === undefined) return readWithin(bounds.maxBytes, response, asked);
    drop(response.body);
    refuseRedirect(response.status, url, target, asked);
    bounds.onRedirect();
    url = target;
  }
  throw new UpstreamError("malformed", asked, `More than ${MAX_REDIRECTS} redirects`);
}

/** Scheme, host and port decide: a token for https://api.example.org is not sent to http://api.example.org. */
function headersFor({ origin }: URL, headers: Headers, tokens: Tokens): Headers {
  const own = new Headers(headers);
  const token = Object.hasOwn(tokens, origin) ? tokens[origin] : undefined;
  if (token !== undefined) own.set(...token);
  return own;
}

function redirectTarget(response: Response, from: URL, asked: UpstreamRequest): URL | undefined {
  const location = response.headers.get("location");
  if (location === null || !REDIRECTS.includes(response.status)) return undefined;
  const target = URL.parse(location, from.href);
  if (target === null)
    throw new UpstreamError("malformed", asked, `Redirected to "${quoted(location)}", which is not a URL`);
  return target;
}

/**
 * A redirect to another host is a login page or a wall; one from https to http could be read by others; one that turns
 * a POST into a GET loses the question.
 */
function refuseRedirect(status: number, from: URL, to: URL, asked: UpstreamRequest): void {
  if (to.host !== from.host || (to.protocol !== from.protocol && to.protocol !== "https:"))
    throw new UpstreamError("blocked", asked, `Redirected to ${quoted(`${to.protocol}//${to.host}`)}`);
  if (asked.method === "POST" && !WITH_BODY.includes(status))
    throw new UpstreamError("malformed", asked, `Redirected a POST to ${quoted(to.origin + to.pathname)}`);
}

async function readWithin(maxBytes: number, response: Response, asked: UpstreamRequest): Promise<Response> {
  const { status, headers } = response;
  // No Response can be made for a status that no standard knows: https://fetch.spec.whatwg.org/#dom-response
  if (status < 200 || status > 599) throw new UpstreamError("malformed", asked, `HTTP ${status}`);
  const { bytes, cut } = await readBytes(maxBytes, response);
  // For an error page the beginning is enough: its status matters more than its length.
  if (cut && response.ok) throw new UpstreamError("too-large", asked, `Answer of more than ${maxBytes} bytes`);
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, headers });
}
