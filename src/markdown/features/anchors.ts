// Headings get GitHub's slugs as ids. The outline of a page is collected on the way.

import GithubSlugger from "github-slugger";
import type { Token } from "markdown-it";
import { checkAnchor } from "../../model/urls.ts";
import { attribute, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { parseFenceInfo } from "../fence-info.ts";
import { isComment } from "../opening-heading.ts";

export const anchors: MarkdownFeature = {
  name: "anchors",
  install(md) {
    // One slugger per document: it remembers which slugs are taken.
    const sluggers = new WeakMap<object, GithubSlugger>();
    const slugger = (env: object) => {
      const known = sluggers.get(env) ?? new GithubSlugger();
      sluggers.set(env, known);
      return known;
    };
    // Before the anchors, which do not change a heading's existing id.
    md.core.ruler.push("heading_ids", ({ tokens, env }) => {
      // Headings must not get the ids of checks' panels.
      const checks = tokens.flatMap(({ type, info }) => (type === "fence" ? (parseFenceInfo(info).check ?? []) : []));
      for (const id of checks) slugger(env).slug(checkAnchor(id));
      statedIds(tokens, slugger(env));
    });
    md.core.ruler.push("heading_slugs", (state) => {
      state.tokens.forEach((token, i) => {
        if (token.type !== "heading_open") return;
        const inline = state.tokens[i + 1];
        const id =
          token.attrGet("id") ?? slugger(state.env).slug(textOf(inline).replace(/^[^\p{L}\p{M}\p{N}_]*$/u, "section"));
        token.attrSet("id", String(id));
      });
    });
    md.core.ruler.push("collect_headings", (state) => {
      const draft = draftOf(state.env);
      state.tokens.forEach((token, i) => {
        if (token.type !== "heading_open") return;
        const text = textOf(state.tokens[i + 1])
          .replace(STATED_ID, "")
          .trimEnd();
        const level = Number(token.tag.slice(1));
        const line = draft.linesBefore + (token.map?.[0] ?? 0) + 1;
        const isEmpty = isEmptyUntil(level, state.tokens, i + HEADING_TOKENS);
        draft.headings.push({ level, id: attribute(token, "id"), text, line, isEmpty });
      });
    });
  },
};

/** "Recovery {#recovery}", "Recovery { #recovery .wide }", "Recovery {: #recovery}" */
const STATED_ID = /\{:? ?#([\w:.-]{1,100})(?: [^{}]{0,100})?\} *$/;

/**
 * Ids that authors state in other generators' form, so that links to them work. The mark stays text, and is
 * reported (dialects.ts).
 */
function statedIds(tokens: readonly Token[], slugger: GithubSlugger): void {
  const taken = new Set<string>();
  tokens.forEach((token, i) => {
    const id = token.type === "heading_open" ? STATED_ID.exec(tokens[i + 1]?.content ?? "")?.[1] : undefined;
    if (id === undefined || taken.has(id)) return;
    taken.add(id);
    // Other headings must not get the same id.
    slugger.slug(id);
    token.attrSet("id", id);
  });
}

/** heading_open, its text, heading_close */
const HEADING_TOKENS = 3;

/** Whether the next heading of that level or a higher one, or the end, follows directly; comments do not count. */
function isEmptyUntil(level: number, tokens: readonly Token[], from: number): boolean {
  let next = tokens[from];
  for (let i = from; next?.type === "html_block" && isComment(next.content); i++) next = tokens[i + 1];
  return next === undefined || (next.type === "heading_open" && Number(next.tag.slice(1)) <= level);
}

function textOf(inline: Token | undefined): string {
  const shown = (inline?.children ?? []).filter(({ type }) => type === "text" || type === "code_inline");
  return shown.map(({ content }) => content).join("");
}
