// Guards that stand in a map, where nothing reads them, and what holds a document back in other generators alone. TOML
// buries a key without a sign: all that follows a [table] belongs to it.

import { type Problem, problem } from "../../core/problem.ts";
import { isScalar } from "../../model/synonyms.ts";
import { valueAt } from "../validate.ts";
import type { Located } from "../yaml.ts";
import { holdsBack, isForeignGuard } from "./guard-words.ts";

/** What a folder's page hands down is judged as a whole. Hugo's keys have no case; a path of TOML is one name in YAML. */
export const IS_CASCADE = /^cascade(?:\.|$)/i;

type Path = readonly PropertyKey[];
type Found = { readonly path: Path; readonly key: string; readonly what: string; readonly remedy: string };

/** What was told, and the keys at the top that need not be told once more. */
export type Buried = { readonly problems: readonly Problem[]; readonly told: readonly string[] };

export function buriedGuards(data: Readonly<Record<string, unknown>>, located: Located): Buried {
  const foreign = Object.entries(data).flatMap(([key, value]) => foreignGuard(key, value));
  const maps = Object.entries(data).filter(([key]) => !IS_CASCADE.test(key));
  const found = maps.flatMap(([key, value]) => [...dotted(key, value), ...below(value, [key])]);
  // What a merge brings up to the top counts there.
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
  const what = `"${key}" stands in "${String(path[0])}", where it hides nothing`;
  const remedy = "Move it up, to the keys of the document itself; in TOML they stand above the first [table]";
  return { path, key, what, remedy };
}

/** Keys of the document itself that mean nothing here, and "not for everybody" elsewhere. */
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
