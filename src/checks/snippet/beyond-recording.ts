// What a snippet can write that no test host can answer, as far as its syntax tree shows it: the clock, chance, the
// network, the shell's own process, a file's mode, and code that is not in the tree.

import type { Refusal } from "../../model/check.ts";
import { fileTestOf } from "./file-tests.ts";
import { blindingOf } from "./of-the-sandbox.ts";
import { askedOfTool } from "./of-tools.ts";
import { otherCodeOf } from "./other-code.ts";
import { OF_THE_SHELL, rewriteOf } from "./rewrites.ts";
import { beginning, isBracket, linesOf, nodesOf, type ScriptNode, type SyntaxNode, written } from "./syntax.ts";

/** The parts of a snippet that must be refused, as they are written, each with what to write instead. */
export function beyondRecording(script: ScriptNode): readonly Refusal[] {
  const lines = linesOf(script);
  const nodes = nodesOf(script);
  return nodes.flatMap((node) => {
    const refusal =
      variableOf(node) ??
      commandsOf(node, nodes)
        .map(beyondCommand)
        .find((found) => found !== undefined) ??
      networkOf(node) ??
      fileTestOf(node) ??
      blindingOf(node);
    return refusal === undefined ? [] : [{ ...refusal, line: lines.get(node) }];
  });
}

/** The same for one command, as it is written or as it ran; an unknown word is undefined. */
export function beyondCommand(words: readonly (string | undefined)[]): Refusal | undefined {
  const [name, first] = words;
  const isAsRead = (name === "builtin" || name === "command") && /^(--|-p)$|^[^-]/.test(first ?? "");
  return isAsRead
    ? beyondCommand(words.slice(first?.startsWith("-") === true ? 2 : 1))
    : (clockOf(words) ?? askedOfTool(words) ?? otherCodeOf(words) ?? commandOf(words));
}

const COMMAND = "a command can have a transcript";
const OF_SHELL = "it describes the shell, not the machine";

function forEach(names: string, text: (name: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, text(name)]));
}

/** Variables that bash fills from the machine, the clock or chance → what to write instead. */
const VARIABLES: Readonly<Record<string, string>> = {
  ...forEach("RANDOM SRANDOM", (name) => `Remove $${name}: a verdict must follow from what was read`),
  ...forEach("EPOCHREALTIME EPOCHSECONDS SECONDS", (name) => `Use date +%s instead of $${name}: ${COMMAND}`),
  ...forEach("HOSTTYPE MACHTYPE OSTYPE", (name) => `Use uname instead of $${name}: ${COMMAND}`),
  ...forEach("EUID GROUPS UID", (name) => `Use id instead of $${name}: ${COMMAND}`),
  HOSTNAME: `Use hostname instead of $HOSTNAME: ${COMMAND}`,
  ...forEach(
    "BASHOPTS BASHPID BASH_SOURCE BASH_VERSINFO BASH_VERSION PPID SHELLOPTS SHLVL ! $ - 0",
    (name) => `Remove $${name}: ${OF_SHELL}`,
  ),
};

/** `$RANDOM`, `$((SECONDS))`. */
function variableOf(node: SyntaxNode): Refusal | undefined {
  const name = node.type === "ParameterExpansion" ? node.parameter : node.type === "ArithVariable" ? node.name : "";
  if ((node.operation as SyntaxNode | undefined)?.operator === "P")
    return { cause: "recording", asked: `\${${String(name)}@P}`, rewrite: `Remove @P: ${OF_SHELL}` };
  if (typeof name !== "string" || !Object.hasOwn(VARIABLES, name)) return undefined;
  return { cause: "recording", asked: `$${name}`, rewrite: VARIABLES[name] };
}

/** Options of find that test times, owners and modes; of ls, those that show them or sort by them. */
const OF_FILES: Readonly<Record<string, RegExp>> = {
  find: /^-([acm](min|time)|[ac]?newer.*|daystart|perm|user|group|uid|gid|no(user|group)|inum|links|samefile|used|ls|fls|printf|size|writable|executable)$/,
  ls: /^(-[a-zA-Z1]*[lgonstucSiZ][a-zA-Z1]*|--(author|format=(long|verbose)|full-time|inode|size|sort=(size|time)|time.*))$/,
};

