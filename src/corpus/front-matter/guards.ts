// The keys that hide a document: draft, published, publish, status, audience. A typo in one of them must never publish
// what was meant to stay hidden, so a document with a guard that is not understood is not shown at all.

import { nearestName } from "../../core/nearest-name.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { dateOrder, promisedDate } from "../../model/date.ts";
import { isEmpty, WITHOUT_EFFECT } from "../../model/synonyms.ts";
import { show } from "../validate.ts";
import type { Located } from "../yaml.ts";
import { buriedGuards } from "./buried-guards.ts";
import { GUARD_KEY, isOtherWord, NO, plainName, saysWhatGuardsSay, YES } from "./guard-words.ts";

export type Guards = {
  readonly draft: boolean;
  /** The day until which the document stays hidden, and the key that says so. */
  readonly publish?: { readonly day: string; readonly key: string } | undefined;
  /** False if the document must not be shown at all; the reasons are among the problems. */
  readonly isClear: boolean;
  /** Keys that are reported already, and belong to no schema. */
  readonly slips: ReadonlySet<string>;
};

/** Keys that are read here and in no schema; the values of each. */
const SAYS: Readonly<Record<string, readonly ("hidden" | "shown" | "day")[]>> = {
  draft: ["hidden"],
  published: ["shown", "day"],
  publish: ["shown", "day"],
  ...Object.fromEntries(
    [
      "publishDate",
      "publishdate",
      "publish_date",
      "published_date",
      "publishedAt",
      "published_at",
      "publishedDate",
    ].map((key) => [key, ["day"] as const]),
  ),
};

export const GUARD_KEYS: ReadonlySet<string> = new Set(Object.keys(SAYS));

const GUARDS = ["draft", "published", "publish", "publishDate", "status", "audience"] as const;

/** What a document's guards say. Data that is not a map has none. */
export function readGuards(data: Readonly<Record<string, unknown>>, located: Located, problems: Problem[]): Guards {
  const found: Problem[] = [];
  const slips = new Set<string>();
  for (const [key, value] of Object.entries(data)) {
    const meant = meantGuard(key, value);
    if (meant === undefined) continue;
    slips.add(key);
    found.push(misspelt(key, meant, located));
  }
  let draft = false;
  let publish: Guards["publish"];
  for (const [key, says] of Object.entries(SAYS)) {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (isEmpty(value)) continue;
    const isOn = says.includes("day") && says.length === 1 ? undefined : switchOf(value);
    const day = says.includes("day") && typeof value === "string" ? promisedDate(value) : undefined;
    if (isOn !== undefined) draft ||= isOn === says.includes("hidden");
    else if (day === undefined) found.push(notUnderstood(key, value, says.length, located));
    // Of two days the later one is safer.
    else if (publish === undefined || dateOrder(day) > dateOrder(publish.day)) publish = { day, key };
  }
  const buried = buriedGuards(data, located);
  for (const one of buried.problems) found.push(one);
  for (const key of buried.told) slips.add(key);
  for (const one of found) problems.push(one);
  return { draft, publish, isClear: found.length === 0, slips };
}

/** Whether a text that is not understood, or not even available, may contain a guard. */
export function mayGuard(text: string | undefined): boolean {
  return text === undefined || GUARD_KEY.test(text.replaceAll("\0", ""));
}

/** Whether data under our keys shows its document to everybody, and at once. */
export function isForAll(data: unknown): boolean {
  const {
    draft = false,
    publish,
    status = "final",
    audience = "public",
  } = (data ?? {}) as Readonly<Record<string, unknown>>;
  return draft === false && publish === undefined && status === "final" && audience === "public";
}

const SWITCHES = new Map<string, boolean>([
  ...YES.split("|").map((word) => [word, true] as const),
  ...NO.split("|").map((word) => [word, false] as const),
]);

function switchOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : "";
  return SWITCHES.get(word);
}

function notUnderstood(key: string, value: unknown, ways: number, located: Located): Problem {
  const day = "the day from which it may be read, as in 2026-12-01";
  const remedy = key === "draft" ? "Write true or false" : `Write ${ways > 1 ? "true or false, or " : ""}${day}`;
  return problem(located.placeOf([key]), `"${key}" cannot be ${show(value)}`, remedy);
}

/** The guard that a key misspells. Two typos in a short word make another word, unless its value is a guard's. */
function meantGuard(key: string, value: unknown): string | undefined {
  if (GUARD_KEYS.has(key) || (GUARDS as readonly string[]).includes(key) || Object.hasOwn(WITHOUT_EFFECT, key))
    return undefined;
  const plain = plainName(key);
  if (plain.length < 4 || isOtherWord(plain, value)) return undefined;
  return nearestName(plain, GUARDS, saysWhatGuardsSay(value) || plain.length > 6 ? 2 : 1);
}

function misspelt(key: string, meant: string, located: Located): Problem {
  const what = `unknown key "${key}", which may be meant to hide the document`;
  return problem(
    located.placeOfKey([], key),
    what,
    `Did you mean "${meant}"? The document stays hidden until this is corrected`,
  );
}
