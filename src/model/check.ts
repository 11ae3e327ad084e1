// A check: a snippet in a document that tells whether a host is affected. Exit 0 means ok, 1 affected, anything else
// unknown: the convention of grep(1) and test(1) as POSIX states it.

import { z } from "zod";

export const VERDICTS = ["ok", "affected", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the reader sees for a verdict. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  ok: "OK",
  affected: "AFFECTED",
  unknown: "CANNOT TELL",
};

/** The verdict of an exit status (0-255). */
export function verdictOf(exitCode: number): Verdict {
  if (exitCode === 0) return "ok";
  return exitCode === 1 ? "affected" : "unknown";
}

const Hosts = z.array(z.string()).default([]);
const PerVerdict = z.strictObject({
  ok: z.string().optional(),
  affected: z.string().optional(),
  unknown: z.string().optional(),
});

/** What a document's front matter says of one of its checks: `checks: { <id>: … }`. */
export const CheckExpectations = z.strictObject({
  /** The question that the check answers, for the reader. */
  asks: z.string(),
  /** Names of the hosts on which the verdict must be ok, affected, unknown. */
  ok: Hosts,
  affected: Hosts,
  unknown: Hosts,
  /** Where each answer leads: an anchor of the same page, or a root-relative link. */
  then: PerVerdict.default({}),
  /** One sentence per answer: what it means. */
  means: PerVerdict.default({}),
  /** Paths that are read only to be displayed. */
  context: z.array(z.string()).default([]),
});
export type CheckExpectations = z.infer<typeof CheckExpectations>;

/** A check as the corpus knows it: the fence, its expectations, and where both stand. */
export type Check = CheckExpectations & {
  readonly id: string;
  readonly snippet: string;
  readonly document: { readonly url: string; readonly title: string };
  readonly place: import("../core/position.ts").Place;
};

/** What a run on one host gave. */
export type Run = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Absolute paths whose content was read, and those that were asked for but do not exist. */
  readonly read: readonly string[];
  readonly missing: readonly string[];
  /** Commands run, each as its argv joined by blanks, in order, without repeats. */
  readonly ran: readonly string[];
  /** Commands without a transcript, what the shell cannot answer, and attempts to write ("> path"): no verdict counts. */
  readonly refused: readonly string[];
  readonly timedOut: boolean;
};

/** The verdict, output and trace of one check on one host. */
export type Outcome = {
  readonly check: string;
  readonly host: string;
  readonly expected: Verdict;
  readonly verdict: Verdict;
  readonly run: Run;
};
