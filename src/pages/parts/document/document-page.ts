// The page of one document, whatever its kind: title, facts, the kind's own sections round the text.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { Heading } from "../../../markdown/document.ts";
import { formatDay } from "../../../model/date.ts";
import type { PageData } from "../../page-data.ts";
import { breadcrumb, crumbsOf } from "../lists/folders.ts";
import { tagList, unfinished } from "../lists/lists.ts";
import { nearbyNav, previousNext } from "../lists/neighbours.ts";
import { referencesTable } from "../references/references-table.ts";
import { shell } from "../shell.ts";
import { changeLine } from "./change-line.ts";
import { inProse, prose, proseBefore } from "./prose.ts";
import { logLink, runLog } from "./run-log.ts";
import { sectionBar } from "./section-bar.ts";
import { titleHeading } from "./title-heading.ts";

export type Sections = {
  /** Word of the search filter. */
  readonly kind: string;
  /** Names that lead a search here. */
  readonly names?: readonly string[];
  /** Whether its text is worked through, step by step: readers can tick the steps, and keep a log. */
  readonly hasSteps?: true;
  /** Directly under the title. */
  readonly opening?: Html;
  readonly facts: readonly (string | Html | null | undefined)[];
  /** Before the text. */
  readonly before?: Html | null;
  /** In the text, before one of these headings of it; before the text where there is none. */
  readonly within?: { readonly headings: readonly Heading[]; readonly html: Html };
  readonly after?: readonly (Html | null)[];
  /** The last lines: what few readers ask for. */
  readonly foot?: readonly (string | Html | null | undefined)[];
};

export function documentPage(data: PageData, document: AnyDocument, sections: Sections): string {
  const { title, url } = document;
  const after = html`${sections.after ?? []}${referencesTable(data, document)}`;
  const body = html`<article class="${sections.hasSteps ? "document steps" : "document"}">
<header class="title">${breadcrumb(data, crumbsOf(data, document))}${titleHeading(data, title, document)}
${sections.opening ?? null}${factsLine([unfinished(document), ...sections.facts])}</header>
${sectionBar(data, document, { before: sections.before ?? null, after, log: sections.hasSteps ? logLink : undefined })}<div class="text">
${sections.before ?? null}${text(data, document, sections.within)}${when(sections.hasSteps, () => runLog(data))}${after}${tagList(data, document.data.tags)}${factsLine(sections.foot ?? [])}${changeLine(data, document)}${previousNext(data, document)}
</div>
</article>`;
  const { description, severity } = document.data;
  const keywords = [
    ...document.data.keywords,
    ...(sections.names ?? []),
    ...(severity ? [severity.toUpperCase()] : []),
  ];
  const nearby = nearbyNav(data, document);
  return shell(data, { url, title, description, kind: sections.kind, keywords, body, nearby });
}

/** What the page adds to the text, in the interface's language, stands between its parts and not in them. */
function text(data: PageData, document: AnyDocument, within: Sections["within"]): Html {
  const split = within && proseBefore(data, document, within.headings);
  if (split === undefined) return html`${within?.html ?? null}${inProse(data, document, prose(data, document))}`;
  const [first, rest] = split;
  return html`${inProse(data, document, first)}${within?.html ?? null}${inProse(data, document, rest)}`;
}

/** At the end of a line rather than at the start of one. */
const SEPARATOR = "\u00a0· ";

/** "SEV2 · platform on-call · reviewed 6 May 2024", without what is not known. */
function factsLine(facts: Sections["facts"]): Html | null {
  const known = facts.filter((fact) => fact !== null && fact !== undefined && fact !== "");
  return when(
    known.length > 0,
    () => html`<p class="facts">${known.map((fact, i) => html`${i > 0 ? SEPARATOR : ""}${fact ?? null}`)}</p>\n`,
  );
}

export function systemsText({ data: { systems } }: AnyDocument): string | undefined {
  return systems.length > 0 ? `Systems: ${systems.join(", ")}` : undefined;
}

/** "6 May 2024", "updated 7 June 2025"; the latter not where it is the day of the document itself. */
export function dateFacts({ data: { date, updated } }: AnyDocument): (Html | undefined)[] {
  const isNews = updated !== undefined && (date === undefined || formatDay(date) !== formatDay(updated));
  return [
    date === undefined ? undefined : html`<time datetime="${date}">${formatDay(date)}</time>`,
    isNews ? html`updated <time datetime="${updated}">${formatDay(updated)}</time>` : undefined,
  ];
}
