// The simple commands in a snippet, with the lines that a trace would give them. What a trace has shown is in
// a run's steps; what is here and in none of them never ran.

import { textsOf } from "./command-text.ts";
import { unlessTooDeep, unreadable } from "./form.ts";
import type { SimpleCommandNode, StatementNode } from "./syntax.ts";
import { linesOf, literal, nodesOf, type SyntaxNode, staticText, syntaxOf } from "./syntax.ts";

/** From the first line to the last one, both included. */
type Lines = readonly [first: number, last: number];

export type StaticCommand = {
  /** As a trace shows it: "grep", "["; undefined if it is put together while it runs, as in `"$tool" -x`. */
  readonly name: string | undefined;
  /** Line of the snippet in which it begins, counted from 1. */
  readonly line: number;
  /** As it is written, each run of blanks as one. */
  readonly text: string;
  /** Lines that bash may give as its own; undefined where any may be. */
  readonly traced: Lines | undefined;
  /** The simple command in whose `$(…)` or `<(…)` it is. */
  readonly within: StaticCommand | undefined;
  readonly node: SimpleCommandNode;
};

const known = new Map<string, readonly StaticCommand[] | undefined>();

/**
 * The simple commands with a name, in the order of the text; each snippet is read once. Undefined where nothing can be said:
 * it is too long or too deep, just-bash cannot read it, or it ends its own trace.
 */
export function commandsIn(snippet: string): readonly StaticCommand[] | undefined {
  if (!known.has(snippet)) known.set(snippet, unreadable(snippet) ? undefined : unlessTooDeep(() => read(snippet)));
  return known.get(snippet);
}

function read(snippet: string): readonly StaticCommand[] | undefined {
  const tree = syntaxOf(snippet);
  const nodes = nodesOf(tree);
  if (tree === undefined || nodes.some((node) => node.deferredError !== undefined || endsTrace(node))) return undefined;
  const walk = new Walk(snippet.split("\n"), [...new Set(linesOf(tree).values())]);
  walk.into(tree, OUTERMOST);
  return walk.found;
}

/** `set +x`, `set -`, `set +o xtrace` */
function endsTrace({ type, name, args }: SyntaxNode): boolean {
  if (type !== "SimpleCommand" || literal(name) !== "set") return false;
  return (args as readonly unknown[]).map(literal).some((arg) => /^(\+\w*x\w*|-|xtrace)$/.test(arg ?? ""));
}

type Around = {
  /** By command, as far as the statement around it shows. */
  readonly texts: ReadonlyMap<unknown, string>;
  /** Lines of the command outside of any `$(…)` in which this one is. */
  readonly container: Lines | undefined;
  /** In how many `$(…)` and `<(…)`. */
  readonly depth: number;
  /** How many lines below the first one of the container. */
  readonly added: number;
  /** The same of the innermost `$(…)`, in which just-bash counts lines anew. */
  readonly base: number | undefined;
  readonly within: StaticCommand | undefined;
};

const OUTERMOST: Around = {
  ...{ texts: new Map(), container: undefined, depth: 0, added: 0, base: undefined, within: undefined },
};

class Walk {
  readonly found: StaticCommand[] = [];
  readonly #lines: readonly string[];
  /** Lines in which something begins. */
  readonly #starts: readonly number[];
  #last = 1;

  constructor(lines: readonly string[], starts: readonly number[]) {
    this.#lines = lines;
    this.#starts = starts;
  }

  into(value: unknown, around: Around): void {
    if (typeof value !== "object" || value === null) return;
    const node = value as SyntaxNode;
    const inner = this.#around(node, around);
    for (const [key, child] of Object.entries(node)) {
      // bash gives other lines, or none, to what is in the redirections of a loop or a group.
      const isRedirected = key === "redirections" && node.type !== "SimpleCommand";
      this.into(child, isRedirected ? { ...inner, container: undefined } : inner);
    }
  }

  #around(node: SyntaxNode, around: Around): Around {
    const isOutside = around.depth === 0;
    if (isOutside && typeof node.line === "number") this.#last = Math.max(this.#last, node.line);
    switch (node.type) {
      case "Statement":
        return { ...around, texts: textsOf(node as SyntaxNode & StatementNode) };
      case "CommandSubstitution":
        return { ...around, depth: around.depth + 1, base: around.added };
      case "ProcessSubstitution":
        return { ...around, depth: around.depth + 1 };
      case "SimpleCommand":
        return this.#command(node as SyntaxNode & SimpleCommandNode, around);
      case "For":
      case "Case":
        return isOutside ? { ...around, container: [this.#last, this.#after(this.#last)] } : around;
      default:
        return isOutside && typeof node.line === "number"
          ? { ...around, container: this.#linesFrom(node.line, around.texts.get(node)) }
          : around;
    }
  }

  #command(node: SyntaxNode & SimpleCommandNode, around: Around): Around {
    const { depth, base, texts, within } = around;
    const at = node.line ?? 1;
    const text = texts.get(node);
    const container = depth === 0 ? this.#linesFrom(at, text) : around.container;
    const lines = container ?? [at, at];
    const added = depth === 0 ? 0 : base === undefined ? at - lines[0] : base + at - 1;
    if (node.name === null) return { ...around, container, added };
    const name = staticText(node.name);
    const line = this.#lineOf(name, lines, added);
    const isTold = text !== undefined && (name === undefined || text.includes(name));
    const command: StaticCommand = {
      ...{ name, node, within, line },
      text: inOneLine(isTold ? text : (this.#lines[line - 1] ?? "")),
      traced: depth === 0 ? container : inSubstitution(container, depth, added),
    };
    this.found.push(command);
    return { ...around, container, added, within: command };
  }

  /** Its line, as far as the text shows it. */
  #lineOf(name: string | undefined, [first, last]: Lines, added: number): number {
    const lines = this.#lines.slice(first + added - 1, last + added);
    const at = name === undefined ? -1 : lines.findIndex((line) => line.includes(name));
    return at === -1 ? first : first + added + at;
  }

  /** A command of several lines has the line of one of its first words; without a text it may be one. */
  #linesFrom(line: number, text: string | undefined): Lines {
    return [line, text?.includes("\n") === false ? line : this.#after(line)];
  }

  /** The next line in which something begins; it may begin where the one before ends. */
  #after(line: number): number {
    return Math.min(this.#lines.length, ...this.#starts.filter((start) => start > line));
  }
}

/** Each run of blanks as one, and a continued line as one line. */
export function inOneLine(text: string): string {
  return text.replace(/(?:\s|\\\n)+/g, " ").trim();
}

/** bash counts the lines there from that of the command around, whichever of its lines that is. */
function inSubstitution(container: Lines | undefined, depth: number, added: number): Lines | undefined {
  if (container === undefined) return undefined;
  const [first, last] = container;
  if (first === last) return container;
  return [first, depth === 1 ? last + added : Number.POSITIVE_INFINITY];
}
