// From what each test has handed over to the last lines of a run.

/** One finished test, as the lines at the end see it. */
export type Outcome = {
  readonly counts: Readonly<Record<string, number>>;
  /** Undefined: it was not skipped. */
  readonly skippedFor: string | undefined;
};

/** Lines in alphabetical order of what they count: first what was done, then what was skipped. */
export function summaryLines(outcomes: Iterable<Outcome>): string[] {
  const counted = new Map<string, number>();
  const skipped = new Map<string, number>();
  for (const { counts, skippedFor } of outcomes) {
    for (const [text, number] of Object.entries(counts)) counted.set(text, (counted.get(text) ?? 0) + number);
    if (skippedFor !== undefined) skipped.set(skippedFor, (skipped.get(skippedFor) ?? 0) + 1);
  }
  return [
    ...inOrder(counted).map(([text, number]) => `${number} ${text}`),
    ...inOrder(skipped).map(([reason, number]) => `${number} ${number === 1 ? "test" : "tests"} skipped: ${reason}`),
  ];
}

function inOrder(lines: ReadonlyMap<string, number>): [string, number][] {
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
}
