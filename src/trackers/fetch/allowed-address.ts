// Which addresses are private: of this machine, or of its network. A public host name that leads there
// is a mistake or an attack (https://owasp.org/www-community/attacks/Server_Side_Request_Forgery).

import { BlockList, isIP, type LookupFunction } from "node:net";

/** https://www.iana.org/assignments/iana-ipv4-special-registry: addresses that no public server has. */
const INSIDE_IPV4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const;

/** https://www.iana.org/assignments/iana-ipv6-special-registry: unspecified, loopback, NAT64 of a network's own, local, multicast. */
const INSIDE_IPV6 = [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b:1::", 48],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const;

/** How an IPv6 address ends in an IPv4 one: IPv4-compatible and IPv4-mapped (RFC 4291), through NAT64 (RFC 6052). */
const CARRIERS = ["::", "::ffff:", "64:ff9b::"];

const inside = new BlockList();
for (const [net, bits] of INSIDE_IPV4) {
  inside.addSubnet(net, bits, "ipv4");
  for (const carrier of CARRIERS) inside.addSubnet(`${carrier}${net}`, 96 + bits, "ipv6");
  inside.addSubnet(sixToFour(net), 16 + bits, "ipv6");
}
for (const [net, bits] of INSIDE_IPV6) inside.addSubnet(net, bits, "ipv6");

/** The 6to4 prefix of an IPv4 address (RFC 3056): 2002:0a00:0007:: of 10.0.0.7 */
function sixToFour(net: string): string {
  const [a = "", b = "", c = "", d = ""] = net.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"));
  return `2002:${a}${b}:${c}${d}::`;
}

/** A host that the settings do not name leads to a private address. The fetcher turns it into "blocked". */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";

  /** @param what such as "github.com resolves to 10.0.0.7, a private address" */
  constructor(what: string) {
    super(`${what}; list it under trackers: in content/site.yaml to allow it`);
  }
}

/** Whether the IP address is one of this machine or of its network. */
export function isPrivateAddress(address: string): boolean {
  const [bare = ""] = address.split("%"); // fe80::1%eth0
  return inside.check(bare, isIP(bare) === 6 ? "ipv6" : "ipv4");
}

/** Throws a PrivateAddressError if the URL itself names a private address, so that nothing has to be resolved. */
export function refusePrivate({ hostname }: URL): void {
  const host = hostname.replace(/^\[|\]$|\.$/g, "");
  // https://www.rfc-editor.org/rfc/rfc6761#section-6.3
  const isLocal = host === "localhost" || host.endsWith(".localhost");
  if (isLocal || (isIP(host) !== 0 && isPrivateAddress(host)))
    throw new PrivateAddressError(`${host} is a private address`);
}

/**
 * A `lookup` that gives no private address. The socket connects to the address checked here: a second resolution could
 * give another one (DNS rebinding).
 */
export function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, address, family) => {
      const found = typeof address === "string" ? [address] : (address ?? []).map((one) => one.address);
      const refused = error === null ? found.find(isPrivateAddress) : undefined;
      if (refused === undefined) callback(error, address, family);
      else callback(new PrivateAddressError(`${hostname} resolves to ${refused}, a private address`), "");
    });
}
