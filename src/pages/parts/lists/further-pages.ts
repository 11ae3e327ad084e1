// The second and later pages of lists that are too long for one, each under the title of its list.

import { type Html, html } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { Section } from "../../../corpus/sections.ts";
import { listPageUrl, tagUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { titleText } from "../language.ts";
import { shell } from "../shell.ts";
import { ABOVE, breadcrumb, type Crumb, crumbsAbove, LISTS, shortTitle } from "./folders.ts";
import { listPage, type PageOfList, rangeOf } from "./list-pages.ts";
import { documentsByTag } from "./lists.ts";
import { pagesOfSection } from "./section-page.ts";
import { pagesOfTag } from "./tags.ts";

/** A page of a list, the title of the list, and the pages above that. */
export type FurtherPage = PageOfList & {
  readonly title: string;
  /** A document of the list that gives the title, in its own language. */
  readonly page: AnyDocument | undefined;
  /** The list on the way to its page. */
  readonly crumb: string;
  readonly above: readonly Crumb[];
};

/** All of the site, in order. `most`: rows of a page. */
export function furtherPages(data: PageData, most?: number): readonly FurtherPage[] {
  const { corpus } = data;
  const roots = corpus.sections.filter(({ name }) => name === "");
  return [
    ...[...roots, ...corpus.folders].flatMap((section) => ofSection(data, section, most)),
    ...documentsByTag(corpus.documents).flatMap((entry) => ofTag(data, entry, most)),
  ];
}

function ofSection(data: PageData, section: Section, most?: number): FurtherPage[] {
  const list = pagesOfSection(data, section, most);
  if (list === undefined) return [];
  const { home, name } = section;
  const page = list.url === section.url ? section.page : undefined;
  const named = name === "" ? LISTS[home].title : section.title;
  const crumb = name === "" ? named : shortTitle(section);
  return numbered({ list, page, title: page?.title || named, crumb, above: crumbsAbove(data, section) });
}

function ofTag(data: PageData, { tag, documents }: { tag: string; documents: AnyDocument[] }, most?: number) {
  const list = pagesOfTag(data, documents, tagUrl(tag), most);
  return list === undefined
    ? []
    : numbered({ list, page: undefined, title: `Tag: ${tag}`, crumb: tag, above: ABOVE.tag });
}

function numbered(of: Omit<FurtherPage, "number">): FurtherPage[] {
  return of.list.pages.slice(1).map((_, i) => ({ ...of, number: i + 2 }));
}

/** "Post-mortems, page 2 of 10" */
export function furtherPage(data: PageData, further: FurtherPage): string {
  const { list, number, title, page, crumb, above } = further;
  const place = `, page ${number} of ${list.pages.length}`;
  const name: Html = page === undefined ? html`${title}` : titleText(data, page);
  const body = html`${breadcrumb(data, [...above, { title: crumb, url: list.url }])}<h1>${name}${place}</h1>
${listPage(data, further)}`;
  return shell(data, {
    url: listPageUrl(list.url, number),
    title: `${title}${place}`,
    description: rangeOf(further),
    isFurther: true,
    body,
  });
}
