// Text fragments: a link that names words of its target page, to which a browser scrolls.
// The standard: https://wicg.github.io/scroll-to-text-fragment/

const DELIMITER = ":~:";
const DIRECTIVE = "text=";

/**
 * The words that a URL's `hash` names ("#:~:text=LP%3A%20%232034745" → "LP: #2034745"), white space collapsed.
 * Undefined where it names none, several, or a range from some words to others.
 */
export function fragmentWords(hash: string): string | undefined {
  const start = hash.indexOf(DELIMITER);
  if (start === -1) return undefined;
  const directives = hash.slice(start + DELIMITER.length).split("&");
  const [directive, ...others] = directives.filter((one) => one.startsWith(DIRECTIVE));
  if (directive === undefined || others.length > 0) return undefined;
  const terms = directive.slice(DIRECTIVE.length).split(",");
  // Context around the words, which distinguishes several places: "prefix-,words,-suffix".
  if (terms.length > 1 && terms[0]?.endsWith("-")) terms.shift();
  if (terms.length > 1 && terms.at(-1)?.startsWith("-")) terms.pop();
  const [words = "", ...range] = terms;
  return range.length > 0 ? undefined : decoded(words);
}

/** The hash that names these words, in one spelling: "#:~:text=LP%3A%20%232034745". */
export function textFragment(words: string): string {
  // A dash is part of the syntax, and encodeURIComponent leaves it as it is.
  return `#${DELIMITER}${DIRECTIVE}${encodeURIComponent(words).replaceAll("-", "%2D")}`;
}

function decoded(words: string): string | undefined {
  try {
    return decodeURIComponent(words).replace(/\s+/g, " ").trim() || undefined;
  } catch {
    // A stray percent sign.
    return undefined;
  }
}
