// An awk program as a list of words, so that what differs between awks can be seen and changed. just-bash's own parser
// can't be asked. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/awk.html#tag_20_06_13_16

export type AwkKind = "string" | "regex" | "number" | "name" | "newline" | "operator";
/** `gap` is what stood before it: blanks, comments, continued lines. */
export type AwkToken = { readonly kind: AwkKind; readonly text: string; readonly gap: string };

const GAP = /(?:[ \t\r]+|\\\r?\n|#[^\n]*)*/y;
const REGEX = /\/(?:[^/\\\n]|\\[^\n])*\//y;
const WORDS: readonly (readonly [AwkKind, RegExp])[] = [
  ["string", /"(?:[^"\\]|\\[\s\S])*"/y],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y],
  ["name", /[A-Za-z_]\w*/y],
  ["newline", /\n/y],
  ["operator", /\+\+|--|&&|\|\||[<>=!]=|!~|\*\*=?|[-+*%^/]=|[\s\S]/y],
];

/** After these, a slash begins a regular expression though a name stands before it. */
const BEFORE_REGEX: ReadonlySet<string> = new Set(["print", "printf", "return", "in", "case", "else", "do"]);

/** The words of a program. */
export function awkTokens(program: string): readonly AwkToken[] {
  const tokens: AwkToken[] = [];
  for (let at = 0; at < program.length; ) {
    const gap = matchAt(GAP, program, at);
    at += gap.length;
    if (at >= program.length) break;
    const token = tokenAt(program, at, tokens.at(-1));
    tokens.push({ ...token, gap });
    at += token.text.length;
  }
  return tokens;
}

function tokenAt(program: string, at: number, last: AwkToken | undefined): Omit<AwkToken, "gap"> {
  const regex = program[at] === "/" && !isOperandEnd(last) ? matchAt(REGEX, program, at) : "";
  if (regex !== "") return { kind: "regex", text: regex };
  for (const [kind, pattern] of WORDS) {
    const text = matchAt(pattern, program, at);
    if (text !== "") return { kind, text };
  }
  return { kind: "operator", text: program[at] ?? "" };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** True where a slash behind it divides. */
function isOperandEnd(token: AwkToken | undefined): boolean {
  if (token === undefined || token.kind === "newline") return false;
  if (token.kind === "operator") return [")", "]", "++", "--"].includes(token.text);
  return !(token.kind === "name" && BEFORE_REGEX.has(token.text));
}

/** The program of some words. */
export function awkText(tokens: readonly AwkToken[]): string {
  return tokens.map(({ gap, text }) => gap + text).join("");
}

/** What a string constant stands for in a regular expression: only what awk itself takes out of it is taken out. */
export function awkString(text: string): string {
  return text.slice(1, -1).replace(/\\(["/\\])/g, "$1");
}

const OPENS = "([{";
const CLOSES = ")]}";

/** Index of the bracket that closes the one at `open`; the end where none does. */
export function closingOf(tokens: readonly AwkToken[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const { kind, text = "" } = tokens[i] ?? {};
    if (kind !== "operator") continue;
    if (OPENS.includes(text)) depth++;
    if (CLOSES.includes(text)) depth--;
    if (depth === 0) return i;
  }
  return tokens.length;
}

/** The words between the brackets of a call, cut at its commas: [from, to) for each argument. */
export function argumentsOf(
  tokens: readonly AwkToken[],
  open: number,
): readonly (readonly [from: number, to: number])[] {
  const close = closingOf(tokens, open);
  const commas: number[] = [];
  for (let i = open + 1; i < close; i++) {
    if (isOp(tokens[i], ",")) commas.push(i);
    else if (tokens[i]?.kind === "operator" && OPENS.includes(tokens[i]?.text ?? " ")) i = closingOf(tokens, i);
  }
  const starts = [open + 1, ...commas.map((comma) => comma + 1)];
  return close === open + 1 ? [] : starts.map((from, i) => [from, commas[i] ?? close] as const);
}

export function isOp(token: AwkToken | undefined, ...texts: readonly string[]): boolean {
  return token?.kind === "operator" && texts.includes(token.text);
}

export function isName(token: AwkToken | undefined, ...texts: readonly string[]): boolean {
  return token?.kind === "name" && texts.includes(token.text);
}

/** Where an expression can begin or end: outside of brackets that belong to it. */
export function isEdge(token: AwkToken | undefined): boolean {
  if (token === undefined || token.kind === "newline") return true;
  return isOp(token, "(", ")", "{", "}", ";", ",", "&&", "||", "!", "?", ":");
}
