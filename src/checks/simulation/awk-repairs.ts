// Where just-bash's awk reads a program otherwise than others do and says nothing: the program is written anew so that
// both mean the same. A repair goes when just-bash passes its snippet in tests/fixtures/checks/differential/ without it.

import { type AwkToken, argumentsOf, awkString, awkText, closingOf, isEdge, isName, isOp } from "./awk-tokens.ts";

/** The same program, as just-bash has to be told it. */
export function repairedAwk(tokens: readonly AwkToken[]): string {
  const texts = tokens.map(({ text }) => text);
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "name") repairName(tokens, texts, i);
    if (isOp(token, ...COMPARES)) repairComparison(tokens, texts, i);
    if (isOp(token, "$")) repairTruth(tokens, texts, i);
  }
  const program = awkText(tokens.map((token, i) => ({ ...token, text: texts[i] ?? "" })));
  return [program, ...FUNCTIONS.filter(([name]) => program.includes(name)).map(([, body]) => body)].join("\n");
}

const WHOLE = "faultbook_whole";
const TRIMMED = "faultbook_trimmed";
const FUNCTIONS = [
  // int(-3.9) is -3; just-bash says -4.
  [WHOLE, `function ${WHOLE}(n) { n = n + 0; if (n < 0) return -int(-n); return int(n) }`],
  // Blanks at the ends separate nothing.
  [TRIMMED, `function ${TRIMMED}(s) { sub(/^[ \\t\\n]+/, "", s); sub(/[ \\t\\n]+$/, "", s); return s }`],
] as const;

function repairName(tokens: readonly AwkToken[], texts: string[], i: number): void {
  const isCall = isOp(tokens[i + 1], "(");
  if (isName(tokens[i], "length") && !isCall) texts[i] = "length($0)";
  if (isOp(tokens[i + 1], "[")) repairReference(tokens, texts, i);
  if (isName(tokens[i], "FS") && isOp(tokens[i + 1], "=")) repairSeparator(tokens, texts, i + 2);
  if (!isCall) return;
  if (isName(tokens[i], "int")) texts[i] = WHOLE;
  if (isName(tokens[i], "print")) repairPrint(tokens, texts, i + 1);
  const given = argumentsOf(tokens, i + 1);
  if (isName(tokens[i], "sub", "gsub")) becomesRegex(tokens, texts, given[0]);
  if (isName(tokens[i], "match")) becomesRegex(tokens, texts, given[1]);
  if (isName(tokens[i], "split")) repairSplit(tokens, texts, given);
}

/** `seen[$1]` alone makes an element. */
function repairReference(tokens: readonly AwkToken[], texts: string[], i: number): void {
  const close = closingOf(tokens, i + 1);
  const isAlone = isStatementEdge(tokens[i - 1], "{", ";", ")") && isStatementEdge(tokens[close + 1], "}", ";");
  if (isAlone) texts[close] += ` = ${awkText(tokens.slice(i, close + 1)).trim()}`;
}

function isStatementEdge(token: AwkToken | undefined, ...texts: readonly string[]): boolean {
  return token?.kind === "newline" || isOp(token, ...texts);
}

type Span = readonly [from: number, to: number];

/** `gsub("/", "-")`: it takes slashes around a string for those of a regular expression. */
function becomesRegex(tokens: readonly AwkToken[], texts: string[], [from, to]: Span = [0, 0]): void {
  if (to - from === 1 && tokens[from]?.kind === "string") texts[from] = asRegex(awkString(tokens[from].text));
}

function asRegex(pattern: string): string {
  return `/${pattern.replaceAll("/", "\\/")}/`;
}

/** A separator of several characters is a regular expression; none, or a blank, splits at blanks. */
function repairSplit(tokens: readonly AwkToken[], texts: string[], [text, , separator]: readonly Span[]): void {
  const [from, to] = separator ?? [0, 0];
  const by = to - from === 1 && tokens[from]?.kind === "string" ? awkString(tokens[from].text) : undefined;
  if (by !== undefined && by.length > 1) texts[from] = asRegex(by);
  if ((separator !== undefined && by !== " ") || text === undefined) return;
  texts[text[0]] = `${TRIMMED}(${texts[text[0]]}`;
  texts[text[1] - 1] += ")";
}

