// The states of a reference, from worst to best, and the words that a badge says. "Closed" is not "merged", "merged" is
// not "fixed", and "fixed" is not "released": no page may blur them.

import { z } from "zod";

/** In the order in which they count when several targets are summed up: the first one present wins. */
export const STATES = [
  "unknown",
  "gone",
  "open",
  "in-progress",
  "wont-fix",
  "closed",
  // A change went in. That does not say that it is a fix, or which release has it.
  "merged",
  // Upstream calls it a fix, and says that no release has it.
  "fixed",
  "released",
  "duplicate",
] as const;

export const State = z.enum(STATES);
export type State = z.infer<typeof State>;

const WORDS: Readonly<Record<State, string>> = {
  unknown: "not looked up yet",
  gone: "page gone",
  open: "open",
  "in-progress": "being worked on",
  "wont-fix": "declined",
  closed: "closed, fix not confirmed",
  merged: "merged; release not known",
  fixed: "fix merged, not released",
  released: "fix released",
  duplicate: "duplicate",
};

type Detail = {
  readonly version?: string | undefined;
  /** A change is released, whether it fixes something or not. */
  readonly isChange?: boolean | undefined;
};

/** The words of a badge, with the version if it is known. */
export function stateWords(state: State, { version, isChange }: Detail = {}): string {
  if (state !== "released") return WORDS[state];
  const words = isChange ? "released" : WORDS.released;
  return version === undefined ? words : `${words} in ${version}`;
}

/** The worst of these states. An empty list is "unknown". */
export function worstState(states: readonly State[]): State {
  return STATES.find((state) => states.includes(state)) ?? "unknown";
}

/** Whether `a` counts as better than `b`. */
export function isBetter(a: State, b: State): boolean {
  return STATES.indexOf(a) > STATES.indexOf(b);
}

/** In which order a list shows them: what readers still wait for comes first, what is settled last. */
const LISTED: readonly State[] = [
  "open",
  "in-progress",
  "unknown",
  "gone",
  "fixed",
  "merged",
  "closed",
  "wont-fix",
  "duplicate",
  "released",
];

/** For sorting: negative where `a` is listed before `b`. */
export function compareForList(a: State, b: State): number {
  return LISTED.indexOf(a) - LISTED.indexOf(b);
}

/** For these, nothing more is expected of upstream, whatever the result. */
const UNSETTLED: ReadonlySet<State> = new Set(["unknown", "open", "in-progress", "fixed"]);

/** Whether readers no longer wait for upstream to move. It may still move: what was closed may be reopened. */
export function isSettled(state: State): boolean {
  return !UNSETTLED.has(state);
}
