// What belongs to documents that are not published goes with them: hosts, attachments, and their defects.

import type { Problem } from "../core/problem.ts";
import { VERDICTS } from "../model/check.ts";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import { type Attachment, type Attachments, attachmentAt } from "./attachments.ts";
import type { AnyDocument, Unreadable } from "./documents.ts";
import { linksIn } from "./links/links.ts";

/**
 * The hosts without those that only hidden documents use, be it that a host of theirs starts from one, and without those
 * that nobody uses and that show files of such a one. A host of a shown document keeps all that it has of a hidden one.
 */
export function hostsFor(
  shown: readonly AnyDocument[],
  { hidden, hasUnseen, withheld }: NotShown,
  hosts: ReadonlyMap<string, Host>,
): Map<string, Host> {
  const known = [...hosts.keys()];
  // Every check is tried on the built-in host.
  const open = new Set([...shown.flatMap(hostNames), EMPTY_HOST.name]);
  const used = lineage(hasUnseen ? hosts.keys() : hidden.flatMap((document) => hostsHidden(document, known)), hosts);
  const isSecret = (name: string) => used.has(name) && !open.has(name);
  const isKept = (name: string) =>
    !withheld.has(name) && (open.has(name) || ![...lineage([name], hosts)].some(isSecret));
  const kept = [...hosts].filter(([name]) => isKept(name));
  return new Map(kept.map(([name, host]) => [name, isKept(host.from ?? name) ? host : standingAlone(host)]));
}

export type NotShown = {
  readonly hidden: readonly (AnyDocument | Unreadable)[];
  /** Whether nobody knows what else there is: any host may be used by that. */
  readonly hasUnseen: boolean;
  /** Names of hosts that have defects. */
  readonly withheld: ReadonlySet<string>;
};

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

/** The attachments that these documents show or link. What nobody links is for nobody. */
export function attachmentsFor(documents: readonly AnyDocument[], attachments: Attachments): Map<string, Attachment> {
  const linked = documents.flatMap((document) =>
    linksIn(document).map(({ url }) => attachmentAt(url, document.file, attachments)),
  );
  return new Map(linked.flatMap((found) => (found?.kind === "attachment" ? [[found.file, found]] : [])));
}

/** A draft may be broken: its defects are advice to its author, and hold nobody else's page back. */
export function asAdvice(problems: readonly Problem[], hidden: readonly AnyDocument[]): Problem[] {
  const files = new Set(hidden.map((document) => document.file));
  return problems.map((problem) => (files.has(problem.place.file) ? { ...problem, kind: "advice" } : problem));
}

/** Names of hosts that a document's checks use. */
function hostNames({ data }: AnyDocument): string[] {
  return Object.values(data.checks).flatMap((check) => VERDICTS.flatMap((verdict) => check[verdict]));
}

/** Those among `known` names that a document may mean which is not shown. */
function hostsHidden(document: AnyDocument | Unreadable, known: readonly string[]): string[] {
  const own = document.kind === "unreadable" ? [] : hostNames(document).flatMap(eachNamed);
  return [...own, ...known.filter((name) => mayName(document, name))];
}

/** A text that may be several names: "web1, web2" */
export function eachNamed(text: string): string[] {
  return [text, ...text.split(",").map((name) => name.trim())];
}

/** Whether a name stands in what nobody could read of a document. */
export function mayName(document: AnyDocument | Unreadable, name: string): boolean {
  if (document.kind !== "unreadable") return document.unread?.includes(name) === true;
  // UTF-16, as it comes from Windows, has a NUL beside each letter of a name.
  return document.text === undefined || document.text.replaceAll("\0", "").includes(name);
}
