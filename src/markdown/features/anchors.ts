// Headings get GitHub's slugs as ids and a link to themselves. The outline of a page is collected on the way.

import GithubSlugger from "github-slugger";
import type { MarkdownIt } from "markdown-it";
import anchor from "markdown-it-anchor";
import { attribute, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";

type State = { env: unknown };

export const anchors: MarkdownFeature = {
  name: "anchors",
  install(md) {
    // One slugger a document: it remembers which slugs are taken.
    const sluggers = new WeakMap<object, GithubSlugger>();
    const slugger = (env: object) => {
      const known = sluggers.get(env) ?? new GithubSlugger();
      sluggers.set(env, known);
      return known;
    };
    (md as MarkdownIt).use(anchor, {
      level: [1, 2, 3, 4],
      tabIndex: false,
      slugifyWithState: (text: string, state: State) => slugger(state.env as object).slug(text),
      permalink: anchor.permalink.headerLink({ safariReaderFix: true, class: "anchor" }),
    });
    md.core.ruler.push("collect_headings", (state) => {
      const draft = draftOf(state.env);
      state.tokens.forEach((token, i) => {
        if (token.type !== "heading_open") return;
        const text = state.tokens[i + 1]?.children?.map(plainText).join("") ?? "";
        draft.headings.push({ level: Number(token.tag.slice(1)), id: attribute(token, "id"), text });
      });
    });
  },
};

function plainText(token: { type: string; content: string }): string {
  return token.type === "text" || token.type === "code_inline" ? token.content : "";
}
