// How much of a host, and of what a check saw on it, comes from a real machine: every page uses the same word for it. A
// host is seldom recorded as a whole, and no page may say "recorded" of what was written from a manual page.

import type { Run } from "../../model/check.ts";
import { EMPTY_HOST, type Host } from "../../model/host.ts";

/** True of a host of `kind: shaped`, and of a run that read nothing of what was recorded. */
export const NOT_RECORDED = "not recorded";

export type EvidenceKind = "recorded" | "partly recorded" | typeof NOT_RECORDED | "built in";

/** The word for a host: all that it has counts, whether a check reads it or not. */
export function hostKind(host: Host): EvidenceKind {
  if (host.name === EMPTY_HOST.name) return "built in";
  if (isWhole(host)) return "recorded";
  return share(thingsOf(host), (thing) => isRecorded(host, thing));
}

/** The word for an outcome: of all that a run read, looked at, listed, was answered and did not find. */
export function evidenceKind({ read, looked, listed, missing, ran }: Run, host: Host): EvidenceKind {
  if (host.name === EMPTY_HOST.name) return "built in";
  if (isWhole(host)) return "recorded";
  const answered = host.transcripts.map(lineOf).filter((line) => ran.includes(line));
  const isOwn = [
    ...[...read, ...listed, ...answered].map((thing) => isRecorded(host, thing)),
    // A recorded file proves the folders that it lies in.
    ...looked.map((path) => recordedOf(host).some((one) => `${one}/`.startsWith(`${path.replace(/\/$/, "")}/`))),
    // No recording shows that it was missing on the real machine, too.
    ...missing.map(() => false),
  ];
  return share(isOwn, Boolean);
}

/** Whether a file, a command line, or the names in a folder come from the real machine. */
export function isRecorded(host: Host, thing: string): boolean {
  return isWhole(host) || recordedOf(host).some((one) => one === thing || one === `${thing}/` || `${one}/` === thing);
}

/** A host that starts from another one has things of that one: it is never recorded as a whole. */
function isWhole({ kind, recorded, from }: Host): boolean {
  return kind === "recorded" && recorded === undefined && from === undefined;
}

function recordedOf({ kind, recorded = [] }: Host): readonly string[] {
  return kind === "recorded" ? recorded : [];
}

function share<T>(things: readonly T[], isOwn: (thing: T) => boolean): EvidenceKind {
  const found = things.filter(isOwn).length;
  if (found === 0) return NOT_RECORDED;
  return found === things.length ? "recorded" : "partly recorded";
}

/** A folder of which nothing was kept has nothing that could have been recorded. */
function thingsOf({ files, transcripts }: Host): string[] {
  return [...[...files.keys()].filter((path) => !path.endsWith("/")), ...transcripts.map(lineOf)];
}

function lineOf({ argv }: Host["transcripts"][number]): string {
  return argv.join(" ");
}
