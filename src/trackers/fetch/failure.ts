// From anything that a fetch throws to the closed set of upstream errors. An error that does not come from the network
// is a programmer's error and none of them.

import { isHTTPError, isTimeoutError } from "ky";
import { statusError, UpstreamError } from "../errors.ts";
import type { UpstreamRequest } from "../tracker.ts";
import { PrivateAddressError } from "./allowed-address.ts";

/** https://undici.nodejs.org/#/docs/api/Errors; ETIMEDOUT is the operating system's own limit. */
const TIMEOUTS: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: "No connection in time",
  UND_ERR_HEADERS_TIMEOUT: "No answer in time",
  UND_ERR_BODY_TIMEOUT: "No answer in time",
  ETIMEDOUT: "No connection in time",
};

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes: the certificate has no trusted signature. */
const RE_UNTRUSTED = /^(UNABLE_TO_(VERIFY|GET_ISSUER)|SELF_SIGNED|DEPTH_ZERO)/;

/** Codes with which decompression, or the limits of the HTTP parser, give up. */
const RE_GARBLED = /^(Z_|ERR__ERROR_|ERR_ZSTD|ZSTD_|UND_ERR_(HEADERS_OVERFLOW|RES_))/;

const MISTAKES = [TypeError, RangeError, ReferenceError];

/** What the fetch's error says about upstream, or undefined for a programmer's error. */
export function failureOf(request: UpstreamRequest, error: unknown): UpstreamError | undefined {
  if (error instanceof UpstreamError) return error;
  if (isHTTPError(error)) return statusError(request, error.response, JSON.stringify(error.data ?? ""));
  if (isTimeoutError(error) || isAbort(error))
    return new UpstreamError("timeout", request, "No answer in time", { cause: error });
  if (!(error instanceof Error)) return undefined;
  const root = rootOf(error);
  if (root instanceof PrivateAddressError) return new UpstreamError("blocked", request, root.message, { cause: error });
  return isOfNetwork(error, root) ? networkError(request, error, root) : undefined;
}

/** For an attempt that was ended from outside; ky's time limits end it in this way. */
function isAbort(error: unknown): boolean {
  return error instanceof DOMException && ["AbortError", "TimeoutError"].includes(error.name);
}

/** Node hides the telling part, such as ECONNREFUSED, in the causes of "fetch failed". */
export function rootOf<T>(error: T): T | Error {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;
}

/** undici says "fetch failed", or "terminated" within a body, even for a mistake of ours in between. */
function isOfNetwork(error: Error, root: Error): boolean {
  if (root !== error && MISTAKES.some((kind) => root instanceof kind)) return false;
  if (error instanceof TypeError) return ["fetch failed", "terminated"].includes(error.message);
  return /^(E[A-Z]+$|UND_ERR_|HPE_)/.test(codeOf(root));
}

function networkError(request: UpstreamRequest, error: Error, root: Error): UpstreamError {
  const code = codeOf(root);
  const late = TIMEOUTS[code];
  if (late !== undefined) return new UpstreamError("timeout", request, late, { cause: error });
  if (root.name === "HTTPParserError")
    return new UpstreamError("malformed", request, "Answer is not HTTP", { cause: error });
  // undici's own codes say less than its words.
  const reason = code === "" || code.startsWith("UND_ERR_") ? root.message || "no reason given" : code;
  if (RE_GARBLED.test(code))
    return new UpstreamError("malformed", request, `Garbled answer (${reason})`, { cause: error });
  const what = error.message === "terminated" ? "Connection lost" : "No connection";
  const remedy = RE_UNTRUSTED.test(code) ? "; set NODE_EXTRA_CA_CERTS to a file with your own CA" : "";
  return new UpstreamError("unreachable", request, `${what} (${reason})${remedy}`, { cause: error });
}

/** "" where the error has none. */
function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
