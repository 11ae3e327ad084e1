// Finds a document's list of numbered sources: lines or items that begin "[1] - …", "[1]: …" or "[1] https://…", and
// lines "[1] …" where the next or the last number stands beside them. And definitions that another one hides.

import type { Token } from "markdown-it";

/** A source's number, and the text token that begins with it in brackets. */
export type Source = { readonly number: number; readonly token: Token };

/** [1] - Gray, 1985; [1]: Gray; [1] Gray */
const LABEL = /^\[(\d{1,3})\](?:(\s{0,9}[-–—:.]\s)|\s)/;

type Candidate = Source & { readonly block: number; readonly isSure: boolean };

/** Sources by number; of two with one number, the later one counts, as lists stand at the end. */
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

/** The definition of an address or a footnote that another one of the same label keeps from being shown. */
export type Hidden = { readonly kind: "address" | "footnote"; readonly label: string; readonly line: number };

/** [label]: https://…, also in a quotation or a list; [//]: # (…) and [comment]: <> (…) are notes for nobody */
const ADDRESS = /^[\s>]{0,30}(?:[-*+]\s{1,4})?\[(?!\^)([^\]]{1,300})\]:\s*([^\s#<]\S*|<[^>]+>)/;

/** Of two notes, Markdown shows the last; of two addresses, it takes the first. Lines count from 0, as tokens' do. */
export function findHidden(tokens: readonly Token[], lines: readonly string[]): readonly Hidden[] {
  return [...hiddenNotes(tokens), ...hiddenAddresses(tokens, lines)];
}

function hiddenNotes(tokens: readonly Token[]): Hidden[] {
  // An empty note has no block, and nothing to lose; yet it may be the last.
  const notes = tokens.flatMap(({ type, meta }, i) =>
    type === "footnote_reference_open" ? [{ label: String(meta?.label), line: tokens[i + 1]?.map?.[0] }] : [],
  );
  const last = new Map(notes.map((note) => [note.label, note]));
  return notes.flatMap((note) =>
    note.line === undefined || last.get(note.label) === note
      ? []
      : [{ kind: "footnote", label: `^${note.label}`, line: note.line }],
  );
}

/** Definitions leave no token: they stand on lines that no block has. */
function hiddenAddresses(tokens: readonly Token[], lines: readonly string[]): Hidden[] {
  const taken = new Set<number>();
  for (const { type, map } of tokens) {
    if (map === null || !BLOCKS.has(type)) continue;
    for (let line = map[0]; line < map[1]; line++) taken.add(line);
  }
  const first = new Map<string, string>();
  return lines.flatMap((text, line): Hidden[] => {
    const [, label = "", address = ""] = taken.has(line) ? [] : (ADDRESS.exec(text) ?? []);
    if (label === "") return [];
    // As Markdown compares them.
    const key = label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
    const known = first.get(key);
    if (known === undefined) first.set(key, address);
    return known === undefined || known === address ? [] : [{ kind: "address", label, line }];
  });
}

const BLOCKS = new Set(["inline", "fence", "code_block", "html_block", "table_open"]);
