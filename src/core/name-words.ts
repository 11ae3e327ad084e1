// The words that a name of an alert or a file is made of: KubePodNotReady, disk-full, io_pressure.

/** Where a word begins within a name: NodeFilesystem|Space, kube_|pod, API|Down */
export const WORD = /(?<=\p{Ll}|\d)(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=[_./])(?=\p{L})/u;

/** The words in small letters. */
export function nameWords(name: string): string[] {
  return name
    .split(WORD)
    .flatMap((part) => part.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word !== "");
}

/** A word that more names have tells none of them apart. */
const MOST = 200;

/** Finds what has some of a name's words, without a look at all the others. */
export class WordIndex<Item> {
  readonly #byWord = new Map<string, Item[]>();

  constructor(items: Iterable<Item>, wordsOf: (item: Item) => Iterable<string>) {
    for (const item of items)
      for (const word of new Set(wordsOf(item)))
        if (this.#byWord.get(word)?.push(item) === undefined) this.#byWord.set(word, [item]);
  }

  /** How many have a word. */
  count(word: string): number {
    return this.#byWord.get(word)?.length ?? 0;
  }

  /** Those that have one of the words, but for words that hundreds have. */
  having(words: Iterable<string>): ReadonlySet<Item> {
    const lists = [...words].map((word) => this.#byWord.get(word) ?? []);
    return new Set(lists.filter(({ length }) => length <= MOST).flat());
  }
}
