// Lists of documents, as several pages show them.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { formatDay } from "../../../model/date.ts";
import { tagUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { breakable } from "../breakable.ts";

export type ListLook = {
  /** The description keeps to one line, and stays away on a phone. */
  readonly isCompact?: boolean;
  /** Each row carries the words that the box above finds it by. */
  readonly isFiltered?: boolean;
};

export function documentList(data: PageData, documents: readonly AnyDocument[], look: ListLook = {}): Html {
  const name = look.isCompact ? "documents compact" : "documents";
  return html`<ul class="${name}">${documents.map((document) => item(data, document, look))}</ul>`;
}

function item(data: PageData, document: AnyDocument, { isFiltered }: ListLook): Html {
  const { date, description, severity } = document.data;
  const facts = [unfinished(document), date && formatDay(date), severity?.toUpperCase()].filter(Boolean).join(" · ");
  const words = when(isFiltered, () => html` data-words="${wordsOf(document)}"`);
  return html`<li${words}><a href="${href(data, document.url)}">${breakable(document.title)}</a>${when(facts, () => html` <span class="facts">${facts}</span>`)}${when(description, () => html`<p>${description ?? null}</p>`)}</li>
`;
}

/** Shows an author that no reader sees this yet; undefined for what is published. */
export function unfinished({ data: { draft, status } }: AnyDocument): string | undefined {
  if (draft || status === "draft") return "Draft, not published";
  return status === "review" ? "In review, not published" : undefined;
}

/** Tags, and the path below the folder of the kind. */
function wordsOf({ data: { tags }, file }: AnyDocument): string {
  return [...tags, file.replace(/^content\/\w+\/|\.md$/g, "")].join(" ");
}

export function tagList(data: PageData, tags: readonly string[]): Html | null {
  if (tags.length === 0) return null;
  return html`<ul class="tags" aria-label="Tags">${tags.map((tag) => html`<li><a href="${href(data, tagUrl(tag))}">${tag}</a></li>`)}</ul>`;
}

/** The outline of a document, and what comes last in it; none where it would be shorter than a screen. */
export function tableOfContents(document: AnyDocument, last: Html | null = null): Html | null {
  const headings = document.rendered.headings.filter(({ level }) => level === 2 || level === 3);
  if (headings.length < 3) return null;
  const items = headings.map(
    ({ id, text, level }) => html`<li class="level-${level}"><a href="#${id}">${text}</a></li>`,
  );
  return html`<nav class="toc" aria-label="On this page"><details><summary>On this page</summary><ul>${items}${last}</ul></details></nav>`;
}

/** Every tag of the published documents with the documents that carry it, by name; spellings of one address are one tag. */
export function documentsByTag(
  documents: readonly AnyDocument[],
): readonly { tag: string; documents: AnyDocument[] }[] {
  const byTag = Map.groupBy(
    documents.flatMap((document) => document.data.tags.map((tag) => ({ tag, document }))),
    ({ tag }) => tagUrl(tag),
  );
  return [...byTag.values()]
    .map((found) => ({ tag: found[0]?.tag ?? "", documents: [...new Set(found.map(({ document }) => document))] }))
    .sort((a, b) => a.tag.localeCompare(b.tag, "en"));
}
