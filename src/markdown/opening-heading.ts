// The first-level heading that opens a text, in Markdown or raw HTML, as in the README of many a project. A page prints
// its title itself: if the heading says no more than that, it is removed from the text.

import type { Token } from "markdown-it";
import { required } from "../core/lazily.ts";
import type { Heading, Rendered } from "./document.ts";

const cheerio = required<typeof import("cheerio/slim")>("cheerio/slim");

/** The words of that heading, as a title; undefined if the text opens with none, or if it is only an image. */
export function openingWords(tokens: readonly Token[], headings: readonly Heading[]): string | undefined {
  const first = tokens.find(({ type, content }) => type !== "html_block" || !isComment(content));
  if (first?.type === "heading_open" && first.tag === "h1") return words(headings[0]?.text ?? "");
  if (first?.type !== "html_block" || !RAW.test(first.content)) return undefined;
  return words(cheerio().load(first.content, null, false)("h1").first().text());
}

const RAW = /^\s*<h1(?=[\s>])/i;

/** Whether a block of HTML is a comment and nothing else. */
export function isComment(html: string): boolean {
  const text = html.trim();
  return text.startsWith("<!--") && text.indexOf("-->") === text.length - "-->".length;
}

function words(text: string): string | undefined {
  return text.replace(/\s+/g, " ").trim() || undefined;
}

/** <h1 id="…"> at the very start of the text, and its end. */
const START = /^\s*<h1(?:\s(?:[^>"]|"[^"]*")*)?>/;
const END = /<\/h1>/;

/** Elements that only change how words look. */
const PLAIN: ReadonlySet<string> = new Set(
  "b big br cite code em i kbd mark samp small span strong tt u var".split(" "),
);

type Parts = Rendered["parts"];

export type OpeningHeading = { readonly text: string; readonly id: string | undefined };

/**
 * The text without the heading that opens it, and that heading. Undefined unless `isTitle` accepts the heading as the
 * title, and it contains only words; images of the site stay in the text.
 */
export function withoutOpening(
  parts: Parts,
  isTitle: (words: string) => boolean,
): { readonly parts: Parts; readonly heading: OpeningHeading } | undefined {
  if (!START.test(String(parts[0]))) return undefined;
  const last = parts.findIndex((part) => typeof part === "string" && END.test(part));
  if (last === -1) return undefined;
  const ending = String(parts[last]);
  const at = ending.search(END);
  const within = [...parts.slice(0, last), ending.slice(0, at)];
  const images = within.filter((part) => typeof part !== "string");
  const heading = cheerio()
    .load(
      within.filter((part) => typeof part === "string").join(""),
      null,
      false,
    )("h1")
    .first();
  const id = heading.attr("id");
  const others = heading
    .find("*")
    .filter((_, { name, attribs }) => !PLAIN.has(name) || Object.keys(attribs).length > 0);
  const isPlain = others.length === 0 && images.every(({ kind }) => kind === "image");
  const text = words(heading.text()) ?? "";
  if (!isPlain || !isTitle(text)) return undefined;
  const kept = images.length === 0 ? [] : ["<p>", ...images, "</p>\n"];
  const after = ending.slice(at).replace(END, "").trimStart();
  return { parts: [...kept, after, ...parts.slice(last + 1)].filter((part) => part !== ""), heading: { text, id } };
}
