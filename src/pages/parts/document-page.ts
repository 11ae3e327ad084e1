// The page of one document, whatever its kind: title, facts, the kind's own sections round the text.

import { type Html, html, when } from "../../core/html.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import { isScript, isSession } from "../../markdown/find-placeholders.ts";
import { formatDay } from "../../model/date.ts";
import { reviewDue } from "../../model/review.ts";
import type { PageData } from "../page-data.ts";
import { folderLinks } from "./folders.ts";
import { tableOfContents, tagList, unfinished } from "./lists.ts";
import { LOOKED_SCRIPT, looked } from "./looked.ts";
import { prose } from "./prose.ts";
import { referencesTable } from "./references-table.ts";
import { shell } from "./shell.ts";
import { titleHeading } from "./title-heading.ts";

export type Sections = {
  /** Word of the search filter. */
  readonly kind: string;
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
${when(hasBadges, () => looked(data))}${sections.before ?? null}${tableOfContents(document)}
<div class="prose">
${prose(data, document)}</div>
${sections.after ?? []}${referencesTable(data, document)}${tagList(data, document.data.tags)}
</article>`;
  const scripts = documentScripts(data, document);
  return shell(data, { url, title, description: document.data.description, kind: sections.kind, scripts, body });
}

/** The scripts that the text of a document needs. */
export function documentScripts(data: PageData, document: AnyDocument): readonly string[] {
  const hasCheck = document.rendered.checks.length > 0;
  const asksKernel = document.data.fixes.some((fix) => fix.flavour !== undefined);
  const hasAges = data.references.byDocument.has(document.url) || isReviewDue(document);
  return [
    ...(hasCheck ? ["/assets/copy.js"] : []),
    ...(asksKernel ? ["/assets/affected.js"] : []),
    ...(hasAges ? [LOOKED_SCRIPT] : []),
    ...(document.rendered.placeholders.length > 0 ? ["/assets/run-values.js"] : []),
    ...(hasCommands(document) ? ["/assets/fence-copy.js"] : []),
  ];
}

/** Whether the page says on which day its review is due. */
function isReviewDue(document: AnyDocument): boolean {
  return document.kind === "runbook" && reviewDue(document.data) !== undefined;
}

/** Whether there are commands that only read, outside of checks: they can be copied. */
function hasCommands({ rendered }: AnyDocument): boolean {
  return rendered.untested.some(({ language, never }) => !never && (isScript(language) || isSession(language)));
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
