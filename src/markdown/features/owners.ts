// The names of owners in running text become links to their telephone or pager. The first mention of each writes the
// number out. Code, links, headings, raw HTML, formulas and the marks of templates stay as they are.

import type { Token } from "markdown-it";
import { addressesOf, type Owner, type OwnerFinder, ownerFinder } from "../../model/owner.ts";
import { type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { type Round, stepInto, TAKEN, UNLINKABLE } from "../flat-text.ts";
import { ownerLinkStart, writtenOut } from "../owner-link.ts";
import { endsIn } from "../unclosed-tags.ts";

type NewToken = new (type: string, tag: string, nesting: 0 | 1 | -1) => Token;

export const owners: MarkdownFeature = {
  name: "owners",
  install(md) {
    // Behind text_join: what was escaped is a text by then, so a name lies in one text, or in those of two lines.
    md.core.ruler.after("text_join", "owners", ({ tokens, env, Token: TokenClass }) => {
      const draft = draftOf(env);
      if (draft.owners.length === 0) return;
      const work: Work = { find: ownerFinder(draft.owners), draft, TokenClass };
      const within = enclosed(tokens);
      for (const [i, block] of tokens.entries()) {
        if (within.has(block) || block.children === null || tokens[i - 1]?.type === "heading_open") continue;
        block.children = linkOwners(block.children, work);
      }
    });
    // Tokens of their own, as citations have: these links are ours, not the author's.
    md.renderer.rules.owner_open = finished;
    md.renderer.rules.owner_close = finished;
  },
};

function finished(tokens: readonly Token[], i: number): string {
  return String(tokens[i]?.meta?.html ?? "");
}

/** Elements in which no name becomes a link, beside those in which nothing does. */
const OTHERS = ["button", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "var"];
const CLOSED: Round = { ...UNLINKABLE, elements: [...UNLINKABLE.elements, ...OTHERS] };

/** What holds no tags, or those of a script. */
const NO_TAGS = /<!--.*?(?:-->|$)|<(script|style|textarea)\b.*?(?:<\/\1|$)/gis;
/** The beginning of a tag, and its attributes: </a>, <a href="/x/"> */
const TAGS = /<(\/?)([a-z][a-z\d]*)(?=[\s>])([^<>]*)/gi;

/**
 * The blocks between the tags of such an element: <a href="/x/">, a paragraph, </a>. One that no later block ends does
 * not count, because its author forgot the end. Neither does an <a> without an address, which is no link.
 */
function enclosed(tokens: readonly Token[]): ReadonlySet<Token> {
  const htmlOf = ({ type, content }: Token) => (type === "html_block" ? content.replace(NO_TAGS, "") : "");
  const lastEnds = new Map(tokens.flatMap((block, i) => [...endsIn(htmlOf(block)).keys()].map((name) => [name, i])));
  const open = new Map<string, number>();
  const step = ([, slash, given = "", attributes = ""]: RegExpExecArray) => {
    const name = given.toLowerCase();
    if (!CLOSED.elements.includes(name)) return;
    const count = open.get(name) ?? 0;
    if (slash !== "") open.set(name, Math.max(0, count - 1));
    else if (name !== "a" || /\shref\b/i.test(attributes)) open.set(name, count + 1);
  };
  return new Set(
    tokens.filter((block, i) => {
      for (const tag of htmlOf(block).matchAll(TAGS)) step(tag);
      return [...open].some(([name, count]) => count > 0 && (lastEnds.get(name) ?? -1) > i);
    }),
  );
}

type Work = { readonly find: OwnerFinder; readonly draft: Draft; readonly TokenClass: NewToken };

function linkOwners(children: readonly Token[], work: Work): Token[] {
  const made: Token[] = [];
  let run: Token[] = [];
  let depth = 0;
  const endRun = () => {
    for (const token of linkRun(run, work)) made.push(token);
    run = [];
  };
  for (const token of children) {
    depth = Math.max(0, depth + stepInto(token, CLOSED));
    if (depth === 0 && (token.type === "text" || token.type === "softbreak")) {
      run.push(token);
      continue;
    }
    endRun();
    made.push(token);
  }
  endRun();
  return made;
}

/** Marks that dialects.ts reports: {{< note >}}, {% note %}, [!NOTE], $x$. Amounts and variables are none: $5, ($A). */
const SYNTAX = /\{\{[^{}]{0,300}\}\}|\{%[^{}%]{0,300}%\}|\[![^[\]]{0,100}\]|\$(?!\s)[^$\n]{1,300}(?<!\s)\$(?![\w{])/g;

type Mark = { readonly at: number; readonly token: Token };

/** The same tokens, with a link round each name; a name may go on in the next line. */
function linkRun(run: readonly Token[], { find, draft, TokenClass }: Work): readonly Token[] {
  const mark = (at: number, nesting: 1 | -1, html: string): Mark => {
    const type = nesting === 1 ? "owner_open" : "owner_close";
    return { at, token: Object.assign(new TokenClass(type, "a", nesting), { meta: { html } }) };
  };
  const text = run.map(textOf).join("");
  const marks = find(text.replace(SYNTAX, (piece) => TAKEN.repeat(piece.length))).flatMap(({ from, to, owner }) => [
    mark(from, 1, String(ownerLinkStart(owner))),
    mark(to, -1, `</a>${firstMention(owner, draft)}`),
  ]);
  return marks.length === 0 ? run : withMarks(run, marks, TokenClass);
}

function withMarks(run: readonly Token[], marks: readonly Mark[], TokenClass: NewToken): Token[] {
  const made: Token[] = [];
  let start = 0;
  let next = 0;
  for (const token of run) {
    const text = textOf(token);
    const add = (from: number, to?: number) => {
      const own = text.slice(from, to);
      if (own === text) made.push(token);
      else if (own !== "")
        made.push(Object.assign(new TokenClass("text", "", 0), { content: own, level: token.level }));
    };
    let behind = 0;
    for (let one = marks[next]; one !== undefined && one.at <= start + text.length; one = marks[++next]) {
      add(behind, one.at - start);
      made.push(one.token);
      behind = one.at - start;
    }
    add(behind);
    start += text.length;
  }
  return made;
}

function textOf({ type, content }: Token): string {
  return type === "softbreak" ? "\n" : content;
}

/** The number, where the text does not have it yet. */
function firstMention(owner: Owner, { namedOwners, ownHrefs }: Draft): string {
  for (const { href } of addressesOf(owner)) ownHrefs.add(href);
  if (namedOwners.has(owner)) return "";
  namedOwners.add(owner);
  return String(writtenOut(owner));
}
