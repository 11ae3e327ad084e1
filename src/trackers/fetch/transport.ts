// The `fetch` of a refresh: undici's own, with time limits, the proxy of the environment, and no way from a public
// host name to a private address.

import { lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { buildConnector, EnvHttpProxyAgent, Pool, fetch as undiciFetch } from "undici";
import { UsageError } from "../../core/usage-error.ts";
import type { Settings } from "../../model/settings.ts";
import { publicOnly, refusePrivate } from "./allowed-address.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export type TransportOptions = {
  /** Hosts, with their port unless it is the scheme's own, that may have any address: those of `hostsNamed`. */
  readonly configured: readonly string[];
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case. */
  readonly environment: Environment;
  /** Milliseconds until a connection is open, with its TLS. */
  readonly connectTimeout?: number;
  /** Milliseconds without a byte of the body. */
  readonly bodyTimeout?: number;
  /** Milliseconds from the request to the last header. */
  readonly headersTimeout?: number;
  /** How a host name becomes addresses. */
  readonly lookup?: LookupFunction;
};

/** The hosts that a site's settings name under `trackers:`; unlisted well-known instances are not among them. */
export function hostsNamed(settings: Settings["trackers"]): readonly string[] {
  const addresses = Object.values(settings).flatMap((instances) => instances.flatMap(({ web, api }) => [web, api]));
  return addresses.filter((address) => address !== undefined).map((address) => new URL(address).host);
}

/**
 * A `fetch` over undici for a URL and its options; of a Request it uses only the URL. Throws a UsageError if the
 * environment names no usable proxy; its `fetch` throws a PrivateAddressError, by itself or as a cause. Behind a proxy,
 * the proxy resolves names, so only addresses written as such, and localhost, are refused there.
 */
export function createTransport(options: TransportOptions): typeof globalThis.fetch {
  const configured = new Set(options.configured);
  const dispatcher = createDispatcher(options, configured);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!configured.has(url.host)) refusePrivate(url);
    // `object`, because the types that Node ships are those of another undici.
    const settings: object = init ?? {};
    return undiciFetch(url.href, { ...settings, dispatcher });
  };
}

function createDispatcher(options: TransportOptions, configured: ReadonlySet<string>): EnvHttpProxyAgent {
  const { environment, connectTimeout: timeout = 5_000, bodyTimeout = 10_000, headersTimeout = 10_000 } = options;
  const limits = { bodyTimeout, headersTimeout };
  return new EnvHttpProxyAgent({
    ...limits,
    connect: createConnector(timeout, options.lookup ?? systemLookup, configured),
    // Connections through a proxy do not use the connector above: the proxy itself may well have a private address.
    proxyTls: { timeout },
    requestTls: { timeout },
    clientFactory: (origin, given) => new Pool(origin, { ...given, ...limits }),
    // Absolute URLs for http, as curl sends them: proxies commonly refuse CONNECT to ports other than 443.
    proxyTunnel: false,
    // Empty instead of undefined: else undici would read the environment of the process.
    httpProxy: proxyFrom(environment, "HTTP_PROXY"),
    httpsProxy: proxyFrom(environment, "HTTPS_PROXY"),
    noProxy: eitherCase(environment, "NO_PROXY"),
  });
}

function createConnector(timeout: number, lookup: LookupFunction, configured: ReadonlySet<string>) {
  const anywhere = buildConnector({ timeout, lookup });
  const outside = buildConnector({ timeout, lookup: publicOnly(lookup) });
  return ((target, callback) =>
    configured.has(target.host ?? "")
      ? anywhere(target, callback)
      : outside(target, callback)) satisfies buildConnector.connector;
}

/** The message names only the variable: its value may contain a password. */
function proxyFrom(environment: Environment, name: string): string {
  const value = eitherCase(environment, name);
  if (value === "" || /^https?:$/.test(URL.parse(value)?.protocol ?? "")) return value;
  throw new UsageError(`${name} must be a URL such as http://proxy.example.org:3128`);
}

function eitherCase(environment: Environment, name: string): string {
  return environment[name.toLowerCase()] || environment[name] || "";
}
