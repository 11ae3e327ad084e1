// Names of alerts are long and have no spaces: on a phone they are parted where a word of theirs begins, not anywhere.

import { type Html, html, trusted } from "../../core/html.ts";
import { WORD } from "../../core/name-words.ts";

/** Shorter ones fit beside each other. */
const LONG = /\S{18,}/;
const BREAK = trusted("<wbr>");

/** A letter of another script than ours. For these, the browser is asked to find the direction by itself. */
const OTHER_LETTER = /[^\P{L}\p{Script=Latin}]/u;

export function hasOtherLetters(text: string): boolean {
  return OTHER_LETTER.test(text);
}

/**
 * The text with places at which a browser may part a long word. One that is written from right to left must not turn
 * round what stands beside it.
 */
export function breakable(text: string): Html {
  const words = breakableWords(text);
  return hasOtherLetters(text) ? html`<bdi>${words}</bdi>` : words;
}

/** The same for an element that has nothing beside it, or a direction of its own. */
export function breakableWords(text: string): Html {
  if (!LONG.test(text)) return html`${text}`;
  const pieces = text.split(/(\s+)/).map((word) => (LONG.test(word) ? parted(word) : html`${word}`));
  return html`${pieces}`;
}

function parted(word: string): Html {
  return html`${word.split(WORD).map((piece, i) => (i === 0 ? piece : html`${BREAK}${piece}`))}`;
}
