// What a snippet can write that no recording of a machine answers, as far as its syntax tree shows it: the clock,
// chance, the network, the shell's own process, a file's mode, and code that is not in the tree. Refused by every engine.

import type { ScriptNode } from "just-bash";
import { fileTestOf } from "./file-tests.ts";
import { literal, nodesOf, type SyntaxNode } from "./syntax.ts";

/** Variables that bash fills from the machine, the clock or chance. */
const VARIABLES: ReadonlySet<string> = new Set([
  ...["BASHPID", "BASH_VERSION", "EPOCHREALTIME", "EPOCHSECONDS", "HOSTNAME", "HOSTTYPE", "MACHTYPE", "OSTYPE"],
  ...["PPID", "RANDOM", "SECONDS", "SRANDOM", "$", "0"],
]);

/** The parts of a snippet that must be refused, as they are written. */
export function beyondRecording(script: ScriptNode): readonly string[] {
  const found = [...nodesOf(script)].map(
    (node) => variableOf(node) ?? commandOf(node) ?? networkOf(node) ?? fileTestOf(node),
  );
  return [...new Set(found.filter((what) => what !== undefined))];
}

/** `$RANDOM`, `$((SECONDS))`. */
function variableOf(node: SyntaxNode): string | undefined {
  const name = node.type === "ParameterExpansion" ? node.parameter : node.type === "ArithVariable" ? node.name : "";
  return typeof name === "string" && VARIABLES.has(name) ? `$${name}` : undefined;
}

/** Commands that run a text which is not in the tree, or after which just-bash goes on where bash does not. */
const OTHER_CODE: ReadonlySet<string | undefined> = new Set([".", "eval", "exec", "source"]);

/** `eval "$x"`, `exec cmd` (not `exec 3< file`), and `/sbin/zpool status`: transcripts go by name, not by path. */
function commandOf(node: SyntaxNode): string | undefined {
  if (node.type !== "SimpleCommand") return undefined;
  const name = literal(node.name);
  if (name?.includes("/")) return name;
  const [first] = Array.isArray(node.args) ? node.args : [];
  if (name !== undefined && OF_THE_SHELL.has(name)) return [name, literal(first)].filter(Boolean).join(" ");
  return OTHER_CODE.has(name) && first !== undefined ? `${name} ${literal(first) ?? "…"}` : undefined;
}

/** Builtins of bash that tell of its own process, its limits and its terminal, or change them. */
const OF_THE_SHELL: ReadonlySet<string> = new Set([
  ...["bg", "bind", "disown", "enable", "fc", "fg", "hash", "history", "jobs", "kill", "logout", "suspend", "times"],
  ...["ulimit", "umask"],
]);

/** https://www.gnu.org/software/bash/manual/html_node/Redirections.html */
const NETWORK = /^\/dev\/(tcp|udp)\//;

/** `exec 3<> /dev/tcp/example.org/80` */
function networkOf({ type, target }: SyntaxNode): string | undefined {
  const to = type === "Redirection" ? literal(target) : undefined;
  return to !== undefined && NETWORK.test(to) ? `${to}, the network` : undefined;
}
