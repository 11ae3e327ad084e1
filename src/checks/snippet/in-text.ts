// What a snippet's text alone shows, whatever a run does: why it cannot be run, what no test host can answer, and the
// texts in it that a run may use as paths.

import type { Refusal } from "../../model/check.ts";
import { asFunction } from "./as-function.ts";
import { beyondRecording } from "./beyond-recording.ts";
import { outsideOf, unreadable } from "./form.ts";
import { literal, nodesOf, type SyntaxNode, syntaxOf, writesIn } from "./syntax.ts";

export type InText = {
  readonly isUnreadable: boolean;
  readonly refused: readonly Refusal[];
  /** Targets of redirections and words of tests, as they are written: a trace does not show them. */
  readonly literals: readonly string[];
  /** Whether a redirection has another target than a written one, which no trace shows. */
  readonly opensUnseen: boolean;
  /** Whether it reads its own streams by name, which needs a procfs: `<(…)`, `/dev/stdin`. */
  readonly needsStreams: boolean;
  /** Names of commands that it feeds by a pipe or a redirection of their own. */
  readonly fed: ReadonlySet<string>;
};

const known = new Map<string, InText>();

/** Reads a snippet; each one once. */
export function inText(snippet: string): InText {
  const found = known.get(snippet) ?? read(snippet);
  known.set(snippet, found);
  return found;
}

function read(snippet: string): InText {
  const refusal = unreadable(snippet);
  if (refusal !== undefined) return { ...NOTHING, isUnreadable: true, refused: [refusal] };
  const tree = syntaxOf(asFunction(snippet));
  // A text that only bash can parse: it is run, and bash reports what is wrong with it.
  if (tree === undefined) return { ...NOTHING, refused: [UNKNOWN], opensUnseen: true, needsStreams: true };
  const nodes = nodesOf(tree);
  const targets = nodes.filter(({ type }) => type === "Redirection").map(({ target }) => literal(target));
  const words = nodes.map(literal).filter((word) => word !== undefined);
  return {
    isUnreadable: false,
    refused: [
      ...(snippet.includes(OURS) ? [OF_THE_SANDBOX] : []),
      ...outsideOf(tree),
      ...[...beyondRecording(tree), ...writesIn(tree)].map(inOwnLine),
    ],
    literals: targets.filter((text) => text !== undefined),
    opensUnseen: targets.includes(undefined),
    needsStreams: nodes.some(({ type }) => type === "ProcessSubstitution") || words.some((word) => STREAM.test(word)),
    fed: fedIn(nodes),
  };
}

const NOTHING: InText = {
  ...{ isUnreadable: false, refused: [], literals: [], opensUnseen: false, needsStreams: false },
  fed: new Set(),
};

const FEEDS: ReadonlySet<unknown> = new Set(["<", "<<", "<<-", "<<<"]);

/**
 * `echo x | bc`, `timeout 5 bc <<< x`. A command in the body of a loop that reads a file is not fed: most of them leave
 * that file to the loop, and only a transcript shows which do not.
 */
function fedIn(nodes: readonly SyntaxNode[]): ReadonlySet<string> {
  const behindPipes = nodes.flatMap(({ type, commands }) =>
    type === "Pipeline" ? (commands as readonly SyntaxNode[]).slice(1) : [],
  );
  const isFed = (node: SyntaxNode) =>
    behindPipes.includes(node) ||
    (node.redirections as readonly SyntaxNode[]).some(({ operator }) => FEEDS.has(operator));
  const fed = nodes.filter((node) => node.type === "SimpleCommand" && isFed(node));
  // The command that `timeout` and the like run is among their arguments.
  return new Set(
    fed.flatMap(({ name, args }) =>
      [name, ...(args as readonly unknown[])].map(literal).filter((word) => word !== undefined),
    ),
  );
}

/** The function around the snippet begins one line above it. */
function inOwnLine(refusal: Refusal): Refusal {
  return { ...refusal, line: refusal.line === undefined ? undefined : refusal.line - 1 };
}

/** The sandbox's own folder: see paths.ts. */
const OURS = "/run/faultbook";
const OF_THE_SANDBOX: Refusal = {
  cause: "recording",
  asked: OURS,
  rewrite: `Remove what is in ${OURS}: no test host has it`,
};

const STREAM = /^\/dev\/(fd|std(in|out|err))/;

/** It may do more than its runs on test hosts show. */
const UNKNOWN: Refusal = {
  cause: "snippet",
  asked: "syntax that cannot be read here",
  rewrite: "Test it with bash -n. If bash accepts it, write it more simply",
};
