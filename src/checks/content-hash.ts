// What a run depends on, as hashes: the snippet, the host's bytes, and the engine. Same hash, same outcome.

import { createHash } from "node:crypto";
import type { Check } from "../model/check.ts";
import { type Host, hostNamed } from "../model/host.ts";
import { ownCode } from "./own-code.ts";
import { trialsOf } from "./run.ts";

const digestOf = (...parts: readonly (string | Uint8Array)[]) => {
  const hash = createHash("sha256");
  // With the length before each part, two lists of parts never read the same.
  for (const part of parts) hash.update(`${part.length}\n`).update(part);
  return hash.digest("hex");
};

const known = new WeakMap<Uint8Array | Host, string>();

function remembered<T extends Uint8Array | Host>(key: T, make: (key: T) => string): string {
  const digest = known.get(key) ?? make(key);
  known.set(key, digest);
  return digest;
}

/** SHA-256 of a host's files and transcripts, in hexadecimal; what its card says is not in it. */
export function hostHash(host: Host): string {
  return remembered(host, ({ files, transcripts }) => {
    const tree = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
    return digestOf(
      ...tree.flatMap(([path, bytes]) => [path, remembered(bytes, digestOf)]),
      JSON.stringify(transcripts),
    );
  });
}

/** SHA-256 of a snippet and of all hosts that it is tried on: by it, a reader can tell whether a page is of this content. */
export function checkHash(check: Check, hosts: ReadonlyMap<string, Host>): string {
  const tried = trialsOf(check).flatMap(([name, expected]) => {
    const host = hostNamed(hosts, name);
    return host === undefined ? [] : [name, expected, hostHash(host)];
  });
  return digestOf(check.snippet, JSON.stringify(check.exits), ...tried);
}

type RunBy = { readonly name: string; readonly version: string; readonly node?: string };

/** The key of a run in an engine: whatever can change its outcome is in it, the engine's own code and Node's version too. */
export function runKey({ name, version, node = process.version }: RunBy, snippet: string, host: Host): string {
  return digestOf(name, version, node, ownCode(), snippet, hostHash(host));
}
