// Addresses that lead to a machine from outside, in the forms of a capture: dotted, with colons, and as
// /proc/net writes them.

import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Loopback, private, documentation and the like (IANA's special-purpose registries): they identify no machine. */
const COMMON = new BlockList();
for (const subnet of `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`.split(/\s+/)) {
  const [net = "", bits] = subnet.split("/");
  COMMON.addSubnet(net, Number(bits), "ipv4");
  COMMON.addSubnet(`::ffff:${net}`, 96 + Number(bits), "ipv6");
}

/** What a public IPv6 address begins with, but for documentation: https://www.iana.org/assignments/ipv6-address-space */
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
/** An IPv4 address within IPv6: RFC 4291, 2.5.5.2; which of them are public, COMMON knows. */
GLOBAL.addSubnet("::ffff:0:0", 96, "ipv6");
COMMON.addSubnet("2001:db8::", 32, "ipv6");
COMMON.addSubnet("3fff::", 20, "ipv6");

export type FoundAddress = { readonly index: number; readonly text: string; readonly address: string };

/** Five numbers with dots are a version. */
const IPV4 = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)/g;
const IPV6 = /(?<![\w:.])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\w:])/g;
/** 0100007F:238C, and four such words for IPv6: https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html */
const HEX = /(?<=\s)((?:[0-9A-F]{8}){1,4}):[0-9A-F]{4}(?=\s)/g;

/** Public IP addresses in a text, with their place in it. */
export function publicAddresses(text: string): readonly FoundAddress[] {
  return [
    ...[...text.matchAll(IPV4)].map(({ index, 0: found }) => ({ index, text: found, address: found })),
    ...[...text.matchAll(IPV6)].map(({ index, 0: found }) => ({ index, text: found, address: found })),
    ...[...text.matchAll(HEX)].map(({ index, 0: found, 1: hex = "" }) => ({ index, text: found, address: ofHex(hex) })),
  ].filter(({ address }) => isPublic(address));
}

function isPublic(address: string): boolean {
  if (isIPv4(address)) return !COMMON.check(address, "ipv4");
  if (!isIPv6(address) || COMMON.check(address, "ipv6")) return false;
  return GLOBAL.check(address, "ipv6");
}

/** Each word of four bytes has them in the order of a little-endian machine. */
function ofHex(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse());
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join(".");
  const mapped = /^0{20}FFFF(?<last>.{8})$/.exec(bytes.join(""))?.groups?.last?.match(/../g);
  if (mapped) return mapped.map((byte) => Number.parseInt(byte, 16)).join(".");
  return (bytes.join("").match(/.{4}/g) ?? []).join(":");
}
