// A sed script as a list of commands, and which of them just-bash answers otherwise than sed does.
// https://www.gnu.org/software/sed/manual/html_node/sed-script-overview.html

import { prefersLonger } from "./regex-doubts.ts";

/** `2,/x/s/a/b/g`: name "s", addresses ["2", "/x/"], texts ["a", "b", "g"]. */
export type SedCommand = {
  readonly name: string;
  readonly addresses: readonly string[];
  readonly isDenied: boolean;
  readonly texts: readonly string[];
};

const ADDRESS =
  /\d+(?:~\d+)?|\$|\/(?:\[\^?\]?[^\]]*\]|\\[\s\S]|[^\\/[])*\/[IM]*|\\(.)(?:\\[\s\S]|(?!\1)[\s\S])*\1[IM]*|[+~]\d+/y;

/** The commands of a script; undefined where it is none. */
export function sedCommands(script: string): readonly SedCommand[] | undefined {
  const commands: SedCommand[] = [];
  for (let at = 0; at < script.length; ) {
    at += matchAt(/[\s;]*/y, script, at).length;
    if (at >= script.length) break;
    const addresses: string[] = [];
    for (let next = matchAt(ADDRESS, script, at); next !== ""; next = matchAt(ADDRESS, script, at)) {
      addresses.push(next);
      at += next.length + matchAt(/ *, */y, script, at + next.length).length;
    }
    const denial = matchAt(/[\s!]*/y, script, at);
    at += denial.length;
    const name = script[at] ?? "";
    const rest = restOf(name, script, at + 1);
    if (rest === undefined) return undefined;
    commands.push({ name, addresses, isDenied: denial.includes("!"), texts: rest.texts });
    at = rest.end;
  }
  return commands;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function restOf(name: string, script: string, at: number): { texts: readonly string[]; end: number } | undefined {
  if (name === "s" || name === "y") {
    const first = delimited(script, at + 1, script[at]);
    const other = first === undefined ? undefined : delimited(script, at + 2 + first.length, script[at]);
    if (first === undefined || other === undefined) return undefined;
    const flagsAt = at + 3 + first.length + other.length;
    const flags = matchAt(/[gpIiMme\d]*/y, script, flagsAt);
    return { texts: [first, other, flags], end: flagsAt + flags.length };
  }
  if ("aicrwRW".includes(name)) return upTo(/(?:\\[\s\S]|[^\\\n])*/y, script, at);
  if (":btT".includes(name)) return upTo(/[^;\n}]*/y, script, at);
  if ("qQlL".includes(name)) return upTo(/ *\d*/y, script, at);
  if (name === "#") return upTo(/[^\n]*/y, script, at);
  return /[{}=dDgGhHnNpPxzF]/.test(name) ? { texts: [], end: at } : undefined;
}

function upTo(pattern: RegExp, script: string, at: number): { texts: readonly string[]; end: number } {
  const text = matchAt(pattern, script, at);
  return { texts: [text], end: at + text.length };
}

/** Up to a character that is neither escaped nor in a class. */
function delimited(script: string, at: number, by: string | undefined): string | undefined {
  if (by === undefined || by === "\n" || by === "\\") return undefined;
  for (let i = at; i < script.length; i++) {
    if (script[i] === "\\") i++;
    else if (script[i] === by) return script.slice(at, i);
  }
  return undefined;
}

/** True where just-bash's answer can't be trusted. `isExtended` is -E. */
export function isDoubtfulScript(commands: readonly SedCommand[], isExtended: boolean): boolean {
  const names = new Set(commands.map(({ name }) => name));
  // What an empty expression repeats, it must have.
  const expressions = commands.flatMap(({ name, addresses, texts }) => [
    ...addresses.filter((address) => /^[/\\]/.test(address)),
    ...(name === "s" ? texts.slice(0, 1) : []),
  ]);
  if (["", "//"].includes(expressions[0] ?? "x")) return true;
  // A first H begins the hold space with a line break, which just-bash leaves out.
  if (names.has("H") && !names.has("h")) return true;
  return commands.some((command) => isDoubtful(command, isExtended));
}

function isDoubtful({ name, addresses, isDenied, texts }: SedCommand, isExtended: boolean): boolean {
  const [first = "", second] = addresses;
  if (isDenied && addresses.length === 0) return true;
  if (second !== undefined && "qQ".includes(name)) return true;
  // A range that ends at a number, before which it may begin; or at a multiple of one.
  if (second !== undefined && (second.startsWith("~") || (/^\d/.test(second) && !/^\d/.test(first)))) return true;
  if (addresses.some((address) => isDoubtfulPattern(address, isExtended))) return true;
  const [pattern = "", replacement = "", flags = ""] = texts;
  if (name === "s") {
    const isOdd = /\\[ULEul]/.test(replacement) || /\d.*g|g.*\d|[mMe]/.test(flags);
    return isOdd || lacksGroup(pattern, replacement, isExtended) || isDoubtfulPattern(pattern, isExtended);
  }
  if ("aic".includes(name)) return /^\s*\\/.test(pattern) || (name === "c" && second !== undefined);
  return "RWLz".includes(name);
}

/** `s/a/\\1/`, which is an error. */
function lacksGroup(pattern: string, replacement: string, isExtended: boolean): boolean {
  const plain = pattern.replace(/\\[^()]/g, "").replace(/\[\^?\]?[^\]]*\]/g, "");
  const groups = isExtended ? plain.replace(/\\[\s\S]/g, "").split("(").length - 1 : plain.split("\\(").length - 1;
  return [...replacement.matchAll(/\\(\d)/g)].some(([, number]) => Number(number) > groups);
}

/** Ranges that end at an expression, each as a script that prints the lines at which it would begin and end at once. */
export function shortRanges(commands: readonly SedCommand[]): readonly string[] {
  return commands.flatMap(({ addresses: [first = "", second] }) => {
    const isShort = second !== undefined && /^[/\\]/.test(second) && !/^[0$]/.test(first);
    return isShort ? [`${first}{${second}p;}`] : [];
  });
}

function isDoubtfulPattern(pattern: string, isExtended: boolean): boolean {
  if (/\\[<>bB`'1-9]/.test(pattern)) return true;
  if (prefersLonger(isExtended ? pattern : pattern.replace(/\\([()|])/g, "$1"))) return true;
  // A basic repetition that is not escaped stands for itself, and so does a star at the beginning.
  return !isExtended && (/(^|[^\\])\{/.test(pattern) || /^\/?\^?\*|\\\(\*/.test(pattern));
}
