// Text from elsewhere made fit to stand in a line of ours: no character that steers a terminal, a page's direction of
// writing, or a line of a file.

/** Control characters, and those that turn the direction of what follows: U+202E makes "exe.gpj" of "jpg.exe". */
const RE_STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF]+/gu;
/** Halves of characters, which no XML or UTF-8 can hold. */
const RE_HALF = /\p{Cs}/gu;
const LONGEST = 500;

/** The text on one line, without steering characters, of at most so many characters. */
export function plainText(text: string, longest = LONGEST): string {
  const line = text.replace(RE_STEERING, " ").replace(RE_HALF, "\uFFFD").replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}
