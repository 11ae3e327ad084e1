// Renders one document: parse once, load the grammars that it needs, render, sanitise if it has raw HTML, cut at the
// slots.

import MarkdownIt, { type MarkdownIt as Instance } from "markdown-it";
import type { Source } from "../core/position.ts";
import { cutAtSlots, type Draft, envOf, type Rendered, type Surroundings } from "./document.ts";
import { parseFenceInfo } from "./fence-info.ts";
import { createHighlighter, type Highlighter } from "./highlight.ts";
import { features } from "./index.ts";
import { openingWords } from "./opening-heading.ts";
import { quotedPlaceholders } from "./placeholders.ts";
import { sanitize } from "./sanitize.ts";

export type Renderer = {
  /** Renders the lines of `source` after the first `linesBefore` ones. */
  readonly render: (source: Source, linesBefore: number, surroundings: Surroundings) => Promise<Rendered>;
};

/** Makes a renderer; it may be used for any number of documents. */
export async function createRenderer(): Promise<Renderer> {
  const highlighter = await createHighlighter();
  const md = new MarkdownIt({ html: true, linkify: true, typographer: false });
  // "example.com" without a scheme stays text: a file name such as README.md would become a link otherwise.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  for (const feature of features) feature.install(md, { highlighter });
  return {
    render: (source, linesBefore, surroundings) => render(md, highlighter, newDraft(source, linesBefore, surroundings)),
  };
}

function newDraft(source: Source, linesBefore: number, surroundings: Surroundings): Draft {
  return {
    ...surroundings,
    source,
    linesBefore,
    headings: [],
    links: [],
    untils: [],
    anchors: [],
    sources: [],
    checks: [],
    untested: [],
    placeholders: new Set(),
    namedOwners: new Set(),
    quotedNames: [],
    slots: [],
    tokenStyles: new Map(),
    problems: [],
    ownHrefs: new Set(),
    rawAddresses: new Map(),
    hasRawHtml: false,
  };
}

async function render(md: Instance, highlighter: Highlighter, draft: Draft): Promise<Rendered> {
  const env = envOf(draft);
  const body = draft.source.text.slice(draft.source.offsetOfLine(draft.linesBefore + 1));
  const tokens = md.parse(body, env);
  await highlighter.load(tokens.filter((t) => t.type === "fence").map((t) => parseFenceInfo(t.info).language));
  const html = md.renderer.render(tokens, md.options, env);
  const safe = draft.hasRawHtml ? sanitize(html, draft) : html;
  const { headings, links, untils, anchors, sources, checks, untested, placeholders, tokenStyles, problems } = draft;
  return {
    parts: cutAtSlots(safe, draft.slots),
    headings,
    opening: openingWords(tokens, headings),
    links,
    untils,
    anchors,
    sources,
    checks,
    untested,
    placeholders: [...placeholders],
    namedOwners: [...draft.namedOwners],
    tokenStyles,
    problems: [...problems, ...quotedPlaceholders(draft)],
  };
}