/** `printf '%(%s)T'`, `find -mmin -5`, `ls -l` */
function clockOf([name = "", ...args]: readonly (string | undefined)[]): Refusal | undefined {
  const clock =
    name === "printf" ? args.find((arg) => arg !== undefined && /%[-+ #0-9.*]*\([\s\S]*\)T/.test(arg)) : undefined;
  if (clock !== undefined)
    return { cause: "recording", asked: `printf ${clock}`, rewrite: `Use date +%s instead of printf: ${COMMAND}` };
  const option = Object.hasOwn(OF_FILES, name) && args.find((arg) => arg !== undefined && OF_FILES[name]?.test(arg));
  if (!option) return undefined;
  return {
    cause: "recording",
    asked: `${name} ${option}`,
    rewrite: "Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript",
  };
}

/** `/sbin/zpool status`: transcripts go by name, not by path; and what describes the shell. */
function commandOf([name, ...args]: readonly (string | undefined)[]): Refusal | undefined {
  if (name === undefined) return undefined;
  const [first] = args;
  if (name.includes("/")) {
    const base = name.slice(name.lastIndexOf("/") + 1);
    return { cause: "recording", asked: name, rewrite: `Write ${base} without its path: transcripts have names only` };
  }
  const asked = [name, first].filter(Boolean).join(" ");
  if (NO_COMMANDS.has(name)) return { cause: "recording", asked, rewrite: rewriteOf(asked) };
  const isTrace = (word: string | undefined) => TRACE_OPTION[name]?.test(word ?? "");
  if (Object.hasOwn(TRACE_OPTION, name) && args.some(isTrace))
    return { cause: "recording", asked, rewrite: "Remove it: the sandbox traces a run with set -x" };
  return undefined;
}

/** Options of the shell that end a trace. */
const TRACE_OPTION: Readonly<Record<string, RegExp>> = {
  set: /^(-|-[a-zA-Z]*n[a-zA-Z]*|\+[a-zA-Z]*x[a-zA-Z]*|noexec|xtrace)$/,
  shopt: /^-[a-z]*o/,
};

const NO_COMMANDS: ReadonlySet<string> = new Set(["hash", ...OF_THE_SHELL.split(" ")]);

type Words = readonly (string | undefined)[];

/** The words of a simple command; several lists where a variable holds its name. */
function commandsOf({ type, name, args }: SyntaxNode, nodes: readonly SyntaxNode[]): readonly Words[] {
  if (type !== "SimpleCommand" || isBracket(name)) return [];
  const words = Array.isArray(args) ? args.map(known) : [];
  return namesOf(name, nodes).map((first) => [
    ...first.map((word) => (word.includes("…") ? undefined : word)),
    ...words,
  ]);
}

/** A word that is nothing but an expansion is unknown. */
function known(word: unknown): string | undefined {
  const text = written(word);
  return text === "…" ? undefined : text;
}

/** `e=eval; $e "$x"`: what is assigned to the variable somewhere. */
function namesOf(word: unknown, nodes: readonly SyntaxNode[]): readonly (readonly string[])[] {
  const [part, ...others] = (word as { parts?: readonly SyntaxNode[] } | null)?.parts ?? [];
  if (part?.type === "DoubleQuoted" && others.length === 0) return namesOf(part, nodes);
  if (part?.type !== "ParameterExpansion" || others.length > 0) return [[written(word)]];
  const values = nodes.filter((node) => node.type === "Assignment" && node.name === part.parameter);
  return values.map(({ value }) => written(value).split(/\s+/));
}

/** https://www.gnu.org/software/bash/manual/html_node/Redirections.html */
export const NETWORK = /^\/dev\/(tcp|udp)\//;

/** `exec 3<> /dev/tcp/example.org/80`, `echo > /dev/tcp/$host/80` */
function networkOf({ type, target }: SyntaxNode): Refusal | undefined {
  const to = type === "Redirection" ? beginning(target) : undefined;
  if (to === undefined || !NETWORK.test(to)) return undefined;
  return { cause: "network", asked: to, rewrite: "Remove the network access: a check may only use its own machine" };
}
