// A list that may be long, read on a phone: groups with counts, links to them at the top, rows of one or two lines. All of
// it is there without a script; with one, a box filters the rows.

import GithubSlugger, { slug } from "github-slugger";
import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument, PostmortemDocument } from "../../../corpus/documents.ts";
import { GROUP_PREFIX, pageId } from "../../../model/page-ids.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { documentList, type ListLook } from "./lists.ts";

export type Group<Item = AnyDocument> = {
  /** "" for what is in no group: it stands first and has no heading. */
  readonly title: string;
  /** What stands before it, as the folders above: "Storage / ". */
  readonly path?: string;
  /** What its heading begins with. */
  readonly icon?: Html;
  /** The group's own page, where there is one. */
  readonly url?: string | undefined;
  readonly items: readonly Item[];
  /** Of a part of a list: its id in the whole, and whether it began on an earlier page. */
  readonly id?: string;
  readonly isContinued?: boolean;
};

/** How a list of anything but documents is made. */
export type ListParts<Item> = {
  /**
   * The list of a group's items. Its script knows rows by the class of the list: see theme/filter.js. `choicesOf` gives
   * what a row says of the lists below.
   */
  readonly list: (items: readonly Item[], look: ListLook, choicesOf: (item: Item) => string) => Html;
  /** Lists to choose from in the box, beside its words. One is shown if it tells rows apart. */
  readonly choices?: readonly Choice<Item>[];
  /** What stands before the groups and goes while the list is filtered. */
  readonly before?: Html | null;
  /** Given where the groups are one page of a longer list. */
  readonly paging?: Paging | undefined;
};

/** What a page of a longer list has round its rows. */
export type Paging = {
  /** Links to the groups of all pages. */
  readonly groups: Html | null;
  /** Links to the pages before and after it. */
  readonly steps: Html;
  /** Who filters a page must not take what it lacks for missing. */
  readonly filterLabel: string;
  readonly searchAll: Html;
};

export type Choice<Item> = {
  readonly label: string;
  /** The values of an item. */
  readonly of: (item: Item) => readonly string[];
};

/** From more entries on than fit on a screen, they can be filtered, and years part post-mortems. */
export const SHORT = 12;
/** From more entries on, each takes one or two lines, and the groups are linked at the top. */
export const LONG = 30;

export function groupedList(data: PageData, groups: readonly Group[], paging?: Paging): Html {
  return groupedItems(data, groups, { list: (items, look) => documentList(data, items, look), paging });
}

/** The same for items of any kind. */
export function groupedItems<Item>(data: PageData, groups: readonly Group<Item>[], parts: ListParts<Item>): Html {
  const { paging } = parts;
  const shown = inOrder(groups);
  const count = countOf(shown);
  const look = { isCompact: paging !== undefined || count > LONG, isFiltered: count > SHORT };
  const { selects, choicesOf } = numbered(shown, look.isFiltered ? (parts.choices ?? []) : []);
  const body = withIds(shown).map(({ id, group }) =>
    section(data, group, id, parts.list(group.items, look, choicesOf), look),
  );
  const own = count > LONG && shown.length > 1 ? groupLinks(shown, "", shown.length > LONG) : null;
  const jump = paging === undefined ? own : paging.groups;
  const list = html`${jump}${parts.before ?? null}${body}`;
  const box = () => filterBox(count, selects, paging);
  return html`${count > SHORT ? html`<div class="filtered">${box()}${list}</div>` : list}${paging?.steps ?? null}`;
}

/** What is in no group comes first; what is empty is left out. */
export function inOrder<Item>(groups: readonly Group<Item>[]): readonly Group<Item>[] {
  return groups.filter(({ items }) => items.length > 0).toSorted((a, b) => +(a.title !== "") - +(b.title !== ""));
}

/** Links to the groups with their counts; from another page, with the address of the list. Very many are folded. */
export function groupLinks(groups: readonly Group<unknown>[], list = "", isFolded = false): Html {
  const shown = withIds(groups.filter(({ items: { length } }) => length > 0));
  return linksToGroups(
    shown.map(({ id, group }) => ({ ...group, count: group.items.length, address: `${list}#${id}`, id: undefined })),
    isFolded,
  );
}

type GroupLink = {
  readonly title: string;
  readonly path?: string | undefined;
  readonly count: number;
  readonly address: string;
  /** Of the link itself. */
  readonly id?: string | undefined;
};

export function linksToGroups(all: readonly GroupLink[], isFolded = all.length > LONG): Html {
  const items = all
    .filter(({ title }) => title !== "")
    .map(
      ({ title, path, count, address, id }) =>
        html`<li${when(id, () => html` id="${id ?? ""}"`)}><a href="${address}">${nameOf({ title, path })}</a> <span class="facts">${count}</span></li>`,
    );
  const links = html`<ul>${items}</ul>`;
  const shown = isFolded ? html`<details><summary>${items.length} groups</summary>${links}</details>` : links;
  return html`<nav class="groups" aria-label="Groups of this list">${shown}</nav>\n`;
}

