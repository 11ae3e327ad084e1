// The places of front matter's values and keys as plain data, which a cache can keep.

import { type Place, topOf } from "../../core/position.ts";
import type { Located } from "../yaml.ts";

/**
 * Line, column and length by the path of a value, or of a key behind a "#", as JSON. What has the place of its parent is
 * left out.
 */
export type Places = ReadonlyMap<string, readonly [line: number, column: number, length: number]>;

type Path = readonly PropertyKey[];

/** The places of everything in `data`, which the author wrote as `located` has it. */
export function placesIn(data: unknown, located: Located): Places {
  const places = new Map<string, readonly [number, number, number]>();
  const add = (key: string, place: Place, above: Place | undefined) => {
    if (above === undefined || !isSame(place, above)) places.set(key, [place.line, place.column, place.length]);
  };
  const walk = (value: unknown, path: Path, above: Place | undefined): void => {
    const own = located.placeOf(path);
    add(valueKey(path), own, above);
    if (value === null || typeof value !== "object") return;
    for (const [name, child] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(name) : name;
      if (typeof step === "string") add(keyKey(path, step), located.placeOfKey(path, step), own);
      // Most keys of a schema are not written in most documents.
      if (child !== undefined) walk(child, [...path, step], own);
    }
  };
  walk(data, [], undefined);
  return places;
}

/** The functions of `located` again, for a file. */
export function placesOf(places: Places, file: string): Pick<Located, "placeOf" | "placeOfKey"> {
  const at = (key: string): Place | undefined => {
    const [line, column, length] = places.get(key) ?? [];
    return line === undefined || column === undefined || length === undefined
      ? undefined
      : { file, line, column, length };
  };
  const placeOf = (path: Path): Place => {
    for (let depth = path.length; depth >= 0; depth--) {
      const found = at(valueKey(path.slice(0, depth)));
      if (found !== undefined) return found;
    }
    return topOf(file);
  };
  return { placeOf, placeOfKey: (path, key) => at(keyKey(path, key)) ?? placeOf(path) };
}

function valueKey(path: Path): string {
  return JSON.stringify(path);
}

function keyKey(path: Path, key: string): string {
  return `#${JSON.stringify([...path, key])}`;
}

function isSame(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column && a.length === b.length;
}
