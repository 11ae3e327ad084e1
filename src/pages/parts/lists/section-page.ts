// The page of a folder: its own text, and everything in and below it as one list.

import { type Html, html, when } from "../../../core/html.ts";
import { positionsIn } from "../../../core/once-per-list.ts";
import type { Section } from "../../../corpus/sections.ts";
import { pageId } from "../../../model/page-ids.ts";
import type { DocumentKind } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { inProse, prose } from "../document/prose.ts";
import { runValues } from "../document/run-values.ts";
import { titleHeading } from "../document/title-heading.ts";
import { shell } from "../shell.ts";
import { breadcrumb, crumbsAbove, LISTS, listUrl, waysTo } from "./folders.ts";
import { byYear, type Group, groupedList } from "./grouped-list.ts";
import { type ListPages, listPage, listPages, MOST_ROWS } from "./list-pages.ts";

type Words = {
  /** Where no text of its own gives one. */
  readonly title: string;
  readonly description?: string;
  /** What stands in place of an empty list. */
  readonly empty: Html;
};

/** The page at the address `url`, which for pages is not that of their folder: /pages/ lists what lies at the root. */
export function sectionPage(
  data: PageData,
  section: Section,
  { title, description, empty }: Words,
  url = section.url,
  most?: number,
): string {
  const own = url === section.url ? section.page : undefined;
  const groups = groupsOf(data, section);
  const list = pagesOf(section, url, groups, most);
  const isEmpty = groups.every(({ items }) => items.length === 0);
  const text = own === undefined ? null : sectionText(data, section);
  const rows = isEmpty ? empty : list === undefined ? groupedList(data, groups) : listPage(data, { list, number: 1 });
  const isFar = !isEmpty && String(text ?? "").length > LONG_TEXT;
  const body = html`${breadcrumb(data, crumbsAbove(data, section))}${titleHeading(data, own?.title || title, own)}
${when(isFar, () => toList(groups))}${text}${isFar ? html`<div id="${pageId("list")}">${rows}</div>` : rows}`;
  return shell(data, {
    url,
    // A folder of a kind has no name that could be a title.
    title: own?.title || title,
    description: own?.data.description ?? description,
    kind: own === undefined ? undefined : "Folder",
    body,
  });
}

/** The pages of the list of a folder; undefined for a single one. */
function pagesOf({ home }: Section, url: string, groups: readonly Group[], most?: number): ListPages | undefined {
  return listPages(url, groups, { ...(home === "postmortem" && { steps: ["Newer", "Older"] }), ...(most && { most }) });
}

/** The same for a folder or for the kind's own, whose pages have a list at the address of LISTS. */
export function pagesOfSection(data: PageData, section: Section, most?: number): ListPages | undefined {
  const count = data.corpus.sectionTree.below(section).reduce((sum, { documents }) => sum + documents.length, 0);
  if (count <= (most ?? MOST_ROWS)) return undefined;
  return pagesOf(section, section.name === "" ? LISTS[section.home].url : section.url, groupsOf(data, section), most);
}

/** With a longer text before it, the list lies below the screen of a phone. */
const LONG_TEXT = 1000;

/** Somebody who looks for an entry need not scroll through what the folder is about. */
function toList(groups: readonly Group[]): Html {
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return html`<p class="to-list"><a href="#${pageId("list")}">To the list: ${count === 1 ? "1 entry" : `${count} entries`}</a></p>\n`;
}

/** The text of a folder's own page. */
export function sectionText(data: PageData, { page }: Section): Html | null {
  if (page === undefined || page.rendered.parts.length === 0) return null;
  return html`${runValues(data, page)}${inProse(data, page, prose(data, page))}`;
}

/** The folder of a kind itself. */
export function rootOf({ corpus }: PageData, home: DocumentKind): Section {
  const found = corpus.sectionTree.at(home, "");
  if (found === undefined) throw new TypeError(`Cannot list documents of the kind "${home}": it has no folder`);
  return found;
}

/** Post-mortems by year, others by folder: "Storage", "Storage / Disks". */
export function groupsOf(data: PageData, section: Section): readonly Group[] {
  const { corpus } = data;
  const sections = corpus.sectionTree.below(section);
  if (section.home === "postmortem") {
    const positions = positionsIn(corpus.postmortems);
    const below = sections.flatMap(({ documents }) => documents).filter((one) => one.kind === "postmortem");
    return byYear(below.sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0)));
  }
  const others = sections.filter((one) => one !== section && one.documents.length > 0);
  const wayTo = waysTo(others, corpus.sectionTree, section);
  return [
    { title: "", items: section.documents },
    ...others.map((one) => ({ title: one.title, path: wayTo(one), url: listUrl(data, one), items: one.documents })),
  ];
}
