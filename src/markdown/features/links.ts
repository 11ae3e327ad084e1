// Links: every one is collected with its place; those that lead out get a slot for the state of what they lead to;
// those that begin with a slash get the site's path prefix. Whether they lead anywhere is the corpus' question.

import type { MarkdownIt, Token } from "markdown-it";
import { attribute, type Draft, draftOf, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";

export const links: MarkdownFeature = {
  name: "links",
  install(md) {
    md.core.ruler.push("collect_links", (state) => {
      const draft = draftOf(state.env);
      // Cells of a table and footnotes have no lines of their own: the block round them has.
      let lines: [number, number] | null = null;
      for (const block of state.tokens) {
        lines = block.map ?? lines;
        for (const token of block.children ?? []) {
          if (token.type === "link_open") collect(token, lines, draft);
        }
      }
    });
    md.renderer.rules.link_open = (tokens, i, options, env, self) => {
      const token = tokens[i];
      const href = attribute(token, "href");
      if (href.startsWith("/")) {
        const draft = draftOf(env);
        const finished = withPrefix(href, draft.pathPrefix);
        draft.internalHrefs.add(finished);
        token?.attrSet("href", finished);
      }
      return self.renderToken(tokens, i, options);
    };
    md.renderer.rules.link_close = (tokens, i, options, env, self) => {
      const url = tokens[i]?.meta?.url as string | undefined;
      const mark = url === undefined ? "" : slotMark(draftOf(env), { kind: "state", url });
      return self.renderToken(tokens, i, options) + mark;
    };
    tellClosingTokens(md);
  },
};

/** "/runbooks/x/" in a site that is served from "/kb/" is "/kb/runbooks/x/"; "//host/" leads out and stays. */
export function withPrefix(href: string, pathPrefix: string): string {
  return href.startsWith("//") ? href : pathPrefix + href.slice(1);
}

function collect(token: Token, map: readonly [number, number] | null, draft: Draft): void {
  const url = attribute(token, "href");
  // Permalinks of headings are ours, not the author's.
  if (attribute(token, "class") === "anchor") return;
  const from = (map?.[0] ?? 0) + draft.linesBefore + 1;
  const to = (map?.[1] ?? 0) + draft.linesBefore;
  const decoded = decode(url);
  const asWritten = draft.source.text.includes(url) ? url : decoded;
  draft.links.push({ url: asWritten, place: draft.source.find(asWritten, from, Math.max(from, to)) });
}

/** markdown-it percent-encodes what the author wrote; the place is searched by the author's spelling. */
function decode(url: string): string {
  try {
    return decodeURI(url);
  } catch (error) {
    if (error instanceof URIError) return url;
    throw error;
  }
}

/** A closing token does not say which link it closes; a rule of the core tells it. */
function tellClosingTokens(md: MarkdownIt): void {
  md.core.ruler.push("pair_links", (state) => {
    for (const block of state.tokens) {
      let url: string | null = null;
      for (const token of block.children ?? []) {
        if (token.type === "link_open") url = attribute(token, "href");
        else if (token.type === "link_close" && url !== null && /^https?:\/\//.test(url)) token.meta = { url };
      }
    }
  });
}
