// What is made, or loaded, when somebody first asks for it.

import { createRequire } from "node:module";

/** Makes a value when it is first asked for. */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const require = createRequire(import.meta.url);

/**
 * A package that few sites need, loaded at the first call: `required<typeof import("cheerio/slim")>("cheerio/slim")`. All of
 * these would take half a second of every command.
 */
export function required<Package extends object>(name: string): () => Package {
  return lazily(() => require(name) as Package);
}