/** One character separates as itself, whatever it means in a regular expression; a blank stands for any blanks. */
export function literalSeparator(separator: string): string {
  if (separator === "^") return "\\^";
  return separator.length === 1 && /[^\w\s\\]/.test(separator) ? `[${separator}]` : separator;
}

function repairSeparator(tokens: readonly AwkToken[], texts: string[], i: number): void {
  if (tokens[i]?.kind === "string") texts[i] = JSON.stringify(literalSeparator(awkString(tokens[i]?.text ?? "")));
}

/** `print("a", "b")` */
function repairPrint(tokens: readonly AwkToken[], texts: string[], open: number): void {
  const close = closingOf(tokens, open);
  const next = tokens[close + 1];
  if (
    argumentsOf(tokens, open).length < 2 ||
    !(next === undefined || next.kind === "newline" || isOp(next, ";", "}", ">"))
  )
    return;
  texts[open] = " ";
  texts[close] = "";
}

const COMPARES = ["==", "!=", "<", "<=", ">", ">="] as const;
/** just-bash takes a text that looks like a number for one. */
export const LOOKS_LIKE_NUMBER = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;

function repairComparison(tokens: readonly AwkToken[], texts: string[], i: number): void {
  const right = tokens[i + 1];
  if (right?.kind === "string") {
    const text = awkString(right.text);
    if (!LOOKS_LIKE_NUMBER.test(text) || !isEdge(tokens[i + 2]) || !isOp(tokens[i], "==", "!=")) return;
    texts[i] = isOp(tokens[i], "==") ? "~" : "!~";
    texts[i + 1] = asRegex(`^${text.replace(/[.+]/g, "\\$&")}$`);
    return;
  }
  if (tokens[i - 1]?.kind === "string") return;
  const [before, behind] = [simpleOperand(tokens, i, -1), simpleOperand(tokens, i, 1)];
  if (isVariable(tokens, i - 1) && isEdge(tokens[i - 2])) texts[i - 1] = orZero(texts[i - 1], behind);
  if (isVariable(tokens, i + 1) && isEdge(tokens[i + 2])) texts[i + 1] = orZero(texts[i + 1], before);
}

/** A variable that was never set equals 0 where the other side is a number, and "" where it is a text. */
function orZero(name = "", other: string | undefined): string {
  return `(${name} == ""${other === undefined ? "" : ` && ${other} + 0 == ${other}`} ? 0 : ${name})`;
}

/** `$2`, `x`: the operand on one side, where it is that simple. */
function simpleOperand(tokens: readonly AwkToken[], at: number, side: 1 | -1): string | undefined {
  const isField = isOp(tokens[side === 1 ? at + 1 : at - 2], "$");
  const [from, to] = side === 1 ? [at + 1, at + (isField ? 3 : 2)] : [at - (isField ? 2 : 1), at];
  const operand = tokens.slice(from, to);
  const isEnd = isEdge(tokens[side === 1 ? to : from - 1]);
  return (isEnd && operand.at(-1)?.kind === "name") || isField ? awkText(operand) : undefined;
}

const NOT_SET_BY_PROGRAMS = [
  ...["NR", "NF", "FNR", "FILENAME", "FS", "OFS", "ORS", "RSTART", "RLENGTH", "SUBSEP", "length"],
  ...["print", "printf", "getline", "in", "return", "exit"],
] as const;

function isVariable(tokens: readonly AwkToken[], i: number): boolean {
  return tokens[i]?.kind === "name" && !isName(tokens[i], ...NOT_SET_BY_PROGRAMS) && !isOp(tokens[i + 1], "(", "[");
}

const TESTS = ["if", "while"] as const;

/** `$1 { … }`, `if ($1)`, `!$1`: just-bash takes "0.00" for true. */
function repairTruth(tokens: readonly AwkToken[], texts: string[], i: number): void {
  const [before, next] = [tokens[i - 1], tokens[i + 2]];
  if (!["number", "name"].includes(tokens[i + 1]?.kind ?? "")) return;
  const opensTest = isOp(before, "(") && (isName(tokens[i - 2], ...TESTS) || isOp(tokens[i - 2], "!", "&&", "||"));
  const begins = before === undefined || before.kind === "newline" || isOp(before, "!", "&&", "||", "}", ";");
  if (!(opensTest || begins) || !(next === undefined || isOp(next, "{", "&&", "||", ")"))) return;
  texts[i] = "($";
  texts[i + 1] = `${texts[i + 1]} != 0 && $${texts[i + 1]} != "")`;
}
