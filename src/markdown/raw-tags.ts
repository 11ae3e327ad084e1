// Goes through the HTML that authors wrote, in the order of the source: what HTML does not have is shown as text, and
// what the sanitiser will take out is told. Markdown takes the <pool> of zpool destroy <pool> for a tag.

import type { Token } from "markdown-it";
import { advice } from "../core/problem.ts";
import { Cursor } from "./cursor.ts";
import type { Draft } from "./document.ts";
import { isElement, isWord } from "./html-elements.ts";
import { isDrawing, tellLosses } from "./raw-losses.ts";
import { tellOnce } from "./tell-once.ts";

/** <pool>, </Tabs>, <my-element a="b"> */
const TAG = /^<(\/?)([A-Za-z][^\s/>]*)/;

/** <Tabs>, <TabItem>: a component as MDX and Astro have them, and no name in capitals. */
const COMPONENT = /^[A-Z][A-Za-z0-9.]*[a-z]/;

/** <TabItem label="npm"> alone on its line; its attributes may hold {…}, too */
const COMPONENT_LINE = /^<\/?[A-Z][A-Za-z0-9.]*[a-z][A-Za-z0-9.]*(?:\s[^<>]*|\/)?>$/;

/** <Code lang="js" />: a component in spite of its name. As an element it would never end, and hold the rest of the page. */
const CLOSED_COMPONENT = /^<[A-Z][a-z][^>]*\/>$/;
const VOID = /^<(?:Area|Base|Br|Col|Embed|Hr|Img|Input|Link|Meta|Source|Track|Wbr)\b/;

/** Whether a tag is none of HTML. Slot marks are: raw-html.ts sees to them. */
function isUnknown(name: string, tag: string): boolean {
  if (CLOSED_COMPONENT.test(tag) && !VOID.test(tag)) return true;
  return !isElement(name) && !/^fb-slot/i.test(name);
}

/** Whether a line begins with what looks like a tag and is none: the Markdown round it is read as usual. */
export function beginsAsText(line: string): boolean {
  const name = TAG.exec(line)?.[2];
  return name === undefined ? isDeclaration(line) : isUnknown(name, line.trimEnd());
}

/** Whether a line is nothing but a component's tag, between which authors write Markdown. */
export function isComponentLine(line: string): boolean {
  return COMPONENT_LINE.test(line) && beginsAsText(line);
}

/** <?php … ?>, <![CDATA[ … ]]>, <!pool>: no page has any; only comments are meant to vanish. */
function isDeclaration(html: string): boolean {
  return /^<[?!](?!--|doctype\b)/i.test(html);
}

/** Reads all raw HTML of a document; call it once the inline tokens are there, and before they are joined. */
export function readRawHtml(tokens: readonly Token[], draft: Draft): void {
  const cursor = new Cursor(draft);
  for (const block of tokens) {
    if (block.map) cursor.enter(block.map);
    if (block.type === "html_block") readBlock(block, cursor);
    else if (block.children?.some(({ type }) => type === "html_inline")) readInline(block.children, cursor);
  }
}

function readInline(children: readonly Token[], cursor: Cursor): void {
  const closed = new Set(children.map(({ content }) => /^<\/([A-Za-z]+)/.exec(content)?.[1]?.toLowerCase()));
  let drawings = 0;
  for (const token of children) {
    if (token.type === "code_inline") cursor.passCode(token);
    if (token.type !== "html_inline") continue;
    const { content } = token;
    const [, slash, name = ""] = TAG.exec(content) ?? [];
    const offset = cursor.find(content);
    if (isDrawing(name) && !content.endsWith("/>")) drawings += slash === "" ? 1 : -1;
    const isLone = slash === "" && isWord(name) && content === `<${name}>` && !closed.has(name.toLowerCase());
    if ((name === "" ? isDeclaration(content) : drawings <= 0 && isUnknown(name, content)) || isLone) {
      // As if every character had a backslash before it: shown as it is, also in headings and their addresses.
      Object.assign(token, { type: "text_special", markup: content, info: "escape" });
      tellText(content, offset, cursor.draft);
    } else if (slash === "") tellLosses(content, () => offset, cursor.draft);
  }
}

/** A comment, what no tag is read in, or a tag: <!-- … -->, <script> … </script>, <p title="a>b">; never half of one. */
const PIECE =
  /<!--.*?(?:-->|$)|<(script|style|svg|math)(?=[\s/>]).*?(?:<\/\1|$)|<\/?[A-Za-z](?:[^"'>]+|"[^"]*(?:"|$)|'[^']*(?:'|$))*(?:>|$)|<[?!](?!--|doctype\b)/gis;

function readBlock(block: Token, cursor: Cursor): void {
  const first = block.map?.[0] ?? 0;
  const html = block.content;
  let [line, counted] = [first, 0];
  /** The lines of a block are those of the source, less what they are indented or quoted by. */
  const offsetOf = (index: number, text: string) => {
    for (let at = html.indexOf("\n", counted); at !== -1 && at < index; at = html.indexOf("\n", counted)) {
      [line, counted] = [line + 1, at + 1];
    }
    cursor.enter([line, line + 1]);
    return cursor.find(text);
  };
  const offsets = new Map<number, number>();
  block.content = html.replace(PIECE, (piece: string, _raw, index: number) => {
    offsets.set(index, offsetOf(index, piece));
    const name = TAG.exec(piece)?.[2];
    if (name === undefined ? !isDeclaration(piece) : !isUnknown(name, piece)) return piece;
    tellText(piece, offsets.get(index) ?? 0, cursor.draft);
    return `&lt;${piece.slice(1)}`;
  });
  tellLosses(html, (index) => offsets.get(index) ?? cursor.find(""), cursor.draft);
}

function tellText(tag: string, offset: number, draft: Draft): void {
  const [, slash = "", name = ""] = TAG.exec(tag) ?? [];
  // Part of a template's mark, which is told as that.
  if (draft.source.text.slice(Math.max(0, offset - 2), offset) === "{{") return;
  const shown = name === "" ? (tag.split(/[\s>]/, 1)[0] ?? tag) : `<${slash}${name}>`;
  const place = draft.source.at(offset, tag.split("\n", 1)[0]?.length ?? 0);
  // The end of an element is told with its beginning.
  tellOnce(draft, advice(place, `tag "${shown.replace("</", "<")}" is shown as text`, remedyFor(name, shown)));
}

function remedyFor(name: string, shown: string): string {
  if (COMPONENT.test(name)) return "Components of other generators do nothing here: write what it shows as Markdown";
  if (isElement(name)) return `The element of this name is never closed. If you mean a word, write \`${shown}\``;
  return `HTML has no such element. Put it in backticks: \`${shown}\``;
}
