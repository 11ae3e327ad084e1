// Names of alerts are long and have no spaces: on a phone they are parted where a word of theirs begins, not anywhere.

import { type Html, html, trusted } from "../../core/html.ts";

/** Shorter ones fit beside each other. */
const LONG = /\S{18,}/;
/** NodeFilesystem|Space, kube_|pod, API|Down */
const WORD = /(?<=\p{Ll}|\d)(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=[_./])(?=\p{L})/u;

const BREAK = trusted("<wbr>");

/** The text with places at which a browser may part a long word. */
export function breakable(text: string): Html {
  const pieces = text.split(/(\s+)/).map((word) => (LONG.test(word) ? parted(word) : html`${word}`));
  return html`${pieces}`;
}

function parted(word: string): Html {
  return html`${word.split(WORD).map((piece, i) => (i === 0 ? piece : html`${BREAK}${piece}`))}`;
}