/** The id of a group, for a link from another page. Where several groups have the same, it is that of the first. */
export function groupId({ path = "", title }: Pick<Group, "path" | "title">): string {
  return slug(`${GROUP_PREFIX}${path}${title}`);
}

/** Post-mortems by year. A list that fits on a screen needs none: each row has its date. */
export function byYear(postmortems: readonly PostmortemDocument[]): readonly Group[] {
  if (postmortems.length <= SHORT) return [{ title: "", items: postmortems }];
  const { dated = [], undated = [] } = Object.groupBy(postmortems, ({ data: { date } }) =>
    date ? "dated" : "undated",
  );
  const years = [...Map.groupBy(dated, ({ data: { date } }) => date?.slice(0, 4) ?? "")]
    .map(([title, items]) => ({ title, items }))
    // Round midnight, the order of instants is not that of the years of their zones.
    .sort((a, b) => Number(b.title) - Number(a.title));
  return [...years, { title: "No date", items: undated }];
}

/** Rows in the order of their titles, by the first letter where they are many. */
export function byInitial<Item extends { readonly title: string }>(items: readonly Item[]): readonly Group<Item>[] {
  if (items.length <= LONG) return [{ title: "", items }];
  const initialOf = ({ title }: Item) => {
    const [first = ""] = title.normalize("NFKD").toUpperCase();
    return /\p{L}/u.test(first) ? first : "0–9";
  };
  return [...Map.groupBy(items, initialOf)].map(([title, rows]) => ({ title, items: rows }));
}

function countOf(groups: readonly Group<unknown>[]): number {
  return groups.reduce((sum, { items }) => sum + items.length, 0);
}

/** Two titles may give the same address: "Team A" and "team-a". A part of a list has the ids of the whole. */
export function withIds<Item>(
  groups: readonly Group<Item>[],
): readonly { readonly id: string; readonly group: Group<Item> }[] {
  const slugger = new GithubSlugger();
  return groups.map((group) => ({
    id: group.id ?? slugger.slug(`${GROUP_PREFIX}${group.path ?? ""}${group.title}`),
    group,
  }));
}

function nameOf({ title, path }: { readonly title: string; readonly path?: string | undefined }): Html {
  return html`${when(path, () => html`<span class="path">${path ?? ""}</span>`)}${title}`;
}

function section(data: PageData, group: Group<unknown>, id: string, list: Html, { isFiltered }: ListLook): Html {
  const { title, path, icon, url, items, isContinued } = group;
  if (title === "" && !isFiltered) return list;
  const text = nameOf({ title, path });
  const name = url === undefined ? text : html`<a href="${href(data, url)}">${text}</a>`;
  const mark = icon === undefined ? null : html`${icon} `;
  const heading = html`<h2 id="${id}">${mark}${name}${when(isContinued, () => html` <span class="facts">continued</span>`)} <span class="facts count">${items.length}</span></h2>`;
  return html`<section class="group">${when(title, () => heading)}${list}</section>\n`;
}

type Select = { readonly label: string; readonly numbers: ReadonlyMap<string, number> };

/** Each value of each list gets a number of its own, so that a row names all of its values in a few bytes. */
function numbered<Item>(groups: readonly Group<Item>[], choices: readonly Choice<Item>[]) {
  let last = 0;
  const selects = choices.flatMap(({ label, of }) => {
    const values = new Set(groups.flatMap(({ items }) => items.flatMap((item) => of(item))));
    if (values.size < 2) return [];
    const sorted = [...values].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    return [{ label, of, numbers: new Map(sorted.map((value) => [value, ++last])) }];
  });
  const choicesOf = (item: Item) =>
    selects.flatMap(({ of, numbers }) => of(item).flatMap((value) => numbers.get(value) ?? [])).join(" ");
  return { selects, choicesOf };
}

/** Hidden until its script is there; the browser is asked not to fill in what was typed last time. */
function filterBox(count: number, choices: readonly Select[], paging?: Paging): Html {
  const selects = choices.map(({ label, numbers }) => {
    const options = [...numbers].map(([value, number]) => html`<option value="${number}">${value}</option>`);
    return html`<label>${label} <select autocomplete="off"><option value="">All</option>${options}</select></label>`;
  });
  return html`<div class="filter reserved" role="search" hidden><label for="${pageId("filter")}">${paging?.filterLabel ?? "Filter this list"}</label><input type="search" id="${pageId("filter")}" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done">${selects}<output for="${pageId("filter")}" aria-live="polite">${count} entries</output>${paging?.searchAll ?? null}</div>\n`;
}
