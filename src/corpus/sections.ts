// Folders of documents as sections of the site: each has a page that lists what is below it, with the title, the order
// and the text that its own page gives.

import { posix } from "node:path";
import { type DocumentKind, FOLDERS } from "../model/urls.ts";
import { folderName, folderUrl } from "./addresses.ts";
import type { AnyDocument, SectionDocument } from "./documents.ts";
import { titleOfName } from "./title.ts";

export type Section = {
  readonly home: DocumentKind;
  /** Path below the kind's folder, as an address has it; "" for that folder itself. */
  readonly name: string;
  readonly url: string;
  readonly title: string;
  readonly weight: number | undefined;
  /** The folder's own page. */
  readonly page: SectionDocument | undefined;
  /** Documents that are directly in it, in their order. */
  readonly documents: readonly AnyDocument[];
};

/** Every folder that holds documents, or a folder with some; parents before children, siblings by weight and title. */
export function sectionsOf(documents: readonly AnyDocument[], pages: readonly SectionDocument[]): Section[] {
  const folders = new Map<string, { readonly home: DocumentKind; readonly path: string }>();
  const add = (home: DocumentKind, path: string): void => {
    const key = `${home}/${folderName(path)}`;
    if (folders.has(key)) return;
    folders.set(key, { home, path });
    if (path !== "") add(home, parentOf(path));
  };
  for (const home of Object.keys(FOLDERS) as DocumentKind[]) add(home, "");
  for (const { home, folder } of [...documents, ...pages]) add(home, folder);
  const within = Map.groupBy(documents, ({ home, folder }) => `${home}/${folderName(folder)}`);
  const pageOf = new Map(pages.map((page) => [`${page.home}/${page.name}`, page]));
  const sections = [...folders].map(([key, { home, path }]): Section => {
    const page = pageOf.get(key);
    const name = folderName(path);
    const title = page?.title ?? titleOfName(posix.basename(path));
    return {
      home,
      name,
      url: folderUrl(home, name),
      title,
      weight: page?.data.weight,
      page,
      documents: within.get(key) ?? [],
    };
  });
  return inOrder(sections);
}

/** How sections are related, computed once: the page of each document and folder asks for it. */
export class SectionTree {
  readonly #at: ReadonlyMap<string, Section>;
  readonly #children: ReadonlyMap<string, readonly Section[]>;

  constructor(sections: readonly Section[]) {
    this.#at = new Map(sections.map((one) => [`${one.home}/${one.name}`, one]));
    this.#children = Map.groupBy(
      sections.filter(({ name }) => name !== ""),
      ({ home, name }) => `${home}/${parentOf(name)}`,
    );
  }

  /** The section of a folder by its name, "" for that of the kind. */
  at(home: DocumentKind, name: string): Section | undefined {
    return this.#at.get(`${home}/${name}`);
  }

  /** Those directly below a folder, in their order. */
  childrenOf({ home, name }: Place): readonly Section[] {
    return this.#children.get(`${home}/${name}`) ?? [];
  }

  /** Those in or below a folder, that folder first, in order. */
  below(section: Section): Section[] {
    return [section, ...this.childrenOf(section).flatMap((child) => this.below(child))];
  }

  /** The folders on the way to one of this name, that one last, without the kind's own. */
  wayTo({ home, name }: Place): Section[] {
    const parts = name.split("/");
    const names = parts.map((_, i) => parts.slice(0, i + 1).join("/"));
    return names.filter((path) => path !== "").flatMap((path) => this.at(home, path) ?? []);
  }
}

type Place = Pick<Section, "home" | "name">;

/**
 * The folders that get a page of their own: all but those of the kinds, and those at the address of a document or of a
 * page that the site makes (`taken`).
 */
export function foldersWithPage(
  sections: readonly Section[],
  documents: readonly AnyDocument[],
  taken: (url: string) => string | undefined,
): Section[] {
  const urls = new Set(documents.map(({ url }) => url));
  // content/runbooks/a/ and content/pages/runbooks/a/ have one address.
  const first = new Map(sections.toReversed().map((section) => [section.url, section]));
  return sections.filter(
    (one) =>
      one.name !== "" &&
      taken(one.url) === undefined &&
      (one.page !== undefined || (!urls.has(one.url) && first.get(one.url) === one)),
  );
}

/** By weight, then by title; documents without a weight come last. */
export function byWeightAndTitle(
  a: { readonly weight: number | undefined; readonly title: string },
  b: { readonly weight: number | undefined; readonly title: string },
): number {
  const [first, second] = [a.weight ?? Number.MAX_VALUE, b.weight ?? Number.MAX_VALUE];
  return first - second || a.title.localeCompare(b.title, "en", { numeric: true });
}

function inOrder(sections: readonly Section[]): Section[] {
  const tree = new SectionTree(sections.toSorted(byWeightAndTitle));
  return sections.filter(({ name }) => name === "").flatMap((section) => tree.below(section));
}

/** The folder above: "a/b" → "a", "a" → "" */
export function parentOf(path: string): string {
  return path.includes("/") ? posix.dirname(path) : "";
}
