// Input with which just-bash's tools do otherwise than the real ones: bytes beyond ASCII where characters are counted,
// NULs, a last line without its end, names of folders.

import type { ToolContext } from "./text-tools.ts";

/** True where what a tool reads makes its answer doubtful. */
export function isDoubtfulInput(
  [name = "", ...args]: readonly string[],
  { stdin, peek, isFolder }: ToolContext,
): boolean {
  const operands = args.filter((arg) => !arg.startsWith("-"));
  const contents = operands.map(peek).filter((content) => content !== undefined);
  const has = (letters: string) => args.some((arg) => new RegExp(`^-\\w*[${letters}]`).test(arg));
  const input = [stdin, ...contents].join("");
  if (args.includes("-") && NO_DASH.has(name)) return true;
  if (/[^\0-\x7f]/.test(input + args.join("")) && countsCharacters(name, args, has)) return true;
  switch (name) {
    case "comm":
      return contents.some((content) => !isSorted(content));
    case "egrep":
    case "fgrep":
    case "grep":
      return isDoubtfulGrep(args, input, operands.length < 2);
    case "nl":
      return (!has("b") && input !== "" && /^$/m.test(input.replace(/\n$/, ""))) || [stdin, ...contents].some(isCut);
    case "rev":
    case "tac":
      return [stdin, ...contents].some(isCut);
    case "sed":
      // Behind the number of a line, and behind the line at which it stops, comes a line break in any case.
      return args.some((arg) => /(^|[\d$/;{}!\s])[=q]\s*([;}\n]|$)/.test(arg)) && [stdin, ...contents].some(isCut);
    case "wc":
      return (operands.length !== 1 && !isOneCount(args)) || operands.some(isFolder);
    case "ls":
      return operands.length > 1 && operands.some(isFolder) && !has("d");
    case "xargs":
      return (/['"\\]/.test(stdin) && !has("0d")) || (!/\S/.test(stdin) && !has("r"));
    default:
      return false;
  }
}

/** These take a dash for the name of a file. */
const NO_DASH: ReadonlySet<string> = new Set(["head", "nl", "rev", "tac", "tail", "uniq", "wc"]);

function countsCharacters(name: string, args: readonly string[], has: (letters: string) => boolean): boolean {
  if (name === "wc") return has("mL");
  if (name === "grep" || name === "egrep") return has("o");
  if (name === "sed") return args.some((arg) => /\.(?!\*)|\[\^|(^|;)y/.test(arg));
  return name === "rev" || name === "expr";
}

/** Without its last line break. */
function isCut(content: string): boolean {
  return content !== "" && !content.endsWith("\n");
}

/** `readsStream`: no file is named. */
function isDoubtfulGrep(args: readonly string[], input: string, readsStream: boolean): boolean {
  const end = args.indexOf("--");
  const options = args.slice(0, end === -1 ? undefined : end).filter((arg) => arg.startsWith("-"));
  const has = (letters: string) => options.some((arg) => new RegExp(`^-\\w*[${letters}]`).test(arg));
  if ((input.includes("\0") && !has("acqlL")) || (has("lL") && readsStream && !has("rR"))) return true;
  if (has("f")) return false;
  const pattern =
    args[end + 1] !== undefined && end !== -1
      ? args[end + 1]
      : args.find((arg, i) => !arg.startsWith("-") || args[i - 1] === "-e");
  if (pattern === undefined) return false;
  // Nothing is left of everything; of an empty match, nothing is printed.
  if ((pattern === "" && has("vw")) || (has("o") && matchesNothing(pattern))) return true;
  return has("w") && !isOfWords(pattern);
}

function matchesNothing(pattern: string): boolean {
  try {
    return new RegExp(pattern.replace(/\[\[:\w+:\]\]/g, "[a]")).test("");
  } catch {
    return false;
  }
}

/** just-bash looks for the borders of words around the expression, which need not begin or end with a letter. */
function isOfWords(pattern: string): boolean {
  const parts = pattern.replace(/\[[\w-]+\]\+?/g, "a").split(/[()|\n]/);
  return parts.every((part) => part === "" || /^\w(.*\w)?$/.test(part));
}

function isSorted(content: string): boolean {
  const lines = content.replace(/\n$/, "").split("\n");
  return lines.every((line, i) => i === 0 || (lines[i - 1] ?? "") <= line);
}

/** The columns of several counts have a width that depends on what is counted. */
function isOneCount(args: readonly string[]): boolean {
  return (
    args
      .filter((arg) => arg.startsWith("-"))
      .join("")
      .replaceAll("-", "").length === 1
  );
}
