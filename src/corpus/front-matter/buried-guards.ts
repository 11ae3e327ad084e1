// Guards inside a map, where they are not read, and keys that hide a document in other generators only. TOML buries a
// key unnoticed: all that follows a [table] belongs to it.

import { type Problem, problem } from "../../core/problem.ts";
import { isScalar } from "../../model/synonyms.ts";
import { valueAt } from "../validate.ts";
import type { Located } from "../yaml.ts";
import { holdsBack, isForeignGuard } from "./guard-words.ts";

/** What a folder's page passes down is judged as a whole. Hugo's keys have no case; a TOML path is one name in YAML. */
export const IS_CASCADE = /^cascade(?:\.|$)/i;

type Path = readonly PropertyKey[];
type Found = { readonly path: Path; readonly key: string; readonly what: string; readonly remedy: string };

/** The problems, and the top-level keys that need no further report. */
export type Buried = { readonly problems: readonly Problem[]; readonly told: readonly string[] };

export function buriedGuards(data: Readonly<Record<string, unknown>>, located: Located): Buried {
  const foreign = Object.entries(data).flatMap(([key, value]) => foreignGuard(key, value));
  const maps = Object.entries(data).filter(([key]) => !IS_CASCADE.test(key));
  const found = maps.flatMap(([key, value]) => [...dotted(key, value), ...below(value, [key])]);
  // What a merge key brings to the top level counts there.
  const buried = found.filter(({ path, key }) => path.length === 0 || data[key] !== valueAt(data, [...path, key]));
  return {
    problems: [...foreign, ...buried].map(({ path, key, what, remedy }) =>
      problem(located.placeOfKey(path, key), what, remedy),
    ),
    told: foreign.map(({ key }) => key),
  };
}

function below(value: unknown, path: Path): Found[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const step = Array.isArray(value) ? Number(name) : name;
    if (typeof step === "string" && isScalar(inner) && holdsBack(step, inner)) return [foundIn(path, step)];
    return below(inner, [...path, step]);
  });
}

/** "params.draft": a path in some languages, and one long name in YAML. */
function dotted(key: string, value: unknown): Found[] {
  const at = key.lastIndexOf(".");
  if (at < 1 || !isScalar(value) || !holdsBack(key.slice(at + 1), value)) return [];
  return [{ ...foundIn([key.slice(0, at)], key.slice(at + 1)), path: [], key }];
}

function foundIn(path: Path, key: string): Found {
  const what = `"${key}" is inside "${String(path[0])}", where it hides nothing`;
  const remedy = "Move it to the top level of the front matter; in TOML, above the first [table]";
  return { path, key, what, remedy };
}

/** Keys of the document itself that have no effect here, and elsewhere restrict its readers. */
function foreignGuard(key: string, value: unknown): Found[] {
  const hides = isForeignGuard(key, value);
  if (!hides && !isNeverBuilt(key, value)) return [];
  const name = hides ? key : `${key}.render`;
  const remedy = "Write draft: true or audience: internal, or remove the key";
  return [{ path: [], key, what: `"${name}" hides nothing here`, remedy }];
}

function isNeverBuilt(key: string, value: unknown): boolean {
  if ((key !== "build" && key !== "_build") || typeof value !== "object" || value === null) return false;
  return "render" in value && /^(?:never|link|false)$/.test(String(value.render));
}
