// A cache of a grammar's results by line: the same lines occur in many fences, and a grammar costs more than all the
// rest. A line's result depends only on its text and on the state before it.

import type { TokenStyle } from "./theme-colors.ts";

export type ColouredLine<State> = {
  readonly html: string;
  readonly styles: readonly TokenStyle[];
  /** The grammar's state after the line. */
  readonly state: State;
};

/** After so many, all are forgotten, so that a large site needs no more memory than a small one. */
const MOST_LINES = 10_000;

/** Longer lines seldom recur. */
const LONGEST = 200;

/** The lines of one grammar. */
export class LineCache<State extends object> {
  /** State before → text → result. States are compared by identity, except the outermost one. */
  #lines = new WeakMap<object, Map<string, ColouredLine<State>>>();
  readonly #start = {};
  #outermost: State | undefined;
  #count = 0;

  get(before: State | null, text: string): ColouredLine<State> | undefined {
    return this.#lines.get(before ?? this.#start)?.get(text);
  }

  set(before: State | null, text: string, line: ColouredLine<State>): void {
    if (text.length > LONGEST) return;
    if (this.#count++ >= MOST_LINES) {
      this.#lines = new WeakMap();
      this.#count = 1;
    }
    const key = before ?? this.#start;
    const known = this.#lines.get(key) ?? new Map<string, ColouredLine<State>>();
    this.#lines.set(key, known.set(text, line));
  }

  /** One object for the state outside of everything, which each fence creates again. */
  outermost(state: State): State {
    this.#outermost ??= state;
    return this.#outermost;
  }
}
