// Patterns of reads whose exit code gets lost: nobody sees that there was no file. Each has its repair.

import type { SyntaxNode } from "../syntax.ts";
import { type About, assigned, checked, substitutionIn } from "./hints-pattern.ts";
import { isA, nameOf, READERS } from "./hints-tree.ts";

/** `value=$(cut -d : -f 2 /sys/x | tr -d ' ')`, where nobody asked for pipefail. */
export function pipe(node: SyntaxNode, { path, concerns }: About): string | undefined {
  if (!isA(node, "Pipeline") || !concerns(node.commands.slice(0, -1)) || node.commands.length < 2) return undefined;
  const last = nameOf(node.commands.at(-1)) ?? "…";
  return `A pipe ends with the code of its last command, here ${last},\nwhatever the first could read. Before it:\n${checked(`[ -r ${path} ]`, path)}`;
}

/** `list=$(cat /sys/x)`, `n=$(grep -c avx /sys/x)` and nobody looks at the exit code */
export function unchecked(node: SyntaxNode, about: About): string | undefined {
  const [pipeline] = isA(node, "Statement") && node.operators.length === 0 ? node.pipelines : [];
  const [command] = pipeline?.commands ?? [];
  const [assignment] = command?.type === "SimpleCommand" && command.name === null ? command.assignments : [];
  const substitution = substitutionIn(assignment?.value, about);
  if (assignment === undefined || substitution === undefined) return undefined;
  const repaired = assigned(assignment.name, substitution, about);
  const grep = repaired.includes("-le 1") ? "; grep says 2 where it could not, and 1 for no match" : "";
  return `Look whether it could be read${grep}:\n${repaired}`;
}

/** `local list=$(cat /sys/x)` */
export function declared(node: SyntaxNode, about: About): string | undefined {
  const name = isA(node, "SimpleCommand") ? nameOf(node) : undefined;
  const isSo = ["declare", "export", "local", "readonly", "typeset"].includes(name ?? "");
  const substitution = isSo ? substitutionIn(node, about) : undefined;
  if (substitution === undefined) return undefined;
  return `${name} ends with 0, whatever $(…) could read. In two steps:\n${assigned("value", substitution, about)}`;
}

/** `grep -q avx < /sys/x`, `while read -r line; do …; done < /sys/x` */
export function redirection(node: SyntaxNode, { path, concerns }: About): string | undefined {
  const isSo = node.type === "Redirection" && node.operator === "<" && concerns(node.target);
  return isSo
    ? `A file that < can't open ends its command with 1. Before it:\n${checked(`[ -r ${path} ]`, path)}`
    : undefined;
}

/** `cat /sys/x`, and the check goes on, or ends with its code. */
export function readerAlone(node: SyntaxNode, { path, concerns }: About): string | undefined {
  if (!isA(node, "SimpleCommand") || !READERS.has(nameOf(node)) || !concerns(node.args)) return undefined;
  return `${nameOf(node)} may say 1 for a file that it can't read. Before it:\n${checked(`[ -r ${path} ]`, path)}`;
}
