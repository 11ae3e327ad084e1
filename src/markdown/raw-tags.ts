// Goes through authors' HTML, in the order of the source: tags that HTML does not have are shown as text, and what the
// sanitiser will remove is reported. Markdown takes the <pool> of zpool destroy <pool> for a tag.

import type { Token } from "markdown-it";
import { advice } from "../core/problem.ts";
import { goesWithText } from "./allowed-html.ts";
import { Cursor } from "./cursor.ts";
import type { Draft } from "./document.ts";
import { isDrawing, isElement, isRawText, isVoid } from "./html-elements.ts";
import { tellLosses } from "./raw-losses.ts";
import { tellOnce } from "./tell-once.ts";
import { endsIn, TAG, unclosedTags } from "./unclosed-tags.ts";

/** <Tabs>, <TabItem>: a component as in MDX and Astro, not a name in capitals. */
const COMPONENT = /^[A-Z][A-Za-z0-9.]*[a-z]/;

/** <TabItem label="npm"> alone on its line; its attributes may contain {…} too */
const COMPONENT_LINE = /^<\/?[A-Z][A-Za-z0-9.]*[a-z][A-Za-z0-9.]*(?:\s[^<>]*|\/)?>$/;

/** <Code lang="js" />: a component in spite of its name. As an element it would swallow the rest of the page. */
const CLOSED_COMPONENT = /^<[A-Z][a-z][^>]*\/>$/;

/** Whether a tag is not HTML's. Slot marks are left alone here: raw-html.ts handles them. */
function isUnknown(name: string, tag: string): boolean {
  if (CLOSED_COMPONENT.test(tag) && !isVoid(name)) return true;
  return !isElement(name) && !/^fb-slot/i.test(name);
}

/** Whether a line begins with what only looks like a tag: the Markdown around it is read as usual. */
export function beginsAsText(line: string): boolean {
  const name = TAG.exec(line)?.[2];
  return name === undefined ? isDeclaration(line) : isUnknown(name, line.trimEnd());
}

/** Whether a line is only a component's tag, between which authors write Markdown. */
export function isComponentLine(line: string): boolean {
  return COMPONENT_LINE.test(line) && beginsAsText(line);
}

/** <?php … ?>, <![CDATA[ … ]]>, <!pool>: they are for no page; only comments are meant to vanish. */
function isDeclaration(html: string): boolean {
  return /^<[?!](?!--|doctype\b[^<>]*>)/i.test(html);
}

/** What the footnote plugin keeps: the tokens of inline notes, ^[as this]. */
export type Notes = readonly { readonly tokens?: readonly Token[] }[];

/**
 * Reads all raw HTML of a document; call it after the inline tokens exist, and before they are joined or moved: inline
 * notes are read in their place.
 */
export function readRawHtml(tokens: readonly Token[], notes: Notes, draft: Draft): void {
  const cursor = new Cursor(draft);
  const unread = new Map(notes.map(({ tokens: own }, id) => [id, own ?? []]));
  const lastEnds = new Map(tokens.flatMap((block, i) => [...endsIn(rawOf(block)).keys()].map((name) => [name, i])));
  tokens.forEach((block, i) => {
    if (block.map) cursor.enter(block.map);
    if (block.type === "html_block") readBlock(block, cursor);
    if (!block.children?.some(({ type }) => HOLDING.test(type))) return;
    const unclosed = unclosedTags(block.children, (name) => (lastEnds.get(name) ?? -1) > i);
    readInline(block.children, unclosed, { unread, cursor });
  });
}

/** The HTML of a block or of a paragraph. */
function rawOf({ type, content, children }: Token): string {
  if (type === "html_block") return content;
  return (children ?? []).map((token) => (token.type === "html_inline" ? token.content : "")).join("");
}

const HOLDING = /^(?:html_inline|footnote_ref)$/;

type Reading = { readonly unread: Map<unknown, readonly Token[]>; readonly cursor: Cursor };

function readInline(children: readonly Token[], unclosed: ReadonlySet<Token>, reading: Reading): void {
  const { cursor } = reading;
  let drawings = 0;
  for (const token of children) {
    if (token.type === "code_inline") cursor.passCode(token);
    if (token.type === "footnote_ref") readNote(token.meta?.id, reading);
    if (token.type !== "html_inline") continue;
    const { content } = token;
    const [, slash, name = ""] = TAG.exec(content) ?? [];
    const offset = cursor.find(content);
    const isText = unclosed.has(token);
    if (isDrawing(name) && !isText && !content.endsWith("/>")) drawings += slash === "" ? 1 : -1;
    if (isText || (name === "" ? isDeclaration(content) : drawings <= 0 && isUnknown(name, content))) {
      // As if every character had a backslash before it: shown as it is, also in headings and their addresses.
      Object.assign(token, { type: "text_special", markup: content, info: "escape" });
      tellText(content, offset, cursor.draft, backticks);
      continue;
    }
    if (slash === "") tellLosses(content, () => offset, cursor.draft);
    // The Markdown in it stays; within its tags, the parser would take that for text.
    if (isRawText(name) && !goesWithText(name)) token.content = "";
  }
}

