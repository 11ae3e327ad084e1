// Finds out whether a run of just-bash's awk met values with which it counts otherwise than others do: the program runs
// once more with marks around them. It divides by nothing without a word, rounds a half upwards, and takes the number
// of "93%" for 0.

import { type AwkToken, argumentsOf, awkText, closingOf, isName, isOp } from "./awk-tokens.ts";

const DOUBT = "\x01!";
const [OPEN, CLOSE] = ["\x01", "\x02"];

/** The program with its marks; undefined where nothing needs one. */
export function probedAwk(tokens: readonly AwkToken[]): string | undefined {
  const texts = tokens.map(({ text }) => text);
  for (const [i, token] of tokens.entries()) {
    if (isOp(token, "/", "%")) markDivisor(tokens, texts, i + 1);
    if (isName(token, "substr")) wrap(texts, argumentsOf(tokens, i + 1)[1], FROM);
    if (isName(token, "split")) wrap(texts, argumentsOf(tokens, i + 1)[0], FILLED);
    if (isName(token, "printf", "sprintf")) markFormat(tokens, texts, i + 1);
  }
  if (texts.every((text, i) => text === tokens[i]?.text)) return undefined;
  return [awkText(tokens.map((token, i) => ({ ...token, text: texts[i] ?? "" }))), ...FUNCTIONS].join("\n");
}

const NOT_ZERO = "faultbook_not_zero";
const FROM = "faultbook_from";
const FILLED = "faultbook_filled";
const MARK = `printf "%s", "${DOUBT}"`;
const FUNCTIONS = [
  `function ${NOT_ZERO}(n) { if (n + 0 == 0) ${MARK}; return n }`,
  `function ${FROM}(n) { if (n < 1 || n != int(n)) ${MARK}; return n }`,
  `function ${FILLED}(s) { if (s == "") ${MARK}; return s }`,
];

function wrap(texts: string[], [from, to]: readonly [number, number] = [0, 0], name: string): void {
  if (to <= from) return;
  texts[from] = `${name}(${texts[from]}`;
  texts[to - 1] += ")";
}

/** A number, `$1`, `x`, `a[i]`, `f(x)`, `(x + 1)`. */
function markDivisor(tokens: readonly AwkToken[], texts: string[], at: number): void {
  const first = isOp(tokens[at], "-", "+") ? at + 1 : at;
  if (tokens[first]?.kind === "number" && /[1-9]/.test(tokens[first]?.text ?? "")) return;
  const last = isOp(tokens[first], "$") ? endOf(tokens, first + 1) : endOf(tokens, first);
  wrap(texts, [at, last + 1], NOT_ZERO);
}

function endOf(tokens: readonly AwkToken[], i: number): number {
  if (isOp(tokens[i], "(")) return closingOf(tokens, i);
  return tokens[i]?.kind === "name" && isOp(tokens[i + 1], "[", "(") ? closingOf(tokens, i + 1) : i;
}

const CONVERSION = /%([-+ #0]*)(\d*)(?:\.(\d+))?([A-Za-z%])/g;
/** Others than these, and zeros or signs before a fraction, just-bash writes in its own way. */
const KNOWN = "dixXosf%";

function markFormat(tokens: readonly AwkToken[], texts: string[], at: number): void {
  const format = isOp(tokens[at], "(") ? at + 1 : at;
  const text = tokens[format]?.kind === "string" ? (texts[format] ?? "") : `"${DOUBT}"`;
  const conversions = [...text.replaceAll("%%", "").matchAll(CONVERSION)];
  const isOdd = conversions.some(
    ([, flags = "", , , type = ""]) => !KNOWN.includes(type) || (type === "f" && /[+ #0]/.test(flags)),
  );
  const lacks = conversions.length > givenAfter(tokens, at, format);
  const marked = text.replace(CONVERSION, (whole, _flags, _width, digits = "6", type: string) => {
    if (type === "f") return `${OPEN}${digits}:%s${CLOSE}`;
    return "s%".includes(type) ? whole : `${OPEN}d:%s${CLOSE}`;
  });
  texts[format] = isOdd || lacks || text.includes("*") ? marked.replace(/^"/, `"${DOUBT}`) : marked;
}

/** How many arguments come after the format. */
function givenAfter(tokens: readonly AwkToken[], at: number, format: number): number {
  if (format !== at) return argumentsOf(tokens, at).length - 1;
  let given = 0;
  for (let i = format + 1; i < tokens.length; i++) {
    if (tokens[i]?.kind === "newline" && !isOp(tokens[i - 1], ",")) break;
    if (isOp(tokens[i], ";", "}", ">")) break;
    if (isOp(tokens[i], ",")) given++;
    if (isOp(tokens[i], "(", "[")) i = closingOf(tokens, i);
  }
  return given;
}

const VALUE = /^-?\d*(\.\d+)?$/;

/** True where the output of a probed program tells of such a value. */
export function isDoubtful(stdout: string): boolean {
  if (stdout.includes(DOUBT)) return true;
  return [...stdout.matchAll(/\x01(d|\d+):([^\x02]*)\x02/g)].some(([, form = "", value = ""]) => {
    if (!VALUE.test(value)) return true;
    return form === "d" ? value.startsWith("-") && value.includes(".") : isHalf(Number(value), Number(form));
  });
}

/** True where a number lies in the middle of two that have so many digits, and the lower of both is even. */
function isHalf(value: number, digits: number): boolean {
  const isBetween =
    Number.isInteger(value * 2 ** (digits + 1)) && new RegExp(`\\.\\d{${digits}}5$`).test(String(value));
  return isBetween && /[02468]\.?5$/.test(String(value));
}
