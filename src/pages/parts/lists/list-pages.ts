// A list of more rows than a phone should load at once, cut into pages. Groups stay whole where they fit.

import { type Html, html, when } from "../../../core/html.ts";
import { listPageUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { type Group, groupedList, inOrder, linksToGroups, withIds } from "./grouped-list.ts";

/** With titles and descriptions of 100 characters, so many rows are 40 to 70 kB, compressed. */
export const MOST_ROWS = 1000;

/** The links to more groups than that would be longer than the page: each page then has one link. */
const MOST_GROUPS = 100;

/** What leads to the page before, and to the one after. */
type Steps = readonly [before: string, after: string];

export type ListPages = {
  /** The address of the first page. */
  readonly url: string;
  /** How many rows all pages have. */
  readonly count: number;
  readonly steps: Steps;
  /** Every group whole, in order, with its id and the number of the page on which it begins. */
  readonly groups: readonly { readonly id: string; readonly group: Group<unknown>; readonly page: number }[];
  readonly pages: readonly Page[];
};

/** What a page has. Its rows are numbered through all pages, from 1. */
type Page = {
  readonly groups: readonly Group[];
  /** Its groups under one name: "Disks – Team 4". */
  readonly title: string;
  readonly first: number;
  readonly rows: number;
};

/** One page of such a list; pages are numbered from 1. */
export type PageOfList = { readonly list: ListPages; readonly number: number };

/** The rows of one page, with the ways to the others. */
export function listPage(data: PageData, page: PageOfList): Html {
  const { list, number } = page;
  const { groups, rows: count } = pageAt(list, number);
  const rows = groupedList(data, groups, {
    groups: groupsOfPages(data, list, number),
    steps: stepsOfPages(data, page),
    filterLabel: `Filter this page of ${formatCount(count)}`,
    searchAll: html` <span class="facts"><a href="${href(data, "/search/")}">Search</a> finds all ${formatCount(list.count)}</span>`,
  });
  return html`<p class="facts">${rangeOf(page)}</p>\n${rows}`;
}

function rowsOf(groups: readonly Group<unknown>[]): number {
  return groups.reduce((sum, { items }) => sum + items.length, 0);
}

/** The pages of a list; undefined for one that is a single page. `most`: rows of a page. */
export function listPages(
  url: string,
  groups: readonly Group[],
  { steps = ["Previous", "Next"], most = MOST_ROWS }: { readonly steps?: Steps; readonly most?: number } = {},
): ListPages | undefined {
  const count = rowsOf(groups);
  if (count <= most) return undefined;
  const all = withIds(inOrder(groups));
  const pages = asPages(
    cut(
      all.map(({ id, group }) => ({ ...group, id })),
      most,
    ),
  );
  const first = new Map<string | undefined, number>();
  for (const [i, page] of pages.entries()) for (const { id } of page.groups) if (!first.has(id)) first.set(id, i + 1);
  return { url, count, steps, pages, groups: all.map((one) => ({ ...one, page: first.get(one.id) ?? 1 })) };
}

function asPages(all: readonly (readonly Group[])[]): Page[] {
  let first = 1;
  return all.map((groups, i) => {
    const rows = rowsOf(groups);
    first += rows;
    return { groups, title: nameOf(groups) || `Page ${i + 1}`, first: first - rows, rows };
  });
}

function nameOf(groups: readonly Group[]): string {
  const names = groups.map(({ path = "", title }) => `${path}${title}`).filter((name) => name !== "");
  return [...new Set([names[0] ?? "", names.at(-1) ?? ""])].join(" – ");
}

/** A group that is larger than a page begins where there is room. */
function cut(groups: readonly Group[], most: number): Group[][] {
  const pages: Group[][] = [];
  let page: Group[] = [];
  let room = most;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    room = most;
  };
  for (const group of groups) {
    const { length } = group.items;
    if (length > room && length <= most) turn();
    for (let from = 0; from < length; from += page.at(-1)?.items.length ?? 1) {
      if (room === 0) turn();
      page.push({ ...group, items: group.items.slice(from, from + room), isContinued: from > 0 });
      room -= page.at(-1)?.items.length ?? 0;
    }
  }
  turn();
  return pages;
}

/**
 * Links to the groups of all pages, or to the pages by their groups where these are very many. On the first page, the link
 * to a group of another page has the id of that group. So an address from the time of a single page leads to the link.
 */
export function groupsOfPages(data: PageData, list: ListPages, number?: number): Html | null {
  const addressOf = (page: number) => href(data, listPageUrl(list.url, page));
  if (list.groups.length > MOST_GROUPS)
    return linksToGroups(list.pages.map(({ title, rows }, i) => ({ title, count: rows, address: addressOf(i + 1) })));
  const links = list.groups.map(({ id, group, page }) => ({
    ...{ title: group.title, path: group.path, count: group.items.length },
    address: `${page === number ? "" : addressOf(page)}#${id}`,
    id: number === 1 && page > 1 ? id : undefined,
  }));
  return list.groups.length > 1 ? linksToGroups(links) : null;
}

/** "Newer: page 1 of 10", "Older: page 3 of 10" */
function stepsOfPages(data: PageData, { list, number }: PageOfList): Html {
  const step = (to: number, rel: "prev" | "next", word: string) =>
    when(
      to >= 1 && to <= list.pages.length,
      () =>
        html`<a rel="${rel}" href="${href(data, listPageUrl(list.url, to))}"><span class="facts">${word}</span> <span>Page ${to} of ${list.pages.length}</span></a>`,
    );
  const [before, after] = list.steps;
  return html`<nav class="sequence pages" aria-label="Pages of this list">${step(number - 1, "prev", before)}${step(number + 1, "next", after)}</nav>
`;
}

/** "Entries 1,001 to 2,000 of 10,000" */
export function rangeOf({ list, number }: PageOfList): string {
  const { first, rows } = pageAt(list, number);
  const [from, to, all] = [first, first + rows - 1, list.count].map(formatCount);
  return `Entries ${from} to ${to} of ${all}`;
}

function pageAt({ url, pages }: ListPages, number: number): Page {
  const page = pages[number - 1];
  if (page === undefined) throw new TypeError(`Cannot write page ${number} of ${url}: it has ${pages.length}`);
  return page;
}

/** 10,000 */
function formatCount(count: number): string {
  return count.toLocaleString("en");
}
