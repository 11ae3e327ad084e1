// Images: those of the site are slots and are collected like links. The title of one that is a paragraph by itself is its
// caption. One from another host would be a request that readers did not ask for, and the security policy refuses it: it
// becomes a link.

import { htmlEscape } from "escape-goat";
import type { Token } from "markdown-it";
import type { Place } from "../../core/position.ts";
import { advice, type Problem } from "../../core/problem.ts";
import { isRefusedImage } from "../allowed-html.ts";
import { attribute, type Draft, draftOf, type Slot, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { refusedImage } from "../refused.ts";
import { addressOf, isOfSite } from "./addresses.ts";
import { type Attributes, attributesText } from "./links.ts";

type NewToken = new (type: string, tag: string, nesting: 0) => Token;

export const images: MarkdownFeature = {
  name: "images",
  install(md) {
    const standard = md.renderer.rules.image;
    md.core.ruler.push("collect_images", (state) => {
      collectImages(state.tokens, draftOf(state.env));
      for (const block of state.tokens.keys()) captionPicture(state.tokens, block, state.Token);
    });
    md.renderer.rules.caption = (tokens, i) => `<figcaption>${htmlEscape(tokens[i]?.content ?? "")}</figcaption>`;
    md.renderer.rules.image = (tokens, i, options, env, self) => {
      const token = tokens[i];
      if (token === undefined) return "";
      const src = attribute(token, "src");
      const text = () => self.renderInlineAsText(token.children ?? [], options, env);
      if (isRefusedImage(src)) return imageText(text());
      if (isForeign(src)) {
        const image = { src, alt: text(), title: attribute(token, "title") };
        return linkToImage(image, isInLink(tokens, i), draftOf(env));
      }
      const address = addressOf(token);
      if (address === undefined || isInline(src)) return standard?.(tokens, i, options, env, self) ?? "";
      token.attrSet("alt", text());
      return slotMark(draftOf(env), imageSlot(address.url, token.attrs ?? []));
    };
  },
};

/** An image within the document. */
function isInline(src: string): boolean {
  return /^data:/i.test(src);
}

/** The slot of an image; its other attributes stay. */
export function imageSlot(url: string, attributes: Attributes): Slot {
  const alt = String(attributes.find(([name]) => name === "alt")?.[1] ?? "");
  return { kind: "image", url, alt, attributes: attributesText(attributes.filter(([name]) => name !== "src")) };
}

function isInLink(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(0, at).reduce((depth, { type }) => depth + (LINK_DEPTH[type] ?? 0), 0) > 0;
}

const LINK_DEPTH: Readonly<Record<string, number>> = { link_open: 1, link_close: -1 };

/** Shown instead of an image that no page may contain. */
export function imageText(alt: string): string {
  return htmlEscape(alt === "" ? "Image" : `Image: ${alt}`);
}

type Image = { readonly src: string; readonly alt: string; readonly title?: string | undefined };

/** Shown instead of an image from another host; within a link only its text. */
export function linkToImage({ src, alt, title = "" }: Image, isLinked: boolean, draft: Draft): string {
  const text = imageText(alt);
  if (isLinked) return text;
  draft.ownHrefs.add(src);
  const hint = title === "" ? "" : ` title="${htmlEscape(title)}"`;
  return `<a href="${htmlEscape(src)}"${hint}>${text}</a>`;
}

/** An image that is only on another host. */
export function isForeign(src: string): boolean {
  return /^(https?:)?\/\//i.test(src);
}

export function foreignImage(place: Place, src: string): Problem {
  const remedy = "Put a copy beside the page. It is shown as a link, because pages load nothing from other hosts";
  return advice(place, `image from another host "${src}"`, remedy);
}

/** <p><img title="x"></p> → <figure><img><figcaption>x</figcaption></figure> */
function captionPicture(tokens: readonly Token[], at: number, TokenClass: NewToken): void {
  const [open, close] = [tokens[at - 1], tokens[at + 1]];
  const children = tokens[at]?.children;
  const [image, ...others] = children ?? [];
  if (open?.type !== "paragraph_open" || open.hidden || close?.type !== "paragraph_close" || others.length > 0) return;
  const title = attribute(image, "title");
  if (image?.type !== "image" || title.trim() === "" || !isOfSite(attribute(image, "src"))) return;
  image.attrs = (image.attrs ?? []).filter(([name]) => name !== "title");
  open.tag = close.tag = "figure";
  open.attrJoin("class", "picture");
  children?.push(Object.assign(new TokenClass("caption", "", 0), { content: title }));
}

function collectImages(tokens: readonly Token[], draft: Draft): void {
  for (const { children } of tokens) {
    for (const token of children ?? []) {
      const address = token.type === "image" ? addressOf(token) : undefined;
      if (address === undefined || (isInline(address.href) && !isRefusedImage(address.href))) continue;
      const { href, url, place } = address;
      if (isRefusedImage(href)) draft.problems.push(refusedImage(url, place));
      else if (isForeign(href)) draft.problems.push(foreignImage(place, url));
      else draft.links.push({ url, place });
    }
  }
}
