// Which pages a build has to make. A page is made for an item, such as a runbook. It is made again only if something that
// it shows has changed: so its HTML is made here with a key in place of the document's own text, which is long, and hashed.

import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ITEM_NAMES, ITEMS, type ItemName } from "../../pages/items.ts";
import type { PageData } from "../../pages/page-data.ts";
import type { PageType } from "../../pages/page-type.ts";

/** The items whose pages are to be made, by name. */
export type ToMake = Readonly<Record<ItemName, readonly unknown[]>>;

export type ItemPage = {
  /** Path below the output: "runbooks/disk-full/index.html". */
  readonly file: string;
  readonly name: ItemName;
  readonly item: unknown;
  /** The same for the same bytes of the page, as long as the program is the same. */
  readonly key: () => string;
  readonly html: () => string;
};

/** A page type that is made for items: what it is given, with the item under its alias, is all that it depends on. */
type OfItems = PageType<Readonly<Record<string, unknown>>>;

const PAGES = new URL("../../pages/", import.meta.url);

/** Every page type, in the order of their files. */
export async function pageTypes(): Promise<readonly OfItems[]> {
  const names = (await readdir(fileURLToPath(PAGES))).filter((name) => name.endsWith(".11ty.ts")).sort();
  const modules = names.map((name) => import(new URL(name, PAGES).href) as Promise<{ readonly default: OfItems }>);
  return (await Promise.all(modules)).map((module) => module.default);
}

/** Every page of the site that is made for an item. */
export function itemPages(site: PageData, types: readonly OfItems[]): ItemPage[] {
  const items = everyItem(site);
  return types.flatMap(({ data: { pagination, permalink }, render }) => {
    if (pagination === undefined) return [];
    const name = pagination.data.slice("toMake.".length) as ItemName;
    return items[name].flatMap((item) => {
      const given = { ...site, [pagination.alias]: item };
      const path = typeof permalink === "string" ? permalink : permalink(given);
      if (path === false) return [];
      const keyed = site.corpus.byUrl.get((item as { readonly url?: string }).url ?? "");
      const key = once(() => hashOf(render(keyed === undefined || keyed !== item ? given : { ...given, keyed })));
      return [{ file: path.slice(1), name, item, key, html: () => render(given) }];
    });
  });
}

/** A page of either kind, as it would be written. */
export type AnyPage = { readonly file: string; readonly html: () => string | Promise<string> };

/** The pages that no item stands for, such as lists and feeds. */
export function otherPages(site: PageData, types: readonly OfItems[]): AnyPage[] {
  return types.flatMap(({ data: { pagination, permalink }, render }) => {
    if (pagination !== undefined) return [];
    const path = typeof permalink === "string" ? permalink : permalink(site);
    return path === false ? [] : [{ file: path.slice(1), html: () => render(site) }];
  });
}

export function everyItem(site: PageData): ToMake {
  return Object.fromEntries(ITEM_NAMES.map((name) => [name, ITEMS[name](site)])) as ToMake;
}

/** The items of these pages, in the order of the pages. */
export function itemsOf(pages: readonly ItemPage[]): ToMake {
  const byName = Map.groupBy(pages, ({ name }) => name);
  // Two page types may be made for the same items.
  return Object.fromEntries(
    ITEM_NAMES.map((name) => [name, [...new Set(byName.get(name)?.map(({ item }) => item))]]),
  ) as Record<ItemName, unknown[]>;
}

function once(make: () => string): () => string {
  let made: string | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
