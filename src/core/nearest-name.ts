// "Did you mean …?": the nearest known name to a misspelt one.

import { distance } from "fastest-levenshtein";

/** No real name is longer; comparing two texts of a page's length takes minutes. */
const LONGEST = 1000;

/** The known name at the least edit distance from `name`, if that is at most `limit` (and below the name's own length). */
export function nearestName(name: string, known: Iterable<string>, limit = 2): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  /** The largest distance that the next one may have: less than the best so far. */
  let most = Math.min(limit, name.length - 1);
  for (const candidate of known) {
    // Each extra letter is an edit, so most names need no closer comparison.
    if (Math.abs(candidate.length - name.length) > most) continue;
    const d = slips(wanted, candidate.toLowerCase());
    if (d > most) continue;
    best = candidate;
    most = d - 1;
  }
  return best;
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
