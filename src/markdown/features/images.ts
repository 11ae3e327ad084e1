// Images: those of the site are slots and are collected like links. One from another host would be a request that readers
// did not ask for, and the security policy refuses it: it becomes a link.

import { htmlEscape } from "escape-goat";
import type { Token } from "markdown-it";
import type { Place } from "../../core/position.ts";
import { advice, type Problem } from "../../core/problem.ts";
import { attribute, type Draft, draftOf, type Slot, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { locateUrl, MARKDOWN_LEAD } from "../locate.ts";
import { type Attributes, attributesText } from "./links.ts";

export const images: MarkdownFeature = {
  name: "images",
  install(md) {
    const standard = md.renderer.rules.image;
    md.core.ruler.push("collect_images", (state) => collectImages(state.tokens, draftOf(state.env)));
    md.renderer.rules.image = (tokens, i, options, env, self) => {
      const token = tokens[i];
      const url = token?.meta?.url as string | undefined;
      const src = attribute(token, "src");
      if (token === undefined || (url === undefined && !isForeign(src)))
        return standard?.(tokens, i, options, env, self) ?? "";
      const alt = self.renderInlineAsText(token.children ?? [], options, env);
      if (url === undefined) return linkToImage(src, alt, isInLink(tokens, i), draftOf(env));
      token.attrSet("alt", alt);
      return slotMark(draftOf(env), imageSlot(url, token.attrs ?? []));
    };
  },
};

/** The slot of an image; its other attributes stay. */
export function imageSlot(url: string, attributes: Attributes): Slot {
  const alt = String(attributes.find(([name]) => name === "alt")?.[1] ?? "");
  return { kind: "image", url, alt, attributes: attributesText(attributes.filter(([name]) => name !== "src")) };
}

function isInLink(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(0, at).reduce((depth, { type }) => depth + (LINK_DEPTH[type] ?? 0), 0) > 0;
}

const LINK_DEPTH: Readonly<Record<string, number>> = { link_open: 1, link_close: -1 };

/** What stands in place of an image from another host; within a link its text alone. */
export function linkToImage(src: string, alt: string, isLinked: boolean, draft: Draft): string {
  const text = htmlEscape(alt === "" ? "Image" : `Image: ${alt}`);
  if (isLinked) return text;
  draft.ownHrefs.add(src);
  return `<a href="${htmlEscape(src)}">${text}</a>`;
}

/** An image that only another host has. */
export function isForeign(src: string): boolean {
  return /^(https?:)?\/\//i.test(src);
}

export function foreignImage(place: Place, src: string): Problem {
  const remedy = "It is shown as a link, because pages load nothing from other hosts. Put a copy beside the page";
  return advice(place, `image from another host "${src}"`, remedy);
}

function collectImages(tokens: readonly Token[], draft: Draft): void {
  const { source, linesBefore } = draft;
  let line = 0;
  for (const block of tokens) {
    line = block.map?.[0] ?? line;
    const from = source.offsetOfLine(linesBefore + line + 1);
    for (const token of block.children ?? []) {
      if (token.type === "image") collect(token, from, draft);
    }
  }
}

function collect(token: Token, from: number, draft: Draft): void {
  const { source, linesBefore, problems, links } = draft;
  const src = attribute(token, "src");
  if (src.startsWith("data:")) return;
  const search = { from, to: source.text.length, lead: MARKDOWN_LEAD };
  const { url, place } = locateUrl(source, src, search, source.offsetOfLine(linesBefore + 1));
  if (isForeign(src)) problems.push(foreignImage(place, url));
  else {
    links.push({ url, place });
    token.meta = { url };
  }
}
