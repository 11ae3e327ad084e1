// Where a document lies: the way back to its folder, and the names of folders as lists have them.

import { posix } from "node:path";
import { type Html, html } from "../../../core/html.ts";
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

/** The list of all documents of a kind. */
export const LISTS: Readonly<Record<DocumentKind, readonly [url: string, title: string]>> = {
  postmortem: ["/postmortems/", "Post-mortems"],
  runbook: ["/runbooks/", "Runbooks"],
  page: ["/pages/", "Pages"],
};

/** "Runbooks / Kubernetes" as links, above the title of what lies in a folder; nothing where it lies in none. */
export function folderLinks(data: PageData, { home, folder }: AnyDocument): Html | null {
  return folder === "" ? null : linksTo(data, home, folderName(folder));
}

/** The same above a folder's page. */
export function linksAbove(data: PageData, { home, name }: Section): Html | null {
  return name === "" ? null : linksTo(data, home, parentOf(name));
}

function linksTo(data: PageData, home: DocumentKind, name: string): Html {
  const { sectionTree } = data.corpus;
  const above = sectionTree.wayTo({ home, name });
  const shown = above.filter((one) => one.name === name || !isPassedThrough(sectionTree, one));
  const [url, title] = LISTS[home];
  const steps = [{ url, title }, ...shown.map((one) => ({ url: listUrl(data, one), title: shortTitle(one) }))];
  return html`<nav class="folders" aria-label="Folders" data-pagefind-ignore><ol>${steps.map((step) => html`<li>${step.url === undefined ? step.title : html`<a href="${href(data, step.url)}">${step.title}</a>`}</li>`)}</ol></nav>
`;
}

/** The address of a folder's list. None where something else is: the address of content/pages/hosts/ is that of the test hosts. */
export function listUrl({ corpus }: PageData, section: Section): string | undefined {
  const isThere = corpus.folders.includes(section) || corpus.byUrl.get(section.url)?.home === section.home;
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
