// Lists that a team may write as one text or as several keys: tags, with categories, keywords, and former addresses.

import { advice, type Problem } from "../../core/problem.ts";
import { isEmpty, isScalar } from "../../model/synonyms.ts";
import { tagUrl } from "../../model/urls.ts";
import type { Located } from "../yaml.ts";

/** One entry, and the path at which the author wrote it. An entry that is not text is left for the schema to refuse. */
export type Item = { readonly value: unknown; readonly from: readonly PropertyKey[] };

/** The entries below one key, whose value is one text or a list. */
export function itemsAt(list: string, key: string, value: unknown, located: Located): Item[] {
  const items = Array.isArray(value)
    ? value.map((entry, i) => ({ value: textOf(entry, [key, i], located), from: [key, i] }))
    : // "zfs, kernel" are two tags; a comma in an address is a comma.
      textsOf(list, textOf(value, [key], located)).map((text) => ({ value: text, from: [key] }));
  return items.filter((item) => !isEmpty(item.value));
}

function textsOf(list: string, value: unknown): unknown[] {
  const isSplit = list === "tags" || list === "keywords";
  return isSplit && typeof value === "string" ? value.split(",").map((text) => text.trim()) : [value];
}

function textOf(value: unknown, path: readonly PropertyKey[], located: Located): unknown {
  if (isScalar(value)) return (located.textOf?.(path) ?? String(value)).trim();
  // Docusaurus: { label: ZFS, permalink: /zfs }; GitBook: { tag: zfs, primary: true }
  const { label, tag = label } = (value ?? {}) as { readonly label?: unknown; readonly tag?: unknown };
  return typeof tag === "string" ? tag : value;
}

/** The tags without repeats, and without those that give no address. "C" and "C++" have one; tags.ts reports that. */
export function distinctTags(items: readonly Item[], located: Located, problems: Problem[]): Item[] {
  const seen = new Set<string>();
  return items.filter(({ value, from }) => {
    if (typeof value !== "string") return true;
    const url = tagUrl(value);
    if (url === tagUrl("")) {
      const remedy = "Use letters and digits in it; until then it is left out";
      problems.push(advice(located.placeOf(from), `tag "${value}" gives no address`, remedy));
      return false;
    }
    const spelling = value.toLowerCase();
    const isNew = !seen.has(spelling);
    seen.add(spelling);
    return isNew;
  });
}
