// What belongs to unpublished documents is hidden with them: test hosts, attachments, and their defects.

import type { Problem } from "../core/problem.ts";
import { VERDICTS } from "../model/check.ts";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import { type Attachment, type Attachments, attachmentAt } from "./attachments.ts";
import type { AnyDocument, Unreadable } from "./documents.ts";
import { linksIn } from "./links/links.ts";

/**
 * The hosts without those that only hidden documents use, directly or through a host that starts from them, and without
 * unused ones that contain files of such a host. A host of a shown document keeps all that it takes from a hidden one.
 */
export function hostsFor(
  shown: readonly AnyDocument[],
  { hidden, hasUnseen, withheld }: NotShown,
  hosts: ReadonlyMap<string, Host>,
): Map<string, Host> {
  const known = [...hosts.keys()];
  // Every check runs on the built-in host.
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
  /** Whether there may be documents that are not known: any of them may use any host. */
  readonly hasUnseen: boolean;
  /** Names of hosts that have defects. */
  readonly withheld: ReadonlySet<string>;
};

/** The same files and transcripts, without a word of where they were taken from. */
function standingAlone({ from: _, without: _lacks, differences: _names, ...host }: Host): Host {
  // What came from another host must not pass for a recording of this machine.
  return host.kind === "recorded" ? { ...host, recorded: host.recorded ?? [] } : host;
}

/** The named hosts, and those that they start from. */
function lineage(names: Iterable<string>, hosts: ReadonlyMap<string, Host>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of names)
    for (let at: string | undefined = name; at !== undefined && !found.has(at); at = hosts.get(at)?.from) found.add(at);
  return found;
}

/** The attachments that these documents show or link. An attachment that no document links is shown to no audience. */
export function attachmentsFor(documents: readonly AnyDocument[], attachments: Attachments): Map<string, Attachment> {
  const linked = documents.flatMap((document) =>
    linksIn(document).map(({ url }) => attachmentAt(url, document.file, attachments)),
  );
  return new Map(linked.flatMap((found) => (found?.kind === "attachment" ? [[found.file, found]] : [])));
}

/** A draft may be broken: its defects are advice to its author, and hold back no other page. */
export function asAdvice(problems: readonly Problem[], hidden: readonly AnyDocument[]): Problem[] {
  const files = new Set(hidden.map((document) => document.file));
  return problems.map((problem) => (files.has(problem.place.file) ? { ...problem, kind: "advice" } : problem));
}

/** Names of hosts that a document's checks use. */
function hostNames({ data }: AnyDocument): string[] {
  return Object.values(data.checks).flatMap((check) => VERDICTS.flatMap((verdict) => check[verdict]));
}

/** Those of the `known` names that a hidden document may mean. */
function hostsHidden(document: AnyDocument | Unreadable, known: readonly string[]): string[] {
  const own = document.kind === "unreadable" ? [] : hostNames(document).flatMap(eachNamed);
  return hasUnreadText(document) ? [...own, ...known.filter((name) => mayName(document, name))] : own;
}

/** A text that may be several names: "web1, web2" */
export function eachNamed(text: string): string[] {
  return [text, ...text.split(",").map((name) => name.trim())];
}

/** Whether mayName() can be true: of most hidden documents, every name is known. */
export function hasUnreadText(document: AnyDocument | Unreadable): boolean {
  return document.kind === "unreadable" || document.unread !== undefined;
}

/** Whether a name occurs in the unreadable text of a document. */
export function mayName(document: AnyDocument | Unreadable, name: string): boolean {
  if (document.kind !== "unreadable") return document.unread?.includes(name) === true;
  // UTF-16, as it comes from Windows, has a NUL beside each letter of a name.
  return document.text === undefined || document.text.replaceAll("\0", "").includes(name);
}
