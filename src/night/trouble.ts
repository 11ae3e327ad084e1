// What a report holds beside upstream's news: each trouble once, and again only after it was gone.

export type Trouble = {
  /** Identifies the trouble in the list of reported ones. Its first word is the kind of trouble. */
  readonly key: string;
  readonly what: string;
  readonly remedy: string;
  /** What those of one kind have in common, printed once above them; they have no remedy of their own. */
  readonly group?: string;
};

/**
 * The troubles that have not been reported yet, and the keys that are reported by now.
 * @param isExamined whether this night could have seen that the trouble of a key is over; otherwise its key is kept
 */
export function tellOnce(
  troubles: readonly Trouble[],
  told: ReadonlyMap<string, string>,
  at: string,
  isExamined: (key: string) => boolean,
) {
  const fresh = troubles.filter(({ key }) => !told.has(key));
  const lasting = [...told].filter(([key]) => !isExamined(key) || troubles.some((trouble) => trouble.key === key));
  return { fresh, told: new Map([...lasting, ...fresh.map(({ key }) => [key, at] as const)]) };
}
