// What XML cannot hold, even escaped.

/** All but the characters that XML 1.0 allows: https://www.w3.org/TR/xml/#charsets (lone surrogates match, too) */
const RE_FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The text without the characters that no XML 1.0 document may contain; it escapes nothing. */
export function xmlText(text: string): string {
  return text.replace(RE_FORBIDDEN, "");
}
