// `cascade` of a folder's own page: Hugo applies it to every document below. Nothing is passed down here. So if it may
// hide documents, none of them is shown.

import { type Problem, problem } from "../../core/problem.ts";
import { type Data, isDataMap, type Located } from "../yaml.ts";
import { IS_CASCADE } from "./buried-guards.ts";
import { isForAll, readGuards } from "./guards.ts";

const CASCADE_MAY_HIDE = '"cascade" may hide documents, and it is not applied here';
const CASCADE_REMEDY = "Write its keys into each document below that needs them; until then none of them is shown";

/** The key that passes down a guard, or something that may contain one. */
export function guardingCascade(data: Data, located: Located): { key: string; problem: Problem } | undefined {
  const key = Object.keys(data).find((name) => IS_CASCADE.test(name) && !isFree(name, data[name], located));
  return key === undefined
    ? undefined
    : { key, problem: problem(located.placeOfKey([], key), CASCADE_MAY_HIDE, CASCADE_REMEDY) };
}

function isFree(key: string, value: unknown, located: Located): boolean {
  if (value === null) return true;
  if (key.includes(".")) return false;
  return (Array.isArray(value) ? value : [value]).every((entry) => isDataMap(entry) && showsAll(entry, located));
}

/** Whether a document with this front matter would be shown to everybody. */
function showsAll({ _target, target, ...data }: Data, located: Located): boolean {
  const { draft, publish, isClear } = readGuards(data, located, []);
  // Hugo takes a future date for an embargo, and the day is not known here.
  return isClear && data.date === undefined && isForAll({ ...data, draft, publish });
}
