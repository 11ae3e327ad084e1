// Finds a document's list of numbered sources: lines or items that begin "[1] - …", "[1]: …" or "[1] https://…", and
// lines "[1] …" if the next or the last number is beside them.

import type { Token } from "markdown-it";

/** A source's number, and the text token that begins with it in brackets. */
export type Source = { readonly number: number; readonly token: Token };

/** [1] - Gray, 1985; [1]: Gray; [1] Gray */
const LABEL = /^\[(\d{1,3})\](?:(\s{0,9}[-–—:.]\s)|\s)/;

type Candidate = Source & { readonly block: number; readonly isSure: boolean };

/** Sources by number; of two with one number, the later one counts, as lists come last. */
export function findSources(tokens: readonly Token[]): ReadonlyMap<number, Source> {
  const candidates = tokens.flatMap((block, i) =>
    block.children === null || tokens[i - 1]?.type !== "paragraph_open" ? [] : lineStarts(block.children, i),
  );
  const sources = candidates.filter((candidate, i) => {
    const beside = [candidates[i - 1], candidates[i + 1]];
    return candidate.isSure || beside.some((other, k) => other !== undefined && follows(candidate, other, k * 2 - 1));
  });
  return new Map(sources.map(({ number, token }) => [number, { number, token }]));
}

/** From one item of a list to the next there are five tokens. */
const NEAR = 5;

function follows(one: Candidate, other: Candidate, step: number): boolean {
  return other.number === one.number + step && Math.abs(other.block - one.block) <= NEAR;
}

function lineStarts(children: readonly Token[], block: number): Candidate[] {
  return children.flatMap((token, i) => {
    const before = children[i - 1]?.type;
    if (token.type !== "text" || (before !== undefined && before !== "softbreak" && before !== "hardbreak")) return [];
    const [all, digits, separator] = LABEL.exec(token.content) ?? [];
    if (all === undefined) return [];
    const isLink = token.content === all && children[i + 1]?.type === "link_open";
    return [{ number: Number(digits), token, block, isSure: separator !== undefined || isLink }];
  });
}
