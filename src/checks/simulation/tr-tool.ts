// tr, byte by byte: that of just-bash does not know a NUL, with which the kernel separates the words of a command line.
// https://www.gnu.org/software/coreutils/manual/html_node/Character-arrays.html

import type { Answer } from "./sort-tool.ts";

/** The answer of tr to its input; undefined where an option or a set is not known here. */
export function trTool(args: readonly string[], input: string): Answer | undefined {
  const options = new Set<string>();
  let at = 0;
  for (; /^-[^-]/.test(args[at] ?? ""); at++) for (const letter of args[at]?.slice(1) ?? "") options.add(letter);
  if (args[at] === "--") at++;
  const sets = args.slice(at).map(bytesOf);
  if ([...options].some((letter) => !"cCdst".includes(letter)) || sets.some((set) => set === undefined))
    return undefined;
  const output = translated(
    input,
    options,
    sets.filter((set) => set !== undefined),
  );
  return output === undefined ? undefined : { stdout: output, stderr: "", exitCode: 0 };
}

function translated(
  input: string,
  options: ReadonlySet<string>,
  [first, second]: readonly string[],
): string | undefined {
  const [deletes, squeezes] = [options.has("d"), options.has("s")];
  const isOne = second === undefined;
  const lacks = isOne && deletes === squeezes;
  if (first === undefined || lacks || (!isOne && deletes && !squeezes)) return undefined;
  const isComplement = options.has("c") || options.has("C");
  const from = isComplement ? complementOf(first) : first;
  if (deletes) {
    const kept = [...input].filter((byte) => !from.includes(byte)).join("");
    return squeezes ? squeezed(kept, second ?? "") : kept;
  }
  if (isOne) return squeezed(input, from);
  if (second === "") return undefined;
  const table = tableOf(from, second, options.has("t"));
  const changed = [...input].map((byte) => table.get(byte) ?? byte).join("");
  return squeezes ? squeezed(changed, second) : changed;
}

/** The last byte of a shorter second set stands for the rest. */
function tableOf(from: string, to: string, isCut: boolean): ReadonlyMap<string, string> {
  const bytes = isCut ? from.slice(0, to.length) : from;
  return new Map([...bytes].map((byte, i) => [byte, to[i] ?? to.at(-1) ?? byte]));
}

function squeezed(text: string, set: string): string {
  return [...text].filter((byte, i) => i === 0 || byte !== text[i - 1] || !set.includes(byte)).join("");
}

const ALL = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join("");

function complementOf(set: string): string {
  return [...ALL].filter((byte) => !set.includes(byte)).join("");
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alnum: /[0-9A-Za-z]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\0-\x1f\x7f]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[\t-\r ]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};
const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};
const PART = /\[:(\w+):\]|\[[=.]|\[.\*\d*\]|(\\[0-7]{1,3}|\\[\s\S]|[\s\S])(?:-(\\[0-7]{1,3}|\\[\s\S]|[\s\S]))?/g;

/** The bytes that a set names, in order. */
function bytesOf(set: string): string | undefined {
  let bytes = "";
  for (const [whole, name, from, to] of Buffer.from(set, "utf8").toString("latin1").matchAll(PART)) {
    if (name !== undefined) {
      const pattern = CLASSES[name];
      if (pattern === undefined) return undefined;
      bytes += [...ALL].filter((byte) => pattern.test(byte)).join("");
    } else if (from === undefined) return whole.length > 0 ? undefined : bytes;
    else if (to === undefined) bytes += byteOf(from);
    else if (byteOf(to) < byteOf(from)) return undefined;
    else bytes += ALL.slice(byteOf(from).charCodeAt(0), byteOf(to).charCodeAt(0) + 1);
  }
  return bytes;
}

function byteOf(text: string): string {
  const escaped = text.slice(1);
  if (!text.startsWith("\\") || escaped === "") return text;
  return /^[0-7]/.test(escaped)
    ? String.fromCharCode(Number.parseInt(escaped, 8) & 0xff)
    : (ESCAPES[escaped] ?? escaped);
}
