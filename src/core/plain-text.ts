// Foreign text made safe for a line of ours: no character that controls a terminal, changes a page's text direction or
// breaks a line of a file.

/** Control characters, and those that reverse the direction of what follows: U+202E makes "exe.gpj" of "jpg.exe". */
const RE_STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\uFEFF]+/gu;
/** Lone surrogates, which no XML or UTF-8 can hold. */
const RE_HALF = /\p{Cs}/gu;
const LONGEST = 500;

/** The text on one line, without control characters, of at most so many characters. */
export function plainText(text: string, longest = LONGEST): string {
  const line = text.replace(RE_STEERING, " ").replace(RE_HALF, "\uFFFD").replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}
