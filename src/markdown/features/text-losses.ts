// Losses that no other feature sees: cells of a table that are not shown, malformed tables, and fences, elements and
// comments that swallow what follows them. All are reported, once per kind and file.

import type { Token } from "markdown-it";
import { advice, type Problem } from "../../core/problem.ts";
import { type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { example } from "../tell-once.ts";

export const textLosses: MarkdownFeature = {
  name: "text-losses",
  install(md) {
    // After raw_html, which has turned what only looks like a tag into text.
    md.core.ruler.after("raw_html", "text_losses", ({ tokens, env }) => {
      const draft = draftOf(env);
      for (const one of LOSSES.flatMap((loss) => told(loss, tokens, draft))) draft.problems.push(one);
      // An open one swallows the ends of others: once it is fixed, they may be fine.
      const open = OPEN.map((loss) => told(loss, tokens, draft)).find(({ length }) => length > 0) ?? [];
      for (const one of open) draft.problems.push(one);
    });
  },
};

/** A text on a line of the body, counted from 0. */
type Found = { readonly line: number; readonly text: string };
type LineOf = (line: number) => string;

/** A way in which text is lost or becomes something else. */
type Loss = {
  readonly name: string;
  readonly becomes: string;
  readonly remedy: string;
  readonly find: (tokens: readonly Token[], lineOf: LineOf) => Found[];
};

/** Each kind is reported once per file, at the first place. */
function told({ name, becomes, remedy, find }: Loss, tokens: readonly Token[], draft: Draft): Problem[] {
  const { source, linesBefore } = draft;
  const found = find(tokens, (line) => source.line(linesBefore + line + 1));
  const [first] = found;
  if (first === undefined) return [];
  const line = linesBefore + first.line + 1;
  // The last one on the line: a cell may repeat what comes before it.
  const at = source.line(line).lastIndexOf(first.text);
  const place = source.at(source.offsetOfLine(line) + Math.max(0, at), at === -1 ? 0 : first.text.length);
  return [{ ...advice(place, `${name} ${example(first.text, found.length)} ${becomes}`, remedy), summary: true }];
}

const BAR = /(?<!\\)\|/;

/** Splits rows as Markdown does: a bar within code ends a cell too. */
function surplusCells(tokens: readonly Token[], lineOf: LineOf): Found[] {
  let columns = 0;
  return tokens.flatMap(({ type, map }) => {
    if (type === "thead_open") columns = 0;
    if (type === "th_open") columns++;
    if (type !== "tr_open" || columns === 0 || map === null) return [];
    const cells = lineOf(map[0])
      .replace(/^[\s>]+/, "")
      .trimEnd()
      .split(BAR);
    const rest = cells.slice(columns + (cells[0] === "" ? 1 : 0));
    if (rest.at(-1) === "") rest.pop();
    const text = rest.join("|").trim();
    return /[^\s|]/.test(text) ? [{ line: map[0], text }] : [];
  });
}

/** Two lines that begin with a bar and hold another; or bars and dashes below a line with a bar. */
const ROWS =
  /^[ \t]*\|[^|\n]*\|[^\n]*(?=\n[ \t]*\|[^|\n]*\|)|^[^|\n]*\|[^\n]*(?=\n[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$)/m;
/** | 3 | 4 |, after a blank line that ended the table */
const ROW = /^\|[^\n]*\|$/;

function rawTables(tokens: readonly Token[]): Found[] {
  return tokens.flatMap((block, i) => {
    if (block.type !== "inline" || tokens[i - 1]?.type !== "paragraph_open" || !block.content.includes("|")) return [];
    const found = ROWS.exec(block.content) ?? (tokens[i - 2]?.type === "table_close" ? ROW.exec(block.content) : null);
    return found === null ? [] : [foundIn(block, block.content, found)];
  });
}

/** The content of blocks has the lines of the source, after `before` others. */
function foundIn({ map }: Token, content: string, { index, 0: text }: RegExpExecArray, before = 0): Found {
  return { line: (map?.[0] ?? 0) + before + content.slice(0, index).split("\n").length - 1, text: text.trim() };
}

/** <!-- … -->, <pre> … </pre>: not meant to contain Markdown */
const VERBATIM =
  /<!--[\s\S]*?(?:-->|$)|<(pre|script|style|textarea|code|kbd|samp)(?=[\s>])[\s\S]*?(?:<\/\1|$)|<\/?[A-Za-z](?:[^"'>]+|"[^"]*(?:"|$)|'[^']*(?:'|$))*(?:>|$)/gi;
const RAW_FENCE = /^[ \t]*(?:`{3,}[^`\n]*|~{3,}[^\n]*)$/m;
const RAW_MARKUP =
  /^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+[^\s][^\n]*|\*\*[^\s*][^*\n]{0,200}\*\*|\[[^[\]\n]{1,200}\]\([^()\s]{1,300}\)|`[^`\n]{1,200}`/m;

function inHtml(pattern: RegExp): Loss["find"] {
  return (tokens) =>
    tokens.flatMap((block) => {
      if (block.type !== "html_block") return [];
      const text = block.content.replace(VERBATIM, (piece) => piece.replace(/[^\n]/g, " "));
      const found = pattern.exec(text);
      // A fence is a kind of its own.
      return found === null || (pattern !== RAW_FENCE && RAW_FENCE.test(text)) ? [] : [foundIn(block, text, found)];
    });
}

function fences(find: (fence: Token, lineOf: LineOf) => Found[]): Loss["find"] {
  // What legacy-highlight.ts makes has no marks.
  return (tokens, lineOf) => tokens.flatMap((t) => (t.type === "fence" && t.markup !== "" ? find(t, lineOf) : []));
}

/** ```bash; its marks are the group */
const BEGIN = /^ {0,3}(`{3,}|~{3,})[ \t]*[\w{][^`\n]*$/gm;

/** A fence that names a language inside another one of no more marks: the end of the inner one ends both. */
function innerFence(fence: Token): Found[] {
  const { markup, content } = fence;
  const found = content.matchAll(BEGIN).find(([, marks = ""]) => marks.startsWith(markup));
  return found === undefined ? [] : [foundIn(fence, content, found, 1)];
}

/** Without a closing line of its own, a fence continues to the end of the document, list item or quotation. */
function openFence({ markup, content, map }: Token, lineOf: LineOf): Found[] {
  const lines = content === "" ? 0 : content.replace(/\n$/, "").split("\n").length;
  if (map === null || map[1] - map[0] - 1 > lines) return [];
  const line = lineOf(map[0]);
  return [{ line: map[0], text: line.slice(Math.max(0, line.indexOf(markup))).trim() }];
}

/** A comment, an element in which no tags are read, or a tag. */
const PIECE =
  /<!--(?:>|->|[\s\S]*?(?:-->|$))|<(script|style|textarea|title|xmp|noembed|noframes)(?=[\s>])[\s\S]*?(?:<\/\1|$)|<\/?[A-Za-z](?:[^"'>]+|"[^"]*(?:"|$)|'[^']*(?:'|$))*(?:>|$)/gi;

/** The pieces of raw HTML of a document, each with its first line. */
function piecesOf(tokens: readonly Token[]): Found[] {
  let line = 0;
  return tokens.flatMap((block) => {
    line = block.map?.[0] ?? line;
    if (block.type === "html_block") {
      let at = 0;
      return [...block.content.matchAll(PIECE)].map(({ index, 0: text }) => {
        line += block.content.slice(at, index).split("\n").length - 1;
        at = index;
        return { line, text };
      });
    }
    const inline = (block.children ?? []).filter(({ type }) => type === "html_inline");
    return inline.map(({ content }) => ({ line, text: content }));
  });
}

function openComments(tokens: readonly Token[]): Found[] {
  return piecesOf(tokens)
    .filter(({ text }) => /^<!--(?!-?>)/.test(text) && !text.endsWith("-->"))
    .map(tagOf);
}

/** The tag alone, or the first line of a comment. */
const tagOf = ({ line, text }: Found): Found => ({ line, text: text.split(/(?<=>)|\n/, 1)[0] ?? "" });

/** <details>, </pre>: an open one hides what follows, or makes it other than Markdown */
const TAKING = /^<(\/?)(details|pre)(?=[\s/>])/i;

function openElements(tokens: readonly Token[]): Found[] {
  const open: (Found & { readonly name: string })[] = [];
  for (const piece of piecesOf(tokens)) {
    const [, slash, given] = TAKING.exec(piece.text) ?? [];
    const name = given?.toLowerCase();
    if (name === undefined) continue;
    const last = open.findLastIndex((other) => other.name === name);
    if (slash !== "") open.splice(last === -1 ? open.length : last, 1);
    else if (!piece.text.toLowerCase().endsWith(`</${name}`)) open.push({ ...piece, name });
  }
  return open.map(tagOf);
}

const LOSSES: readonly Loss[] = [
  {
    name: "cell",
    becomes: "beyond the columns of its table is not shown",
    remedy: "Write \\| for a bar within a cell, even in code, or add a column to the header",
    find: surplusCells,
  },
  {
    name: "table",
    becomes: "is shown as text",
    remedy: "Write a line |---|---| with as many columns below the header, and no blank line between rows",
    find: rawTables,
  },
  {
    name: "Markdown within HTML",
    becomes: "is shown as text",
    remedy: "Put a blank line before it, where the HTML ends, or write it in HTML",
    find: inHtml(RAW_MARKUP),
  },
  {
    name: "comment",
    becomes: "is never closed and hides what follows",
    remedy: "Write --> where it ends; inside other HTML it must not contain a blank line",
    find: openComments,
  },
];

const CLOSE = "Close it after its code with a line of the same marks, indented like its first line";

const OPEN: readonly Loss[] = [
  {
    name: "fence within HTML",
    becomes: "is shown as text",
    remedy: "Put a blank line before it, where the HTML ends",
    find: inHtml(RAW_FENCE),
  },
  {
    name: "fence",
    becomes: "within another fence is shown as code",
    remedy: "Close the fence above it, or give the outer one more marks than the inner one",
    find: fences(innerFence),
  },
  { name: "fence", becomes: "is never closed, and what follows is code", remedy: CLOSE, find: fences(openFence) },
  {
    name: "element",
    becomes: "is never closed and swallows what follows",
    remedy: "Write its end tag where it ends, such as </details>",
    find: openElements,
  },
];
