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
      return input.includes("\0") && !has("acqlL");
    case "rev":
    case "tac":
      return [stdin, ...contents].some((content) => content !== "" && !content.endsWith("\n"));
    case "wc":
      return (contents.length !== 1 && !isOneCount(args)) || operands.some(isFolder);
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
