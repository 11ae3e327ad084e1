// Text of a given length, and JSON padded with it: what is measured is answers as long as those of the real systems.

const SENTENCE = "The kernel falls back to the generic code path and the pool writes at a tenth of its speed. ";

/** Words of this many characters. */
export function filler(length: number): string {
  return SENTENCE.repeat(Math.ceil(length / SENTENCE.length)).slice(0, Math.max(0, length));
}

/** The object as JSON of about `size` bytes, with filler under `key`. */
export function paddedJson(object: Readonly<Record<string, unknown>>, key: string, size: number): string {
  const bare = JSON.stringify({ ...object, [key]: "" });
  return JSON.stringify({ ...object, [key]: filler(size - bare.length) });
}

/** The entry of a list that belongs to a number; always the same one. */
export function pick<T>(list: readonly [T, ...T[]], number: number): T {
  return list[number % list.length] ?? list[0];
}
