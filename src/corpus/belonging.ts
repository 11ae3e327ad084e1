// What belongs to documents that are not published goes with them: hosts, media, and their defects.

import type { Problem } from "../core/problem.ts";
import { VERDICTS } from "../model/check.ts";
import type { Host } from "../model/host.ts";
import type { AnyDocument } from "./documents.ts";

/** The hosts without those that only hidden documents use; one that nobody uses yet stays. */
export function hostsFor(
  shown: readonly AnyDocument[],
  hidden: readonly AnyDocument[],
  hosts: ReadonlyMap<string, Host>,
): Map<string, Host> {
  const secret = onlyIn(hidden, shown, hostNames);
  return new Map([...hosts].filter(([name]) => !secret.has(name)));
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
