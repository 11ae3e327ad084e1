// Links: every one is collected with its place; those that lead out get a slot for the state of what they lead to;
// those that begin with a slash get the site's path prefix. Whether they lead anywhere is the corpus' question.

import type { Token } from "markdown-it";
import { attribute, type Draft, draftOf, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { BARE_LEAD, locateUrl, MARKDOWN_LEAD } from "../locate.ts";

export const links: MarkdownFeature = {
  name: "links",
  install(md) {
    md.core.ruler.push("collect_links", (state) => collectLinks(state.tokens, draftOf(state.env)));
    md.renderer.rules.link_open = (tokens, i, options, env, self) => {
      const token = tokens[i];
      const draft = draftOf(env);
      const href = withPrefix(attribute(token, "href"), draft.pathPrefix);
      token?.attrSet("href", href);
      if (!leadsOut(href)) draft.ownHrefs.add(href);
      return self.renderToken(tokens, i, options);
    };
    md.renderer.rules.link_close = (tokens, i, options, env, self) => {
      const url = tokens[i]?.meta?.url as string | undefined;
      const mark = url === undefined ? "" : slotMark(draftOf(env), { kind: "state", url });
      return self.renderToken(tokens, i, options) + mark;
    };
  },
};

/** "/runbooks/x/" in a site that is served from "/kb/" is "/kb/runbooks/x/"; "//host/" leads out and stays. */
export function withPrefix(href: string, pathPrefix: string): string {
  return href.startsWith("/") && !href.startsWith("//") ? pathPrefix + href.slice(1) : href;
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
      if (token.type === "link_open") {
        open.push(token);
        behind = collect(token, { from: behind > start && behind < to ? behind : start, to }, draft);
      } else if (token.type === "link_close") tellClosing(token, open.pop());
    }
  }
}

/** Keeps a link; gives the offset behind it. */
function collect(token: Token, within: { from: number; to: number }, draft: Draft): number {
  // Permalinks of headings are ours, not the author's.
  if (attribute(token, "class") === "anchor") return within.from;
  const lead = token.markup === "linkify" ? BARE_LEAD : MARKDOWN_LEAD;
  const body = draft.source.offsetOfLine(draft.linesBefore + 1);
  const { url, place, end } = locateUrl(draft.source, attribute(token, "href"), { ...within, lead }, body);
  draft.links.push({ url, place });
  token.meta = { url };
  return end;
}

/** A closing token does not say which link it closes. */
function tellClosing(token: Token, opening: Token | undefined): void {
  const url = opening?.meta?.url as string | undefined;
  if (url !== undefined && leadsOut(url)) token.meta = { url };
}
