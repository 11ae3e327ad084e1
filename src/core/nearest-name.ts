// "Did you mean …?": the nearest known name to a misspelt one.

import { distance } from "fastest-levenshtein";

/** No real name is longer; comparing two texts of a page's length takes minutes. */
const LONGEST = 1000;

/** The known name at the least edit distance from `name`, if that is at most `limit` (and below the name's own length). */
export function nearestName(name: string, known: Iterable<string>, limit = 2): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  const letters = lettersOf(wanted);
  let best: string | undefined;
  /** The largest distance that the next one may have: less than the best so far. */
  let most = Math.min(limit, name.length - 1);
  for (const candidate of known) {
    // Each extra letter is an edit, so most names need no closer comparison.
    if (Math.abs(candidate.length - name.length) > most) continue;
    const text = candidate.toLowerCase();
    if (bits(letters ^ lettersOf(text)) > 2 * most) continue;
    const d = slips(wanted, text);
    if (d > most) continue;
    best = candidate;
    most = d - 1;
  }
  return best;
}

/**
 * Which characters a text has, as bits: an edit changes at most two of them, so that most names of a long list need no
 * comparison.
 */
function lettersOf(text: string): number {
  let set = 0;
  for (let i = 0; i < text.length; i++) set |= 1 << (text.charCodeAt(i) & 31);
  return set;
}

function bits(set: number): number {
  let left = set;
  let count = 0;
  for (; left !== 0; count++) left &= left - 1;
  return count;
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
 * The remedy for a name that does not exist: `Did you mean "b"? <hint>`. For a long name the guess may differ a little
 * more than for a short one.
 */
export function didYouMean(name: string, known: Iterable<string>, hint: string): string {
  const guess = nearestName(name, known, Math.max(2, Math.floor(name.length / 4)));
  return guess === undefined ? hint : `Did you mean "${guess}"? ${hint}`;
}
