// Commands that run a text which is not in the tree of a snippet: what that does cannot be known in advance.

import type { Refusal } from "../../model/check.ts";
import { awkCode } from "./awk-code.ts";

const RUNS_TEXT: ReadonlySet<string> = new Set([".", "eval", "exec", "source"]);
const SHELLS: ReadonlySet<string | undefined> = new Set(["bash", "dash", "ksh", "sh", "zsh"]);
/** They run a command that is among their arguments. */
const RUNNERS: ReadonlySet<string> = new Set([
  ...["busybox", "env", "find", "ionice", "nice", "nohup", "setsid", "stdbuf", "timeout", "xargs"],
]);
/** Programs of awk that start a shell. */
const AWKS: ReadonlySet<string> = new Set(["awk", "gawk", "mawk", "nawk"]);

type Words = readonly (string | undefined)[];

/** `eval "$x"`, `bash -c "$x"`, `xargs sh -c …`, `trap "$x" EXIT`, `awk 'BEGIN { system(…) }'`; not `exec 3< file`. */
export function otherCodeOf([name, ...args]: Words): Refusal | undefined {
  if (name === undefined) return undefined;
  const code = codeOf(name, args);
  if (code === undefined) return undefined;
  const rewrite =
    name === "trap"
      ? "Write the commands of trap in single quotes: what a variable runs cannot be known in advance"
      : `Write the commands in the snippet: what ${name} runs cannot be known in advance`;
  return { cause: "recording", asked: `${name} ${code}`, rewrite };
}

/** How the text is given; undefined if there is none. */
function codeOf(name: string, args: Words): string | undefined {
  const [first] = args;
  if (RUNS_TEXT.has(name)) return args.length > 0 ? (first ?? "…") : undefined;
  // Without a text, it reads one from stdin.
  if (SHELLS.has(name)) return args.length > 0 ? args.map((arg) => arg ?? "…").join(" ") : "< …";
  if (AWKS.has(name)) return args.find(startsShell) ?? args.find((arg) => /^(-f|--file)/.test(arg ?? ""));
  if (name === "trap") return args.length > 1 && (first ?? "…").includes("…") ? (first ?? "…") : undefined;
  if (name === "mapfile" || name === "readarray") return args.find((arg) => arg?.startsWith("-C"));
  if (name === "compgen") return args.find((arg) => /^-[CFW]/.test(arg ?? ""));
  const shell = RUNNERS.has(name)
    ? args.findIndex((arg, i) => SHELLS.has(arg) && /^-\w*c$/.test(args[i + 1] ?? ""))
    : -1;
  return shell === -1 ? undefined : `${args[shell]} ${args[shell + 1]}`;
}

/** `system(…)`, `print | "sort"`, `"date" | getline`, and what asks the clock or chance: a single bar is a pipe. */
const STARTS_SHELL = /\b(system|strftime|systime|srand|rand)\s*\(|(?<!\|)\|(?!\|)/;
/** `systime() > 5`, `"date" | getline` */
const ALONE_STARTS_SHELL = /\b(system|strftime|systime|srand|rand)\s*\(|\|&?\s*getline\b/;

/** A program has braces, or is a pattern alone; a separator may be a bar. */
function startsShell(word: string | undefined): boolean {
  const program = awkCode(word ?? "");
  return (program.includes("{") ? STARTS_SHELL : ALONE_STARTS_SHELL).test(program);
}
