// What belongs to documents that are not published goes with them: hosts, media, and their defects.

import type { Problem } from "../core/problem.ts";
import { VERDICTS } from "../model/check.ts";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import type { AnyDocument } from "./documents.ts";

/**
 * The hosts without those that only hidden documents use, be it that a host of theirs starts from one, and without those
 * that nobody uses and that show files of such a one. A host of a shown document keeps all that it has of a hidden one.
 */
export function hostsFor(
  shown: readonly AnyDocument[],
  hidden: readonly AnyDocument[],
  hosts: ReadonlyMap<string, Host>,
): Map<string, Host> {
  // Every check is tried on the built-in host.
  const open = new Set([...shown.flatMap(hostNames), EMPTY_HOST.name]);
  const used = lineage(hidden.flatMap(hostNames), hosts);
  const isSecret = (name: string) => used.has(name) && !open.has(name);
  const isKept = (name: string) => open.has(name) || ![...lineage([name], hosts)].some(isSecret);
  const kept = [...hosts].filter(([name]) => isKept(name));
  return new Map(kept.map(([name, host]) => [name, isKept(host.from ?? name) ? host : standingAlone(host)]));
}

/** The same files and transcripts, and no word of where they were taken over from. */
function standingAlone({ from: _, without: _lacks, differences: _names, ...host }: Host): Host {
  // What came from elsewhere must not pass for a recording of this machine.
  return host.kind === "recorded" ? { ...host, recorded: host.recorded ?? [] } : host;
}

/** The named hosts, and those that they start from. */
function lineage(names: Iterable<string>, hosts: ReadonlyMap<string, Host>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of names)
    for (let at: string | undefined = name; at !== undefined && !found.has(at); at = hosts.get(at)?.from) found.add(at);
  return found;
}

/** The files of content/media/ without those that only hidden documents show. */
export function mediaFor(
  shown: readonly AnyDocument[],
  hidden: readonly AnyDocument[],
  media: readonly string[],
): readonly string[] {
  const secret = onlyIn(hidden, shown, ({ rendered }) => rendered.links.map((link) => `content${link.url}`));
  return media.filter((file) => !secret.has(file));
}

/** A draft may be broken: its defects are advice to its author, and hold nobody else's page back. */
export function asAdvice(problems: readonly Problem[], hidden: readonly AnyDocument[]): Problem[] {
  const files = new Set(hidden.map((document) => document.file));
  return problems.map((problem) => (files.has(problem.place.file) ? { ...problem, kind: "advice" } : problem));
}

function hostNames({ data }: AnyDocument): string[] {
  return Object.values(data.checks).flatMap((check) => VERDICTS.flatMap((verdict) => check[verdict]));
}

function onlyIn(
  hidden: readonly AnyDocument[],
  shown: readonly AnyDocument[],
  namesOf: (document: AnyDocument) => readonly string[],
): ReadonlySet<string> {
  const open = new Set(shown.flatMap(namesOf));
  return new Set(hidden.flatMap(namesOf).filter((name) => !open.has(name)));
}
