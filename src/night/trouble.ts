// What the maintainer is told of beside upstream's news: each trouble once, and again only after it had gone away.

export type Trouble = {
  /** By which it is remembered that it was told. Its first word says what kind of trouble it is. */
  readonly key: string;
  readonly what: string;
  readonly remedy: string;
  /** What those of one kind have in common, which is said once above them; they have no remedy of their own. */
  readonly group?: string;
};

/**
 * The troubles that have not been told yet, and what has been told by now.
 * @param isExamined whether this night could have seen that the trouble of a key is over; else it stays told
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
