// A list of documents that may be long, read on a phone: groups with counts, links to them at the top, rows of one or two
// lines. All of it is there without a script; with one, a box filters the rows.

import GithubSlugger from "github-slugger";
import { type Html, html, when } from "../../core/html.ts";
import type { AnyDocument, PostmortemDocument } from "../../corpus/documents.ts";
import { GROUP_PREFIX, pageId } from "../../model/page-ids.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";
import { documentList, type ListLook } from "./lists.ts";

export type Group = {
  /** "" for what is in no group: it stands first and has no heading. */
  readonly title: string;
  /** What stands before it, as the folders above: "Storage / ". */
  readonly path?: string;
  /** The group's own page, where there is one. */
  readonly url?: string | undefined;
  readonly items: readonly AnyDocument[];
};

/** From more entries on than fit on a screen, they can be filtered, and years part post-mortems. */
const SHORT = 12;
/** From more entries on, each takes one or two lines, and the groups are linked at the top. */
const LONG = 30;

export function groupedList(data: PageData, groups: readonly Group[]): Html {
  const shown = groups
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => +(a.title !== "") - +(b.title !== ""));
  const count = countOf(shown);
  const body = withIds(shown).map(({ id, group }) =>
    section(data, group, id, { isCompact: count > LONG, isFiltered: count > SHORT }),
  );
  const jump = count > LONG && shown.length > 1 ? groupLinks(shown) : null;
  const list = html`${jump}${body}`;
  return count > SHORT ? html`<div class="filtered">${filterBox(count)}${list}</div>` : list;
}

/** The scripts that a page with this list needs. */
export function listScripts(groups: readonly Group[]): readonly string[] {
  return countOf(groups) > SHORT ? ["/assets/filter.js"] : [];
}

/** Links to the groups with their counts; from another page, with the address of the list. */
export function groupLinks(groups: readonly Group[], list = ""): Html {
  const items = withIds(groups.filter(({ items: { length } }) => length > 0))
    .filter(({ group }) => group.title !== "")
    .map(
      ({
        id,
        group: {
          items: { length },
          ...group
        },
      }) => html`<li><a href="${list}#${id}">${nameOf(group)}</a> <span class="facts">${length}</span></li>`,
    );
  return html`<nav class="groups" aria-label="Groups of this list"><ul>${items}</ul></nav>\n`;
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
  return [...years, { title: "Without a date", items: undated }];
}

function countOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { items }) => sum + items.length, 0);
}

/** Two titles may give the same address: "Team A" and "team-a". */
function withIds(groups: readonly Group[]): readonly { readonly id: string; readonly group: Group }[] {
  const slugger = new GithubSlugger();
  return groups.map((group) => ({ id: slugger.slug(`${GROUP_PREFIX}${group.path ?? ""}${group.title}`), group }));
}

function nameOf({ title, path }: { readonly title: string; readonly path?: string | undefined }): Html {
  return html`${when(path, () => html`<span class="path">${path ?? ""}</span>`)}${title}`;
}

function section(data: PageData, { title, path, url, items }: Group, id: string, look: ListLook): Html {
  if (title === "" && !look.isFiltered) return documentList(data, items, look);
  const text = nameOf({ title, path });
  const name = url === undefined ? text : html`<a href="${href(data, url)}">${text}</a>`;
  const heading = html`<h2 id="${id}">${name} <span class="facts count">${items.length}</span></h2>`;
  return html`<section class="group">${when(title, () => heading)}${documentList(data, items, look)}</section>\n`;
}

/** Hidden until its script is there; the browser is asked not to fill in what was typed last time. */
function filterBox(count: number): Html {
  return html`<form class="filter" hidden><label for="${pageId("filter")}">Filter this list</label><input type="search" id="${pageId("filter")}" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="done"><output for="${pageId("filter")}" aria-live="polite">${count} entries</output></form>\n`;
}
