// One attempt at a request, as a `fetch` that follows redirects on the same host alone, and reads no more than it may.
// The body is read here so that the time limit around the attempt covers it.

import { UpstreamError } from "./errors.ts";
import type { UpstreamRequest } from "./tracker.ts";

const MAX_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];

type Bounds = { readonly maxBytes: number; readonly tokens: Readonly<Record<string, string>> };
type Fetch = typeof globalThis.fetch;

/** A `fetch` for ky that keeps to the bounds. `asked` is what errors name. */
export function boundedFetch(asked: UpstreamRequest, fetch: Fetch, bounds: Bounds) {
  return async (input: string | URL | Request): Promise<Response> => {
    const request = new Request(input);
    let url = new URL(request.url);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const response = await fetch(url.href, {
        method: request.method,
        headers: headersFor(url, request.headers, bounds),
        signal: request.signal,
        redirect: "manual",
      });
      const target = redirectTarget(response, url, asked);
      if (target === undefined) return readWithin(bounds.maxBytes, response, asked);
      drop(response.body);
      refuseForeign(url, target, asked);
      url = target;
    }
    throw new UpstreamError("malformed", asked, `More than ${MAX_REDIRECTS} redirects`);
  };
}

function headersFor(url: URL, headers: Headers, { tokens }: Bounds): Headers {
  const own = new Headers(headers);
  const token = Object.hasOwn(tokens, url.origin) ? tokens[url.origin] : undefined;
  if (token !== undefined) own.set("authorization", `Bearer ${token}`);
  return own;
}

function redirectTarget(response: Response, from: URL, asked: UpstreamRequest): URL | undefined {
  const location = response.headers.get("location");
  if (location === null || !REDIRECTS.includes(response.status)) return undefined;
  const target = URL.parse(location, from.href);
  if (target === null) throw new UpstreamError("malformed", asked, `Redirected to "${location}", which is no address`);
  return target;
}

/** A redirect to another host is a log-in page or a wall; one from https to http would be read by others. */
function refuseForeign(from: URL, to: URL, asked: UpstreamRequest): void {
  if (to.host === from.host && (to.protocol === from.protocol || to.protocol === "https:")) return;
  throw new UpstreamError("blocked", asked, `Redirected to ${to.origin}`);
}

async function readWithin(maxBytes: number, response: Response, asked: UpstreamRequest): Promise<Response> {
  const { bytes, cut } = await readBytes(maxBytes, response);
  // Of an error page the beginning is enough: its status tells more than its length.
  if (cut && response.ok) throw new UpstreamError("too-large", asked, `Answer of more than ${maxBytes} bytes`);
  const { status, statusText, headers } = response;
  return new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
}

async function readBytes(maxBytes: number, { body }: Response) {
  const chunks: Uint8Array[] = [];
  const reader = body?.getReader();
  for (let size = 0, next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > maxBytes) {
      drop(reader);
      return { bytes: Buffer.concat(chunks), cut: true };
    }
    chunks.push(next.value);
  }
  return { bytes: Buffer.concat(chunks), cut: false };
}

/** Tells the server that we want no more; nothing waits for it, and whether it works does not matter. */
function drop(stream: { cancel(): Promise<void> } | null | undefined): void {
  stream?.cancel().catch(() => undefined);
}
