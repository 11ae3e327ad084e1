// What the real shell and tools would do of a snippet and a check may not, as far as its syntax tree shows it: run code
// that is not in the tree, and write files. What strace sees needs none of this.

import type { ScriptNode } from "just-bash";
import { literal, nodesOf, type SyntaxNode } from "../syntax.ts";

/** The parts of a snippet that the sandbox must refuse, as they are written. */
export function beyondSandbox(script: ScriptNode): readonly string[] {
  const found = nodesOf(script).map((node) => shellOf(node) ?? writerOf(node));
  return [...new Set(found.filter((what) => what !== undefined))];
}

const SHELLS: ReadonlySet<string | undefined> = new Set(["bash", "dash", "sh"]);
/** They run what stands among their arguments. */
const RUNNERS: ReadonlySet<string | undefined> = new Set(["command", "find", "xargs"]);

/** `bash -c "$x"`, `xargs sh -c '…'` */
function shellOf(node: SyntaxNode): string | undefined {
  const words = wordsOf(node);
  const isShell = SHELLS.has(words[0]) || (RUNNERS.has(words[0]) && words.some((word) => SHELLS.has(word)));
  return isShell ? line(words) : undefined;
}

/** Options by which a tool writes, and programs of awk that start a shell. */
const WRITERS: Readonly<Record<string, RegExp>> = {
  awk: /\bsystem\s*\(|\|&?\s*getline/,
  find: /^-(delete|fls|fprintf?|fprint0)$/,
  sed: /^(-[Enrsuz]*i|--in-place)/,
  sort: /^(-[a-zA-Z]*o|--output)/,
};

function writerOf(node: SyntaxNode): string | undefined {
  const [name = "", ...args] = wordsOf(node);
  const pattern = Object.hasOwn(WRITERS, name) ? WRITERS[name] : undefined;
  return args.some((arg) => arg !== undefined && pattern?.test(arg)) ? line([name, ...args]) : undefined;
}

type Words = readonly (string | undefined)[];

function wordsOf({ type, name, args }: SyntaxNode): Words {
  return type === "SimpleCommand" ? [literal(name), ...(Array.isArray(args) ? args.map(literal) : [])] : [];
}

function line(words: Words): string {
  return words.map((word) => word ?? "…").join(" ");
}
