// "Did you mean …?": the nearest known name to a misspelt one.

import { distance } from "fastest-levenshtein";

/** No real name is longer; comparing two texts of a page's length takes minutes. */
const LONGEST = 1000;

/** The known name at the least edit distance from `name`, if that is at most `limit` (and below the name's own length). */
export function nearestName(name: string, known: Iterable<string>, limit = 2): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  const [letters, others] = [lettersOf(wanted), othersOf(wanted)];
  const { names, texts, lengths, lettersIn, othersIn } = prepared(known);
  let best: string | undefined;
  /** The largest distance that the next one may have: less than the best so far. */
  let most = Math.min(limit, name.length - 1);
  for (let i = 0; i < texts.length && most >= 0; i++) {
    // Each extra letter is an edit, and an edit changes two letters at most: most names need no closer comparison.
    if (Math.abs((lengths[i] ?? 0) - wanted.length) > most) continue;
    if (bits(letters ^ (lettersIn[i] ?? 0)) + bits(others ^ (othersIn[i] ?? 0)) > 2 * most) continue;
    const d = slips(wanted, texts[i] ?? "");
    if (d > most) continue;
    best = names[i];
    most = d - 1;
  }
  return best;
}

type Prepared = {
  readonly names: readonly string[];
  /** In small letters. */
  readonly texts: readonly string[];
  readonly lengths: Int32Array;
  readonly lettersIn: Int32Array;
  readonly othersIn: Int32Array;
};

/** Ten thousand wrong names may be held against the same list. */
const PREPARED = new WeakMap<object, Prepared>();

function prepared(known: Iterable<string>): Prepared {
  const found = PREPARED.get(known as object);
  if (found !== undefined) return found;
  const names = [...known];
  const texts = names.map((name) => name.toLowerCase());
  const lengths = Int32Array.from(texts, ({ length }) => length);
  const [lettersIn, othersIn] = [Int32Array.from(texts, lettersOf), Int32Array.from(texts, othersOf)];
  const made = { names, texts, lengths, lettersIn, othersIn };
  // A set or an iterator may give others the next time.
  if (Object.isFrozen(known)) PREPARED.set(known, made);
  return made;
}

/** Which of the letters from a to z a text has, as bits. */
function lettersOf(text: string): number {
  return setOf(text, (code) => code > 96);
}

/** The same of digits, signs and others. */
function othersOf(text: string): number {
  return setOf(text, (code) => code <= 96);
}

function setOf(text: string, counts: (code: number) => boolean): number {
  let set = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (counts(code)) set |= 1 << (code & 31);
  }
  return set;
}

/** How many bits are set: https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function bits(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Edit distance that counts two swapped letters as one slip: "41" is nearer to "14" than to "10". */
function slips(a: string, b: string): number {
  const edits = distance(a, b);
  return edits === 2 && sorted(a) === sorted(b) ? 1 : edits;
}

function sorted(text: string): string {
  return [...text].sort().join("");
}

/**
 * The most comparisons of names of one kind, for one site, which take about half a second. Later wrong names get no
 * guess: an author who has thousands of them mends them by a rule and not one by one.
 */
export const MOST_COMPARISONS = 1_000_000;

/** didYouMean() for names of which thousands may be wrong, held against thousands of known ones. */
export function guesser(known: Iterable<string>): (name: string, hint: string) => string {
  const names = Object.freeze([...known]);
  let left = MOST_COMPARISONS;
  return (name, hint) => {
    if (names.length > left) return hint;
    left -= names.length;
    return didYouMean(name, names, hint);
  };
}

/**
 * The remedy for a name that does not exist: `Did you mean "b"? <hint>`. For a long name the guess may differ a little
 * more than for a short one.
 */
export function didYouMean(name: string, known: Iterable<string>, hint: string): string {
  const guess = nearestName(name, known, Math.max(2, Math.floor(name.length / 4)));
  return guess === undefined ? hint : `Did you mean "${guess}"? ${hint}`;
}
