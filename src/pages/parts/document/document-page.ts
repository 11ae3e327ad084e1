// The page of one document, whatever its kind: title, facts, the kind's own sections round the text.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { formatDay } from "../../../model/date.ts";
import type { PageData } from "../../page-data.ts";
import { folderLinks } from "../lists/folders.ts";
import { tableOfContents, tagList, unfinished } from "../lists/lists.ts";
import { looked } from "../references/looked.ts";
import { referencesTable } from "../references/references-table.ts";
import { shell } from "../shell.ts";
import { prose } from "./prose.ts";
import { logLink } from "./run-log.ts";
import { titleHeading } from "./title-heading.ts";

export type Sections = {
  /** Word of the search filter. */
  readonly kind: string;
  /** Whether its text is worked through, step by step: readers can tick the steps. */
  readonly hasSteps?: true;
  /** Directly under the title. */
  readonly opening?: Html;
  readonly facts: readonly (string | Html | null | undefined)[];
  readonly before?: Html | null;
  readonly after?: readonly (Html | null)[];
};

export function documentPage(data: PageData, document: AnyDocument, sections: Sections): string {
  const { title, url } = document;
  const facts = [unfinished(document), ...sections.facts].filter(
    (fact) => fact !== null && fact !== undefined && fact !== "",
  );
  const hasBadges = data.references.byDocument.has(url);
  const body = html`<article>
${folderLinks(data, document)}${titleHeading(title, document)}
${sections.opening ?? null}${when(facts.length > 0, () => html`<p class="facts">${facts.map((fact, i) => html`${i > 0 ? " · " : ""}${fact ?? null}`)}</p>`)}
${when(hasBadges, () => looked(data))}${sections.before ?? null}${tableOfContents(
  document,
  when(sections.hasSteps, () => html`<li class="level-2">${logLink}</li>`),
)}
<div class="${sections.hasSteps ? "prose steps" : "prose"}">
${prose(data, document)}</div>
${sections.after ?? []}${referencesTable(data, document)}${tagList(data, document.data.tags)}
</article>`;
  return shell(data, { url, title, description: document.data.description, kind: sections.kind, body });
}

/** Facts that every document may state. */
export function commonFacts(document: AnyDocument): (Html | string | undefined)[] {
  const { severity, systems } = document.data;
  return [
    ...dateFacts(document),
    severity?.toUpperCase(),
    systems.length > 0 ? `Systems: ${systems.join(", ")}` : undefined,
  ];
}

/** "6 May 2024", "updated 7 June 2025"; the latter not where it is the day of the document itself. */
export function dateFacts({ data: { date, updated } }: AnyDocument): (Html | undefined)[] {
  const isNews = updated !== undefined && (date === undefined || formatDay(date) !== formatDay(updated));
  return [
    date === undefined ? undefined : html`<time datetime="${date}">${formatDay(date)}</time>`,
    isNews ? html`updated <time datetime="${updated}">${formatDay(updated)}</time>` : undefined,
  ];
}
