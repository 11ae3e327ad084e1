// Which awk programs get no answer from just-bash: it reads them otherwise than real awks do, or these among themselves
// (gawk and mawk, which is the awk of Debian and Ubuntu), and it can't be repaired.

import { LOOKS_LIKE_NUMBER } from "./awk-repairs.ts";
import { type AwkToken, argumentsOf, awkString, isEdge, isName, isOp } from "./awk-tokens.ts";
import { prefersLonger } from "./regex-doubts.ts";

type Rule = (tokens: readonly AwkToken[], i: number) => boolean;

/** True where no simulated answer counts. */
export function isBeyondAwk(tokens: readonly AwkToken[]): boolean {
  return tokens.some((_, i) => RULES.some((rule) => rule(tokens, i))) || losesCode(tokens);
}

const RULES: readonly Rule[] = [
  // The machine, the clock, chance, and commands.
  (tokens, i) => isName(tokens[i], "system", "srand", "rand", "systime", "strftime", "mktime"),
  (tokens, i) => isOp(tokens[i], "|"),
  // What only gawk has, what mawk lacks, and what just-bash lacks.
  (tokens, i) =>
    isName(tokens[i], "gensub", "asort", "asorti", "patsplit", "RT", "FPAT", "IGNORECASE", "OFMT", "CONVFMT"),
  (tokens, i) => isOp(tokens[i], "**", "**="),
  (tokens, i) => isName(tokens[i], "RS") && isOp(tokens[i + 1], "="),
  (tokens, i) => tokens[i]?.kind === "regex" && isDoubtfulRegex(tokens[i]?.text ?? ""),
  (tokens, i) => tokens[i]?.kind === "number" && /^0[xX]?\d/.test(tokens[i]?.text ?? ""),
  (tokens, i) => tokens[i]?.kind === "string" && tokens[i]?.text.includes("\\/") === true,
  (tokens, i) =>
    isOp(tokens[i - 1], "~", "!~") && tokens[i]?.kind === "string" && isDoubtfulRegex(tokens[i]?.text ?? ""),
  // An array as the target, where it changes the whole line, and backslashes in the new text.
  (tokens, i) => isName(tokens[i], "sub", "gsub") && isDoubtfulSubstitution(tokens, i + 1),
  (tokens, i) => isName(tokens[i], "length") && isArray(tokens, argument(tokens, i + 1, 0)),
  (tokens, i) => isName(tokens[i], "split") && isDoubtfulSplit(argument(tokens, i + 1, 2)),
  // A constant that looks like a number is none.
  (tokens, i) => isOp(tokens[i], "<", "<=", ">", ">=", "==", "!=") && looksLikeNumber(tokens, i + 1),
  (tokens, i) => isOp(tokens[i + 1], "<", "<=", ">", ">=", "==", "!=") && looksLikeNumber(tokens, i),
  (tokens, i) =>
    isOp(tokens[i], "=") && looksLikeNumber(tokens, i + 1) && !isName(tokens[i - 1], "FS", "OFS", "ORS", "SUBSEP"),
  (tokens, i) => tokens[i]?.text === '""' && isJoined(tokens, i),
  (tokens, i) => isOp(tokens[i], "/=", "%=") && !/[1-9]/.test(tokens[i + 1]?.text ?? ""),
];

/** `if ($1 "")`: a text is true where it is not empty, "0" as well. */
function isJoined(tokens: readonly AwkToken[], i: number): boolean {
  return ["name", "number"].includes(tokens[i - 1]?.kind ?? "") && isOp(tokens[i + 1], ")");
}

function argument(tokens: readonly AwkToken[], open: number, n: number): readonly AwkToken[] {
  if (!isOp(tokens[open], "(")) return [];
  const [from, to] = argumentsOf(tokens, open)[n] ?? [0, 0];
  return tokens.slice(from, to);
}

/** Intervals, which mawk takes as they are written; word borders and classes by letter, which only gawk knows. */
const DOUBTFUL_REGEX = /\{\d+(,\d*)?\}|\\[<>bBdDwWsSyY`'1-9]|\(\?/;

function isDoubtfulRegex(text: string): boolean {
  return DOUBTFUL_REGEX.test(text) || prefersLonger(text);
}

function isDoubtfulSubstitution(tokens: readonly AwkToken[], open: number): boolean {
  const [pattern, text, target] = [0, 1, 2].map((n) => argument(tokens, open, n));
  const isRegex = pattern?.[0]?.kind === "string" && isDoubtfulRegex(pattern[0].text);
  return (
    isRegex ||
    target?.some((token) => isOp(token, "[")) === true ||
    text?.some(({ text }) => /\\[^nt"]/.test(text)) === true
  );
}

/** A separator out of a variable may be a regular expression. */
function isDoubtfulSplit(separator: readonly AwkToken[]): boolean {
  if (separator.length === 0) return false;
  const [token] = separator;
  if (separator.length > 1) return true;
  return token?.kind === "string"
    ? awkString(token.text) === "" || isDoubtfulRegex(token.text)
    : token?.kind !== "regex";
}

function isArray(tokens: readonly AwkToken[], [token]: readonly AwkToken[]): boolean {
  if (token?.kind !== "name") return false;
  return tokens.some(
    ({ kind, text }, i) =>
      kind === "name" && text === token.text && (isOp(tokens[i + 1], "[") || isName(tokens[i - 1], "in")),
  );
}

/** What `repairComparison` made no pattern of. */
function looksLikeNumber(tokens: readonly AwkToken[], i: number): boolean {
  const token = tokens[i];
  if (token?.kind !== "string" || !LOOKS_LIKE_NUMBER.test(awkString(token.text))) return false;
  return !(isOp(tokens[i - 1], "==", "!=") && isEdge(tokens[i + 1]));
}

/** `exit` in END keeps the code of an earlier `exit 4`; just-bash takes it back. */
function losesCode(tokens: readonly AwkToken[]): boolean {
  const end = tokens.findIndex((token) => isName(token, "END"));
  const exits = tokens.flatMap((token, i) =>
    isName(token, "exit") ? [{ i, isBare: isEdge(tokens[i + 1]) && !isOp(tokens[i + 1], "!", "(") }] : [],
  );
  return end !== -1 && exits.some(({ i, isBare }) => isBare && i > end) && exits.some(({ isBare }) => !isBare);
}