/** Once: the plugin mistakes a note within a note for the outer one. */
function readNote(id: unknown, reading: Reading): void {
  const tokens = reading.unread.get(id) ?? [];
  reading.unread.delete(id);
  readInline(tokens, unclosedTags(tokens), reading);
}

/** A comment or a tag: <!-- … -->, <p title="a>b">; never half of one. */
const PIECE =
  /<!--.*?(?:-->|$)|<\/?[A-Za-z](?:[^"'>]+|"[^"]*(?:"|$)|'[^']*(?:'|$))*(?:>|$)|<[?!](?!--|doctype\b[^<>]*>)/gis;

type Piece = { readonly piece: string; readonly index: number; readonly isText: boolean };

/** The same in a block; an element in which no tags are read is one piece. */
function* piecesOf(html: string): Generator<Piece> {
  const ends = endsIn(html);
  let drawnTo = 0;
  for (let behind = 0; ; ) {
    PIECE.lastIndex = behind;
    const { index, 0: piece } = PIECE.exec(html) ?? { index: -1, 0: "" };
    if (index === -1) return;
    behind = index + piece.length;
    const [, slash, name = ""] = TAG.exec(piece) ?? [];
    const isHalf = name !== "" && !piece.endsWith(">");
    const isClosed = (ends.get(name.toLowerCase()) ?? -1) >= behind;
    const isRaw = slash === "" && isRawText(name);
    // HTML does not know the parts of a drawing.
    const isForeign = name === "" ? isDeclaration(piece) : index >= drawnTo && isUnknown(name, piece);
    if (isRaw && isClosed) behind = endOf(name, html, behind);
    if (slash === "" && isDrawing(name) && index >= drawnTo && !piece.endsWith("/>"))
      drawnTo = isClosed ? endOf(name, html, behind) : html.length;
    yield { piece: html.slice(index, behind), index, isText: isHalf || isForeign || (isRaw && !isClosed) };
  }
}

/** Where the end tag begins of an element that is closed. */
function endOf(name: string, html: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])[^<>]*>`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function readBlock(block: Token, cursor: Cursor): void {
  const first = block.map?.[0] ?? 0;
  const html = block.content;
  let [line, counted] = [first, 0];
  /** The lines of a block are those of the source, without indentation or quotation marks. */
  const offsetOf = (index: number, text: string) => {
    for (let at = html.indexOf("\n", counted); at !== -1 && at < index; at = html.indexOf("\n", counted)) {
      [line, counted] = [line + 1, at + 1];
    }
    cursor.enter([line, line + 1]);
    return cursor.find(text);
  };
  const offsets = new Map<number, number>();
  const texts: number[] = [];
  for (const { piece, index, isText } of piecesOf(html)) {
    const offset = offsetOf(index, piece);
    offsets.set(index, offset);
    if (!isText) continue;
    // A former attribute would be a tag now; half a tag continues to the end of its block.
    for (const { index: at } of piece.matchAll(/</g)) texts.push(index + at);
    tellText(piece, offset, cursor.draft, entities);
  }
  block.content = replaced(html, texts, "&lt;");
  // The others keep their places.
  tellLosses(replaced(html, texts, " "), (index) => offsets.get(index) ?? cursor.find(""), cursor.draft);
}

/** A text with others in place of the characters at these indices. */
function replaced(text: string, indices: readonly number[], by: string): string {
  return [-1, ...indices].map((index, i) => text.slice(index + 1, indices[i])).join(by);
}

/** How to write a tag that is meant to be shown: in Markdown with backticks; within HTML these are plain characters. */
type Spelling = (tag: string) => string;
const backticks: Spelling = (tag) => `\`${tag}\``;
const entities: Spelling = (tag) => tag.replace("<", "&lt;");

function tellText(tag: string, offset: number, draft: Draft, spelling: Spelling): void {
  const [, slash = "", name = ""] = TAG.exec(tag) ?? [];
  // Part of a template's mark, which is reported as that.
  if (draft.source.text.slice(Math.max(0, offset - 2), offset) === "{{") return;
  const shown = name === "" ? (tag.split(/[\s>]/, 1)[0] ?? tag) : `<${slash}${name}>`;
  const place = draft.source.at(offset, tag.split("\n", 1)[0]?.length ?? 0);
  // The end of an element is reported with its beginning.
  tellOnce(
    draft,
    advice(
      place,
      `tag "${shown.replace("</", "<")}" is shown as text`,
      remedyFor(name, spelling(shown), tag.endsWith(">")),
    ),
  );
}

const NO_COMPONENTS = "Write what it shows as Markdown: components of other generators do nothing here";

function remedyFor(name: string, shown: string, isWhole: boolean): string {
  if (COMPONENT.test(name)) return `${NO_COMPONENTS}. If you mean a word, write ${shown}`;
  if (!isWhole && isElement(name)) return "Write > after it: nothing ends this tag in its block";
  if (isVoid(name)) return `Write ${shown} if you mean a word: without attributes, this element shows nothing`;
  if (isElement(name)) return `Close this element, or write ${shown} if you mean a word`;
  return `Write ${shown} to show it as it is: HTML has no such element`;
}
