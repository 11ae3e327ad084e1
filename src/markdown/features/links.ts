// Links: every one is collected with its place; those that lead out get a slot for the state of what they lead to;
// those to pages and files of the site are slots themselves. Whether they lead anywhere is the corpus' question.

import { htmlEscape } from "escape-goat";
import type { Token } from "markdown-it";
import type { Place } from "../../core/position.ts";
import { advice, type Problem } from "../../core/problem.ts";
import { isRefused } from "../allowed-html.ts";
import { attribute, type Draft, draftOf, type Slot, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { BARE_LEAD, locateUrl, locateWritten, MARKDOWN_LEAD, type Written } from "../locate.ts";

export const links: MarkdownFeature = {
  name: "links",
  install(md) {
    md.core.ruler.push("collect_links", (state) => collectLinks(state.tokens, draftOf(state.env)));
    md.renderer.rules.link_open = (tokens, i, options, env, self) => {
      const token = tokens[i];
      const draft = draftOf(env);
      const href = attribute(token, "href");
      const url = token?.meta?.url as string | undefined;
      if (url !== undefined && isOfSite(href)) return slotMark(draft, linkSlot(url, token?.attrs ?? []));
      if (isRefused(href, draft.schemes)) return "";
      if (!leadsOut(href)) draft.ownHrefs.add(href);
      return self.renderToken(tokens, i, options);
    };
    md.renderer.rules.link_close = (tokens, i, options, env, self) => {
      const url = tokens[i]?.meta?.url as string | undefined;
      if (url === undefined) return self.renderToken(tokens, i, options);
      // The address stays to be read where it is no link.
      if (isRefused(url, draftOf(env).schemes)) return ` (${htmlEscape(url)})`;
      if (isOfSite(url)) return slotMark(draftOf(env), { kind: "link-end", url });
      return self.renderToken(tokens, i, options) + slotMark(draftOf(env), { kind: "state", url });
    };
  },
};

/** https://…, mailto:…, //host/…, #heading */
const NOT_OF_SITE = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#|$)/i;

/** Whether an address is that of a page or a file of this site, from its root or beside the document. */
export function isOfSite(href: string): boolean {
  return !NOT_OF_SITE.test(href);
}

export type Attributes = readonly (readonly [name: string, value: unknown])[];

/** The slot of a link's beginning; its other attributes stay. */
export function linkSlot(url: string, attributes: Attributes): Slot {
  return { kind: "link", url, attributes: attributesText(attributes.filter(([name]) => name !== "href")) };
}

/** ` title="x"`: attributes as they stand in a tag. */
export function attributesText(attributes: Attributes): string {
  return attributes.map(([name, value]) => ` ${name}="${htmlEscape(String(value))}"`).join("");
}

/** Whether a link leads to a page elsewhere, of which there may be a state. */
export function leadsOut(href: string): boolean {
  return /^https?:\/\//.test(href);
}

function collectLinks(tokens: readonly Token[], draft: Draft): void {
  // Cells of a table and footnotes have no lines of their own: the block round them has. Links stand in the source in
  // the order of their tokens, so that each is searched behind the one before.
  let lines: readonly [number, number] = [0, 0];
  let behind = 0;
  const offsetOf = (line: number) => draft.source.offsetOfLine(draft.linesBefore + line + 1);
  for (const block of tokens) {
    lines = block.map ?? lines;
    const [start, to] = [offsetOf(lines[0]), offsetOf(lines[1])];
    const open: Token[] = [];
    for (const token of block.children ?? []) {
      const within = { from: behind > start && behind < to ? behind : start, to };
      if (token.type === "link_open") {
        open.push(token);
        behind = collect(token, within, draft);
      } else if (token.type === "link_close") tellClosing(token, open.pop());
      else if (open.length === 0) behind = behindVerbatim(token, within, draft);
    }
  }
}

/** Keeps a link; gives the offset behind it. */
function collect(token: Token, within: { from: number; to: number }, draft: Draft): number {
  // Permalinks of headings are ours, not the author's.
  if (attribute(token, "class") === "anchor") return within.from;
  const { url, place, end } = locate(token, within, draft);
  token.meta = { url, place };
  if (isRefused(url, draft.schemes)) draft.problems.push(refused(url, place));
  else draft.links.push({ url, place });
  return end;
}

const NO_TEMPLATE = "No template language is run: write the address itself";

/** A browser may run what follows some schemes, and knows others on some machines alone. */
function refused(url: string, place: Place): Problem {
  if (!/^[a-z][\w+.-]*:/i.test(url))
    return advice(place, `link "${url}" is shown as text: a template would make its address`, NO_TEMPLATE);
  const scheme = url.slice(0, url.indexOf(":")).toLowerCase();
  const remedy = `To make it one, allow the scheme in content/site.yaml: links: { schemes: [${scheme}] }`;
  return advice(place, `link "${url}" is shown as text: its scheme is not allowed`, remedy);
}

function locate(token: Token, within: { from: number; to: number }, { source, linesBefore }: Draft) {
  const href = attribute(token, "href");
  const body = source.offsetOfLine(linesBefore + 1);
  // The address of a short form stands nowhere in the source.
  const written = token.meta?.written as Written | undefined;
  if (written !== undefined) return { url: href, ...locateWritten(source, written, within, body) };
  const lead = token.markup === "linkify" ? BARE_LEAD : MARKDOWN_LEAD;
  return locateUrl(source, href, { ...within, lead }, body);
}

/** Offset behind code or a tag, in which no link is to be found. */
function behindVerbatim(
  { type, content }: Token,
  { from, to }: { from: number; to: number },
  { source }: Draft,
): number {
  if (type !== "code_inline" && type !== "html_inline") return from;
  const verbatim = type === "code_inline" ? `\`${content}` : content;
  const at = source.text.indexOf(verbatim, from);
  return at === -1 || at >= to ? from : at + verbatim.length;
}

/** A closing token does not say which link it closes. */
function tellClosing(token: Token, opening: Token | undefined): void {
  const url = opening?.meta?.url as string | undefined;
  if (url !== undefined && !/^(?:#|mailto:|tel:|sms:|\/\/)/i.test(url)) token.meta = { url };
}
