// Images: those of the site get its path prefix and are collected like links; one from another host would be a
// request that readers did not ask for, and the security policy refuses it.

import type { Token } from "markdown-it";
import type { Place } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { attribute, type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { locateUrl, MARKDOWN_LEAD } from "../locate.ts";
import { withPrefix } from "./links.ts";

export const images: MarkdownFeature = {
  name: "images",
  install(md) {
    const standard = md.renderer.rules.image;
    md.core.ruler.push("collect_images", (state) => collectImages(state.tokens, draftOf(state.env)));
    md.renderer.rules.image = (tokens, i, options, env, self) => {
      const token = tokens[i];
      const draft = draftOf(env);
      const src = withPrefix(attribute(token, "src"), draft.pathPrefix);
      draft.ownHrefs.add(src);
      token?.attrSet("src", src);
      token?.attrSet("loading", "lazy");
      return standard?.(tokens, i, options, env, self) ?? "";
    };
  },
};

/** An image that only another host has. */
export function isForeign(src: string): boolean {
  return /^(https?:)?\/\//i.test(src);
}

export function foreignImage(place: Place, src: string): Problem {
  const remedy = "Put a copy into content/media/ and write /media/<file>: pages load nothing from other hosts";
  return problem(place, `image from another host "${src}"`, remedy);
}

function collectImages(tokens: readonly Token[], draft: Draft): void {
  const { source, linesBefore } = draft;
  let line = 0;
  for (const block of tokens) {
    line = block.map?.[0] ?? line;
    const from = source.offsetOfLine(linesBefore + line + 1);
    for (const token of block.children ?? []) {
      if (token.type === "image") collect(attribute(token, "src"), from, draft);
    }
  }
}

function collect(src: string, from: number, draft: Draft): void {
  const { source, linesBefore, problems, links } = draft;
  if (src.startsWith("data:")) return;
  const search = { from, to: source.text.length, lead: MARKDOWN_LEAD };
  const { url, place } = locateUrl(source, src, search, source.offsetOfLine(linesBefore + 1));
  if (isForeign(src)) problems.push(foreignImage(place, url));
  else links.push({ url, place });
}
