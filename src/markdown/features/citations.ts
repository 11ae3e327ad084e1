// Numbered citations: where a document has a list of sources, lines such as "[1] - Gray, 1985", each [1], [1,2] and
// [2-4] in its prose leads to its source, and the source back to where it is cited first. Without a list, [1] is text.

import type { Token } from "markdown-it";
import { advice } from "../../core/problem.ts";
import { type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { type FlatText, flatten, OTHER, placeIn, type Round, stepInto } from "../flat-text.ts";
import { findSources, type Source } from "../source-list.ts";

type NewToken = new (type: string, tag: string, nesting: 0) => Token;

export const citations: MarkdownFeature = {
  name: "citations",
  install(md) {
    // After linkify, which knows addresses; before text_join, which forgets what was escaped.
    md.core.ruler.after("linkify", "citations", ({ tokens, env, Token: TokenClass }) => {
      const sources = findSources(tokens);
      if (sources.size > 0) linkCitations(tokens, sources, draftOf(env), TokenClass);
    });
    // A separate token, as footnotes have: these links are ours, not the author's.
    md.renderer.rules.citation = (tokens, i) => String(tokens[i]?.meta?.html ?? "");
  },
};

/** What is collected from block to block. */
type Work = {
  readonly sources: ReadonlyMap<number, Source>;
  /** Number → the id where it is cited first. */
  readonly cited: Map<number, string>;
  /** Number → the token before its source. */
  readonly labels: Map<number, Token>;
  readonly missing: Set<number>;
  readonly make: (type: "text" | "citation", text: string) => Token;
};

type Prose = { readonly token: Token; readonly before: string; readonly after: string };

function linkCitations(
  tokens: readonly Token[],
  sources: ReadonlyMap<number, Source>,
  draft: Draft,
  TokenClass: NewToken,
): void {
  const make: Work["make"] = (type, text) =>
    Object.assign(new TokenClass(type, "", 0), type === "text" ? { content: text } : { meta: { html: text } });
  const work: Work = { sources, cited: new Map(), labels: new Map(), missing: new Set(), make };
  const offsetOf = (line: number) => draft.source.offsetOfLine(draft.linesBefore + line + 1);
  const starts = new Set<Token | undefined>([...sources.values()].map(({ token }) => token));
  let lines: readonly [number, number] = [0, 0];
  tokens.forEach((block, i) => {
    lines = block.map ?? lines;
    // In a heading, a link would be nested in the heading's own, and its slug would change.
    const { children } = block;
    if (children === null || tokens[i - 1]?.type === "heading_open") return;
    const flat = flatten(children);
    const within = { from: offsetOf(lines[0]), to: offsetOf(lines[1]) };
    breakBefore(children, starts);
    block.children = inProse(children, flat, (prose, start) =>
      split(prose, work, (at, piece) => {
        const place = placeIn(draft.source, children, flat, { at: start + at, length: piece.length }, within);
        draft.problems.push(
          advice(
            place,
            `citation "${piece}" is not in the list of sources`,
            "Add the source to the list, or correct the number",
          ),
        );
      }),
    );
  });
  for (const [number, token] of work.labels) token.meta = { html: sourceLabel(number, work.cited.get(number)) };
  for (const number of sources.keys()) draft.sources.push(number);
  const ids = draft.sources.map(sourceId);
  // Authors may link to them, and sanitize.ts knows both kinds of links as ours.
  for (const id of ids) draft.anchors.push(id);
  for (const id of [...ids, ...work.cited.values()]) draft.ownHrefs.add(`#${id}`);
}

/** Markdown joins consecutive lines into one paragraph; a list of sources is read line by line. */
function breakBefore(children: readonly Token[], starts: ReadonlySet<Token | undefined>): void {
  children.forEach((token, i) => {
    if (token.type === "softbreak" && starts.has(children[i + 1])) {
      Object.assign(token, { type: "hardbreak", tag: "br" });
    }
  });
}

const LINKS: Round = { isLink: () => true, elements: ["a"] };

/** Replaces each text outside links and code. */
function inProse(
  children: readonly Token[],
  { text, starts }: FlatText,
  replaced: (prose: Prose, start: number) => Token[],
): Token[] {
  let depth = 0;
  return children.flatMap((token, i) => {
    depth = Math.max(0, depth + stepInto(token, LINKS));
    const start = starts[i] ?? 0;
    if (token.type !== "text" || depth > 0 || token.content === "" || text.charAt(start) === OTHER) return [token];
    const end = start + token.content.length;
    return replaced({ token, before: text.charAt(start - 1), after: text.charAt(end) }, start);
  });
}

/** [1], [1,2,3], [2-4], [1][2]; not a[1], [1](/x/) */
const CITATION = /(?<![\w\])])(?:\[\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,30}\]){1,10}(?![\w[(])/g;
/** [1] of the label "[1] - Gray, 1985" */
const OWN_LABEL = /^\[(\d{1,3})\]/;

function split({ token, before, after }: Prose, work: Work, lacking: (at: number, piece: string) => void): Token[] {
  const { sources, labels, make } = work;
  const { content } = token;
  const [whole = "", digits] = OWN_LABEL.exec(content) ?? [];
  const number = Number(digits);
  const made: Token[] = [];
  let behind = 0;
  if (sources.get(number)?.token === token) {
    const label = make("citation", "");
    labels.set(number, label);
    made.push(label);
    behind = whole.length;
  }
  for (const { index, 0: piece } of (before + content + after).matchAll(CITATION)) {
    const at = index - before.length;
    if (at < behind || at + piece.length > content.length) continue;
    made.push(make("text", content.slice(behind, at)));
    for (const one of cite(piece, work, (inner, what) => lacking(at + inner, what))) made.push(one);
    behind = at + piece.length;
  }
  return behind === 0 ? [token] : [...made, make("text", content.slice(behind))];
}

/** 2, 2-4 */
const NUMBERS = /(\d+)(?:\s?[–-]\s?(\d+))?/g;

/** One citation: each number in the list of sources becomes a link. */
function cite(piece: string, { sources, cited, missing, make }: Work, lacking: (at: number, what: string) => void) {
  const made: Token[] = [];
  let behind = 0;
  for (const { index, 0: whole, 1: first = "", 2: last } of piece.matchAll(NUMBERS)) {
    const ends = last === undefined ? [first] : [first, last];
    ends.forEach((digits, k) => {
      const at = k === 0 ? index : index + whole.length - digits.length;
      const number = Number(digits);
      if (!sources.has(number)) {
        // [0] is an index rather than a source.
        if (number > 0 && !missing.has(number)) lacking(at, digits);
        missing.add(number);
        return;
      }
      // A range also cites the sources within it.
      const upTo = k === 0 && last !== undefined ? Math.max(number, Number(last) - 1) : number;
      made.push(
        make("text", piece.slice(behind, at)),
        make("citation", citationLink(number, newId(number, upTo, cited))),
      );
      behind = at + digits.length;
    });
  }
  return [...made, make("text", piece.slice(behind))];
}

/** An id for a link that is the first to cite one of the numbers. */
function newId(from: number, to: number, cited: Map<number, string>): string | undefined {
  let id: string | undefined;
  for (let number = from; number <= to; number++) {
    if (cited.has(number)) continue;
    id ??= `Cited-${number}`;
    cited.set(number, id);
  }
  return id;
}

/** Slugs of headings are in small letters, so these ids cannot collide with them. */
export function sourceId(number: number): string {
  return `Source-${number}`;
}

function citationLink(number: number, id: string | undefined): string {
  const own = id === undefined ? "" : ` id="${id}"`;
  return `<a class="citation" href="#${sourceId(number)}"${own}>${number}</a>`;
}

function sourceLabel(number: number, citedAt: string | undefined): string {
  if (citedAt === undefined) return `<span class="source" id="${sourceId(number)}">[${number}]</span>`;
  const title = `[${number}], back to where it is cited`;
  return `<a class="source" id="${sourceId(number)}" href="#${citedAt}" aria-label="${title}">[${number}]</a>`;
}
