// What a run depends on, as hashes: the snippet, the host's bytes, what its exit codes mean, and what it only displays.

import { createHash } from "node:crypto";
import type { Check } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { hostsOf } from "./trials.ts";

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

/** The key of a run: another one, and the record of it is of something else. */
export function runKey({ snippet, exits, context, tools = [] }: Check, host: Host): string {
  // A tool that the site no longer allows is as good as a command without a transcript.
  const called = tools.filter((name) => snippet.split(/[^\w.+-]+/).includes(name)).sort();
  const what = [snippet, JSON.stringify(sorted(exits)), JSON.stringify([...context].sort()), hostHash(host)];
  return digestOf(...what, ...(called.length > 0 ? [called.join(" ")] : []));
}

function sorted(exits: Check["exits"]): readonly (readonly [string, string])[] {
  return Object.entries(exits).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** SHA-256 of a snippet and of all hosts that it is tested on: it shows a reader whether two pages are of the same content. */
export function checkHash(check: Check, hosts: ReadonlyMap<string, Host>): string {
  const tried = hostsOf(check, hosts).flatMap(({ host, expected }) => [host.name, expected, hostHash(host)]);
  return digestOf(check.snippet, JSON.stringify(check.exits), ...tried);
}

/** SHA-256 of any value that JSON can hold. */
export function sumOf(...values: readonly unknown[]): string {
  return digestOf(...values.map((value) => JSON.stringify(value)));
}
