// Lists of documents, as several pages show them.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { formatDay } from "../../../model/date.ts";
import { tagUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { breakable } from "../breakable.ts";
import { documentText, titleText } from "../language.ts";
import { severityBadge } from "../severity.ts";

export type ListLook = {
  /** Each row takes a line or two. */
  readonly isCompact?: boolean;
  /** Each row carries the words that the box above finds it by. */
  readonly isFiltered?: boolean;
};

/** One row of a list, whatever it is about. */
export type Row = {
  readonly title: string | Html;
  /** Where the title leads; without it, the title is text. */
  readonly url?: string | undefined;
  /** Addresses lead to the row. */
  readonly id?: string | undefined;
  /** What tells rows apart at a glance, such as a date. */
  readonly facts?: Html | string | null;
  /** A sentence; a compact row has none on a phone. */
  readonly text?: Html | string | null | undefined;
  /** What the box finds it by, beside its title and facts. */
  readonly words?: string;
  /** What of the box's lists it is found by: see grouped-list.ts. */
  readonly choices?: string;
};

/**
 * How rows use their width: the facts of `wide` rows take a line, and the title of a compact one then keeps to one line
 * on a phone; `dense` rows stand in columns.
 */
export type RowShape = "wide" | "dense";

export function rowList(data: PageData, rows: readonly Row[], look: ListLook = {}, shape?: RowShape): Html {
  const name = ["documents", look.isCompact && "compact", shape].filter(Boolean).join(" ");
  return html`<ul class="${name}">${rows.map((one) => row(data, one, look))}</ul>`;
}

function row(data: PageData, one: Row, { isFiltered }: ListLook): Html {
  const { facts, text } = one;
  const id = when(one.id, () => html` id="${one.id ?? ""}"`);
  return html`<li${id}${isFiltered ? foundBy(one) : null}>${rowTitle(data, one)}${when(facts, () => html` <span class="facts">${facts ?? null}</span>`)}${when(text, () => html`<p>${text ?? null}</p>`)}</li>
`;
}

/** Attributes for the box above the list. */
function foundBy({ words, choices }: Pick<Row, "words" | "choices">): Html {
  return html`${when(words, () => html` data-words="${words ?? ""}"`)}${when(choices, () => html` data-choices="${choices ?? ""}"`)}`;
}

/** A title may have hundreds of characters: the span within is what is cut. */
function rowTitle(data: PageData, { title, url }: Row): Html {
  const name = html`<span>${typeof title === "string" ? breakable(title) : title}</span>`;
  return url === undefined ? name : html`<a href="${href(data, url)}">${name}</a>`;
}

/** A row that opens. Its id is that of what it hides: browsers open what an address leads into (see theme/reveal.js). */
export type OpeningRow = {
  readonly line: Html;
  readonly id: string;
  readonly body: Html;
  readonly isOpen?: boolean;
} & Pick<Row, "words" | "choices">;

export function openingList(rows: readonly OpeningRow[], name = ""): Html {
  const items = rows.map(
    ({ line, id, body, isOpen, ...found }) =>
      html`<li${foundBy(found)}><details${when(isOpen, () => html` open`)}><summary>${line}</summary>
<div id="${id}">${body}</div></details></li>
`,
  );
  return html`<ul class="entries${name && ` ${name}`}">${items}</ul>`;
}

export function documentList(data: PageData, documents: readonly AnyDocument[], look: ListLook = {}): Html {
  return rowList(
    data,
    documents.map((document) => documentRow(data, document)),
    look,
  );
}

function documentRow(data: PageData, document: AnyDocument): Row {
  const { url } = document;
  const { date, description, severity } = document.data;
  // A date is not parted at the end of a line.
  const day = date && formatDay(date).replaceAll(" ", "\u00a0");
  const words = [unfinished(document), day].filter(Boolean).join(" · ");
  const badge = severityBadge(data, severity);
  const facts = when(words !== "" || badge, () => html`${words}${words !== "" && badge ? " " : ""}${badge}`);
  const text = description === undefined ? undefined : documentText(data, document, description);
  return { title: titleText(data, document), url, facts, text, words: wordsOf(document) };
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
    .sort((a, b) => a.tag.localeCompare(b.tag, "en", { numeric: true }));
}
