// What a line of a log or a question has beside the words that lead somewhere.

/** Function words: they are on every page, and mean nothing alone. What commands are called, such as "who", is none. */
const FUNCTION_WORDS = new Set(
  `a an and are as at be been but by can do does for from had has have how i if in into is it its me my of on or our
  so than that the their then there they this to was we were what when where which why will with you your
  als am auch auf aus bei das dass dem den der des die ein eine einem einen einer es fur hat ich im ist kann mit nach
  nicht oder sich sie sind und vom von vor war warum was wenn wer wie wir wird zu zum zur`.split(/\s+/),
);

/** @param {string} word as `canonical` gives it */
export function isFunctionWord(word) {
  return FUNCTION_WORDS.has(word);
}

const CLOCK = /\d{1,2}:\d\d:\d\d(?:[.,]\d+)?/.source;
const SHORT_CLOCK = /\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?/.source;
const MONTH = /(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/.source;
/** What syslog, journalctl, ISO 8601, dmesg and systemd write before or into a line: days with their time, process ids. */
const STAMPS = [
  `\\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+)?${MONTH}\\s+\\d{1,2}\\s+${CLOCK}(?:\\s+\\d{4}\\b)?`,
  `\\b\\d{4}[-/]\\d\\d[-/]\\d\\d[T\\s]+${SHORT_CLOCK}(?:\\s*(?:Z|UTC|[+-]\\d\\d:?\\d\\d)\\b)?`,
  "\\[\\s*\\d+\\.\\d{6}\\]",
  "\\[\\d+\\](?=:)",
].map((source) => new RegExp(source, "gi"));

/**
 * A line of a log without when and by which process it was written, unless it says nothing else.
 * @param {string} text
 */
export function withoutTimes(text) {
  const rest = STAMPS.reduce((left, stamp) => left.replace(stamp, " "), text);
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}

/**
 * A text without the schemes of its addresses, and their hosts. An address names what a page is about by its path; most
 * pages that tell of it say "tool#4711" and not where that is.
 * @param {string} text
 */
export function withoutSchemes(text) {
  const hosts = [];
  const rest = text.replace(/\bhttps?:\/\/([\p{L}\p{N}.-]*)/giu, (_, host) => {
    hosts.push(host);
    return host;
  });
  return { rest, hosts };
}
