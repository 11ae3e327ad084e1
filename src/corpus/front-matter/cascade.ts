// `cascade` of a folder's own page: Hugo hands down what stands in it to every document below. Nothing is handed down
// here, so that where it may keep documents back, none of them is shown.

import { basename, dirname } from "node:path";
import type { Place, Source } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { Located } from "../yaml.ts";
import { IS_CASCADE } from "./buried-guards.ts";
import { readGuards } from "./guards.ts";
import { readFrontMatter } from "./read.ts";

type Data = Readonly<Record<string, unknown>>;

const MAY_HIDE = '"cascade" may keep documents back, and nothing is handed down here';
const REMEDY = "Write it into each document below that it is meant for; till then none of them is shown";

/** The key that hands down a guard, or something that cannot be understood as free of one. */
export function guardingCascade(data: Data, located: Located): { key: string; problem: Problem } | undefined {
  const key = Object.keys(data).find((name) => IS_CASCADE.test(name) && !isFree(name, data[name], located));
  return key === undefined ? undefined : { key, problem: problem(located.placeOfKey([], key), MAY_HIDE, REMEDY) };
}

function isFree(key: string, value: unknown, located: Located): boolean {
  if (value === null) return true;
  if (key.includes(".")) return false;
  return (Array.isArray(value) ? value : [value]).every((entry) => isMap(entry) && showsAll(entry, located));
}

/** Whether a document with this front matter would be shown to everybody. */
function showsAll({ _target, target, ...data }: Data, located: Located): boolean {
  const { draft, publish, isClear } = readGuards(data, located, []);
  const { status = "final", audience = "public", date } = data;
  // Hugo takes a date to come for an embargo, and nobody here knows the day.
  const isShownNow = publish === undefined && date === undefined;
  return isClear && !draft && isShownNow && status === "final" && audience === "public";
}

function isMap(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a file is what some generator reads as the page of its folder, be it in another language or markup. */
export function isFolderPage(file: string): boolean {
  return /^(?:_?index|readme)\.(?:.*\.)?(?:md|markdown|mdx|html?|adoc|asciidoc|rst|org)$/i.test(basename(file));
}

/** As a key of any language, and not as a word of the text. */
const NAMED = /\bcascade\b["']?\s*(?:[:=\]]|\.\w)/i;

/**
 * The folders whose documents are not shown, because of what their own pages may hand down. `unread` are such pages whose
 * front matter cannot be used, with their text; `others` those that are no documents here.
 */
export function hidingFolders(
  unread: readonly { readonly file: string; readonly text: Source | undefined }[],
  others: readonly Source[],
  problems: Problem[],
): string[] {
  const told = new Set(problems.filter(({ what }) => what === MAY_HIDE).map(({ place }) => place.file));
  const hiding = unread.filter(({ file, text }) => told.has(file) || text === undefined || names(text));
  const foreign = others.filter((text) => names(text) && !isUnderstood(text));
  for (const text of [...hiding.flatMap((page) => page.text ?? []), ...foreign])
    if (!told.has(text.file)) problems.push(problem(placeIn(text), MAY_HIDE, REMEDY));
  return [...hiding, ...foreign].map(({ file }) => dirname(file));
}

function isUnderstood(text: Source): boolean {
  const { located } = readFrontMatter(text, []);
  return located !== undefined && isMap(located.data) && guardingCascade(located.data, located) === undefined;
}

function names(source: Source): boolean {
  return NAMED.test(source.text.replaceAll("\0", ""));
}

function placeIn(source: Source): Place {
  const at = source.text.search(NAMED);
  return at === -1 ? source.at(0) : source.at(at, "cascade".length);
}
