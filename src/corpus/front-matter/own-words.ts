// Brings front matter into our own form: other generators' synonyms become our keys, a single text a list of one, and
// an empty value counts as absent. Places still point at what the author wrote.

import { advice, type Problem } from "../../core/problem.ts";
import { fits, isEmpty, SYNONYMS, type Synonym } from "../../model/synonyms.ts";
import { slugOfText } from "../../model/urls.ts";
import { type Data, isDataMap, type Located } from "../yaml.ts";
import { guardingCascade } from "./cascade.ts";
import { GUARD_KEYS, readGuards } from "./guards.ts";
import { distinctTags, type Item, itemsAt } from "./items.ts";

/** A value of ours and where it was written; for a combined list, also where each entry was. */
type Own = { readonly value: unknown; readonly from: readonly PropertyKey[]; readonly items?: readonly Item[] };

/** `isClear` is false if a guard cannot be understood: such a document must not be shown, whatever else it says. */
export function inOwnWords(located: Located, problems: Problem[]): { located: Located; isClear: boolean } {
  const { data } = located;
  if (!isDataMap(data)) return { located, isClear: true };
  const guards = readGuards(data, located, problems);
  const cascade = guardingCascade(data, located);
  if (cascade !== undefined) problems.push(cascade.problem);
  const own = new Map<string, Own>();
  for (const [key, value] of Object.entries(data)) {
    if (!GUARD_KEYS.has(key) && !guards.slips.has(key) && key !== cascade?.key && !isEmpty(value))
      own.set(key, { value: withoutNulls(value), from: [key] });
  }
  own.set("draft", { value: guards.draft, from: ["draft"] });
  if (guards.publish !== undefined) own.set("publish", { value: guards.publish.day, from: [guards.publish.key] });
  const lists = renameSynonyms(own, data, located, problems);
  for (const [key, items] of Object.entries(lists)) {
    const kept = key === "tags" ? distinctTags(items, located, problems) : items;
    const from = items[0]?.from.slice(0, 1) ?? [key];
    own.set(key, { value: kept.map((item) => item.value), from, items: kept });
  }
  checkSlug(own, located, problems);
  return { located: relocated(located, own), isClear: guards.isClear && cascade === undefined };
}

/** Moves values to our keys; the parts of lists are returned by key. */
function renameSynonyms(
  own: Map<string, Own>,
  data: Data,
  located: Located,
  problems: Problem[],
): Record<string, Item[]> {
  const lists: Record<string, Item[]> = {};
  for (const synonym of SYNONYMS) {
    const { from, to, as } = synonym;
    const value = valueAt(data, synonym);
    if (isEmpty(value) || !fits(synonym, value)) continue;
    own.delete(from[0]);
    if (as === "texts" || as === "path") lists[to] = [...(lists[to] ?? []), ...itemsAt(to, from[0], value, located)];
    else if (as === "rootPath") lists[to] = [...(lists[to] ?? []), { value: asAddress(String(value)), from }];
    else if (!own.has(to)) own.set(to, { value: as === "number" ? Number(value) : value, from });
    else if (String(own.get(to)?.value) !== String(value)) problems.push(leftOut(synonym, own.get(to)?.from, located));
  }
  return lists;
}

function leftOut({ from, to }: Synonym, used: readonly PropertyKey[] = [to], located: Located): Problem {
  const what = `"${from.join(".")}" is ignored beside "${used.join(".")}"`;
  return advice(
    located.placeOfKey(from.slice(0, -1), from.at(-1) ?? ""),
    what,
    "Remove one of them: both mean the same here",
  );
}

/** "2019/05/x" → "/2019/05/x": written from the root, with or without a slash */
function asAddress(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function valueAt(data: Data, { from: [key, inner] }: Synonym): unknown {
  const value = Object.hasOwn(data, key) ? data[key] : undefined;
  if (inner === undefined) return value;
  return isDataMap(value) && Object.hasOwn(value, inner) ? value[inner] : undefined;
}

/** Another generator's address may be longer than its last part, which is all that can be chosen here. */
function checkSlug(own: Map<string, Own>, located: Located, problems: Problem[]): void {
  const stated = own.get("slug")?.value;
  if (typeof stated !== "string" && typeof stated !== "number") return;
  const text = located.textOf?.(["slug"]) ?? String(stated);
  const parts = text.split("/").filter((part) => part !== "");
  const slug = slugOfText(parts.at(-1) ?? "");
  const place = located.placeOf(["slug"]);
  if (slug === "") {
    const remedy = "Use letters, digits and hyphens in it; until then the file name is used";
    problems.push(advice(place, `slug "${text}" gives no address`, remedy));
    own.delete("slug");
    return;
  }
  own.set("slug", { value: slug, from: ["slug"] });
  if (parts.length === 1) return;
  const remedy = `Write only the last part, "${slug}": the folder gives the rest`;
  problems.push(advice(place, `slug "${text}" is more than the last part of an address`, remedy));
}

function relocated(located: Located, own: ReadonlyMap<string, Own>): Located {
  const asWritten = (path: readonly PropertyKey[]): readonly PropertyKey[] => {
    const [key, ...rest] = path;
    const found = own.get(String(key));
    if (found === undefined) return path;
    const item = found.items?.[Number(rest[0])];
    return item === undefined ? [...found.from, ...rest] : [...item.from, ...rest.slice(1)];
  };
  return {
    data: Object.fromEntries([...own].map(([key, { value }]) => [key, value])),
    placeOf: (path) => located.placeOf(asWritten(path)),
    placeOfKey(path, key) {
      const written = path.length > 0 ? [...asWritten(path), key] : asWritten([key]);
      return located.placeOfKey(written.slice(0, -1), String(written.at(-1)));
    },
    textOf: (path) => located.textOf?.(asWritten(path)),
    asWritten,
  };
}

/** A key without a value counts as absent, at any depth. Entries of lists stay, because their places are counted. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isDataMap(value)) return value;
  const stated = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(stated.map(([key, inner]) => [key, withoutNulls(inner)]));
}
