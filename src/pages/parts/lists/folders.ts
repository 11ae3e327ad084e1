// Where a page lies: the way back to what is above it, and the names of folders as lists have them.

import { posix } from "node:path";
import { type Html, html } from "../../../core/html.ts";
import { positionsIn } from "../../../core/once-per-list.ts";
import { folderName } from "../../../corpus/addresses.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { parentOf, type Section, type SectionTree } from "../../../corpus/sections.ts";
import { titleOfName } from "../../../corpus/title.ts";
import type { DocumentKind } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";

/** A page of a folder may have a title of a line or two: on the way to another one, the folder's name does. */
const SHORT = 24;

/** The name of a folder on the way to something in it. */
export function shortTitle({ name, title }: Section): string {
  return title.length <= SHORT ? title : titleOfName(posix.basename(name));
}

/** A page above another one; without an address where the site has no such page. */
export type Crumb = { readonly title: string; readonly url?: string | undefined };

export const LISTS = {
  postmortem: { url: "/postmortems/", title: "Post-mortems" },
  runbook: { url: "/runbooks/", title: "Runbooks" },
  page: { url: "/pages/", title: "Pages" },
} as const satisfies Readonly<Record<DocumentKind, Crumb>>;

/** The lists above pages that are no documents. */
export const ABOVE = {
  alert: [{ url: "/alerts/", title: "Alerts" }],
  check: [{ url: "/checks/", title: "Checks" }],
  host: [{ url: "/hosts/", title: "Test hosts" }],
  tag: [{ url: "/tags/", title: "Tags" }],
  tracker: [{ url: "/references/", title: "References" }],
} as const satisfies Readonly<Record<string, readonly Crumb[]>>;

/**
 * The pages above a document, from the top, without the document: the list of its kind, then its folders. A page that
 * lies at the root, such as "About", has none.
 */
export function crumbsOf(data: PageData, document: AnyDocument): readonly Crumb[] {
  const { kind, home, folder } = document;
  if (kind === "section") return crumbsAbove(data, { home, name: folderName(folder) });
  return home === "page" && folder === "" ? [] : crumbsTo(data, home, folderName(folder));
}

/** The same for a folder. */
export function crumbsAbove(data: PageData, { home, name }: Pick<Section, "home" | "name">): readonly Crumb[] {
  return name === "" ? [] : crumbsTo(data, home, parentOf(name));
}

function crumbsTo(data: PageData, home: DocumentKind, name: string): Crumb[] {
  const { sectionTree } = data.corpus;
  const above = sectionTree.wayTo({ home, name });
  const shown = above.filter((one) => one.name === name || !isPassedThrough(sectionTree, one));
  return [LISTS[home], ...shown.map((one) => ({ url: listUrl(data, one), title: shortTitle(one) }))];
}

/** "Runbooks / Storage" in one line, each a link, above the title of a page; null where nothing is above it. */
export function breadcrumb(data: PageData, crumbs: readonly Crumb[]): Html | null {
  if (crumbs.length === 0) return null;
  const steps = crumbs.map(({ title, url }) =>
    url === undefined ? html`<li><span>${title}</span></li>` : html`<li><a href="${href(data, url)}">${title}</a></li>`,
  );
  return html`<nav class="breadcrumb" aria-label="Breadcrumb" data-pagefind-ignore><ol>${steps}</ol></nav>
`;
}

/**
 * What `aria-current` says of a link of the navigation, both addresses without the path prefix: "page" where it leads to
 * the page itself, "true" where the page lies below it.
 */
export function currentOf(itemUrl: string, pageUrl: string): "page" | "true" | undefined {
  if (itemUrl === pageUrl) return "page";
  return itemUrl !== "/" && itemUrl.endsWith("/") && pageUrl.startsWith(itemUrl) ? "true" : undefined;
}

/** The address of a folder's list. None where something else is: the address of content/pages/hosts/ is that of the test hosts. */
export function listUrl({ corpus }: PageData, section: Section): string | undefined {
  const isThere = positionsIn(corpus.folders).has(section) || corpus.byUrl.get(section.url)?.home === section.home;
  return isThere ? section.url : undefined;
}

/** Whether a folder holds nothing but one other: who goes up would see the same list again. */
function isPassedThrough(tree: SectionTree, section: Section): boolean {
  const { page, documents } = section;
  return page === undefined && documents.length === 0 && tree.childrenOf(section).length === 1;
}

/** The way to each of the folders as words, "Storage / ", from the one that all of them lie in; never from above `top`. */
export function waysTo(shown: readonly Section[], tree: SectionTree, top: Section): (section: Section) => string {
  const [first = [], ...others] = shown.map(({ name }) => name.split("/").slice(0, -1));
  const differs = first.findIndex((part, i) => others.some((way) => way[i] !== part));
  const least = top.name === "" ? 0 : top.name.split("/").length;
  const common = Math.max(least, differs === -1 ? first.length : differs);
  return ({ home, name }) =>
    tree
      .wayTo({ home, name: parentOf(name) })
      .slice(common)
      .map((one) => `${shortTitle(one)} / `)
      .join("");
}
