// How much of what a check saw on a host comes from a real machine. A host is seldom recorded as a whole, and a page
// must not say "recorded" of an answer that rests on something written after a manual page.

import type { Run } from "../model/check.ts";
import type { Host } from "../model/host.ts";

export type EvidenceKind = "recorded" | "partly recorded" | "shaped";

/** Of what a run read and what commands answered it, how much is recorded. */
export function evidenceKind({ read, ran }: Run, { kind, recorded, transcripts }: Host): EvidenceKind {
  if (kind === "shaped") return "shaped";
  if (recorded === undefined) return "recorded";
  const answered = transcripts.map(({ argv }) => argv.join(" ")).filter((line) => ran.includes(line));
  const used = [...read, ...answered];
  const found = used.filter((thing) => recorded.includes(thing));
  if (found.length === used.length && used.length > 0) return "recorded";
  // Where nothing was read, the answer rests on what is missing, of which nothing is known.
  return found.length === 0 && used.length > 0 ? "shaped" : "partly recorded";
}
