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

/** The verdict of an exit status (0-255). If `exits` is given, a status that it does not name is no answer. */
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

/** What a document's front matter says about one of its checks: `checks: { <id>: … }`. */
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
  /** `root`: the check needs root to read its files. */
  needs: z.enum(["root"], "Write root, or leave the key out").optional(),
  /** Command lines of the snippet that no host reaches: the author knows that, and the page says so. */
  untried: z.array(z.string()).default([]),
  /** `{ 0: affected, 1: ok }`: the meaning of exit codes, if it is not 0 ok, 1 affected. */
  exits: z
    .record(
      z.string().regex(/^(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/, "Write an exit code from 0 to 255"),
      z.enum(VERDICTS),
    )
    .default({}),
});
export type CheckExpectations = z.infer<typeof CheckExpectations>;

/** A check as the corpus knows it: the fence, its expectations, and the place of both. */
export type Check = CheckExpectations & {
  readonly id: string;
  readonly snippet: string;
  /** Commands of the machine that the site allows without a transcript, beside the text tools. */
  readonly tools?: readonly string[];
  readonly document: {
    readonly url: string;
    readonly title: string;
    /** `status: final`: then hosts must have given both answers. */
    readonly isFinal: boolean;
  };
  readonly place: import("../core/position.ts").Place;
};

/**
 * Why a run is no answer, from the gravest to the most harmless:
 * snippet: it cannot run at all; time: it did not end; write: it changes something; endless: it exceeds a limit of
 * checks; output: it prints more than a page can show; network; recording: no recording has an answer, such as for
 * the clock; command: the host has no transcript of it.
 */
export const CAUSES = ["snippet", "time", "write", "endless", "output", "network", "recording", "command"] as const;
export type Cause = (typeof CAUSES)[number];

/** Something that a run asked for, or did, so that its exit code does not count. */
export type Refusal = {
  readonly cause: Cause;
  /** A command line, a path, `$RANDOM`, or a limit in words. */
  readonly asked: string;
  /** Line of the snippet, counted from 1, if it is known. */
  readonly line?: number | undefined;
  /** What to write instead, if the refusing rule knows. */
  readonly rewrite?: string | undefined;
};

/** The result of a run on one host. */
export type Run = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Absolute paths whose content was read, and those that were requested but do not exist. */
  readonly read: readonly string[];
  readonly missing: readonly string[];
  /** Absolute paths that exist and were only tested for that or for their kind, but not read. */
  readonly looked: readonly string[];
  /** Folders whose names were read, by ls, find or a pattern. */
  readonly listed: readonly string[];
  /** Commands run, each as its argv joined by blanks, in the order of their lines, without repeats; builtins of the shell are not among them. */
  readonly ran: readonly string[];
  /**
   * Simple commands of the snippet that were reached: "4 grep" is one in its line 4, as bash counts: a command over
   * several lines has the last one. Sorted, without repeats.
   */
  readonly steps: readonly string[];
  /** If there are any, the exit code is no answer. */
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
