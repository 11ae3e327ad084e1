// A check: a snippet in a document that tells whether a host is affected. Exit 0 means ok, 1 affected, anything else
// unknown: the convention of grep(1) and test(1) as POSIX states it.

import { z } from "zod";

export const VERDICTS = ["ok", "affected", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Ids become file names, anchors and variables of the page. */
export const CHECK_ID = /^[a-z][a-z0-9-]*$/;

/** What the reader sees for a verdict. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  ok: "OK",
  affected: "AFFECTED",
  unknown: "CANNOT TELL",
};

/** Exit status → verdict, for a snippet whose natural answer is another one. */
export type Exits = Readonly<Record<string, Verdict>>;

/** The verdict of an exit status (0-255). Where `exits` says anything, a status that it does not name is no answer. */
export function verdictOf(exitCode: number, exits: Exits = {}): Verdict {
  if (Object.keys(exits).length > 0) return exits[exitCode] ?? "unknown";
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
  /** `root`: who runs it must be root to read what it reads. */
  needs: z.enum(["root"], "must be root, or left out").optional(),
  /** Command lines of the snippet that no host reaches: the author knows, and the page says so. */
  untried: z.array(z.string()).default([]),
  /** `{ 0: affected, 1: ok }`: what exit codes mean where they do not mean 0 ok, 1 affected. */
  exits: z
    .record(
      z.string().regex(/^(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/, "must be an exit code, 0 to 255"),
      z.enum(VERDICTS),
    )
    .default({}),
});
export type CheckExpectations = z.infer<typeof CheckExpectations>;

/** A check as the corpus knows it: the fence, its expectations, and where both stand. */
export type Check = CheckExpectations & {
  readonly id: string;
  readonly snippet: string;
  /** Commands of the machine that the site allows without a transcript, beside the text tools. */
  readonly tools?: readonly string[];
  readonly document: {
    readonly url: string;
    readonly title: string;
    /** `status: final`: then it must have been seen to give both answers. */
    readonly isFinal: boolean;
  };
  readonly place: import("../core/position.ts").Place;
};

/**
 * Why a run is no answer, from the gravest to the most harmless:
 * snippet: it cannot be tried at all; time: it did not end; write: it changes something; endless: it takes more than a
 * check may; output: it prints more than a page can bear; network; recording: no recording has an answer, such as to
 * the clock; command: the host has no transcript of it.
 */
export const CAUSES = ["snippet", "time", "write", "endless", "output", "network", "recording", "command"] as const;
export type Cause = (typeof CAUSES)[number];

/** One thing that a run asked for, or did, and for which its exit code does not count. */
export type Refusal = {
  readonly cause: Cause;
  /** A command line, a path, `$RANDOM`, or a limit in words. */
  readonly asked: string;
  /** Line of the snippet, counted from 1, where it is known. */
  readonly line?: number | undefined;
  /** What to write instead, where whoever refused it knows. */
  readonly rewrite?: string | undefined;
};

/** What a run on one host gave. */
export type Run = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Absolute paths whose content was read, and those that were asked for but do not exist. */
  readonly read: readonly string[];
  readonly missing: readonly string[];
  /** Absolute paths that exist and were asked for that alone, or for their kind, but not read. */
  readonly looked: readonly string[];
  /** Folders whose names were read, by ls, find or a pattern. */
  readonly listed: readonly string[];
  /** Commands run, each as its argv joined by blanks, in the order of their lines, without repeats; builtins of the shell are not among them. */
  readonly ran: readonly string[];
  /** Simple commands of the snippet that were reached: "4 grep" is one in its line 4, as bash counts: what takes several lines stands in its last one. Sorted, without repeats. */
  readonly steps: readonly string[];
  /** With any, the exit code is no answer. */
  readonly refused: readonly Refusal[];
};

/** The verdict, output and trace of one check on one host. */
export type Outcome = {
  readonly check: string;
  readonly host: string;
  readonly expected: Verdict;
  readonly verdict: Verdict;
  readonly run: Run;
};
