// npm ci refuses a lock file that lacks an optional dependency, even one of another platform. A registry that does not
// have those packages lets npm write such a file; `npm run lock` completes it.

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

type Entry = { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> };

const { packages } = JSON.parse(await readFile("package-lock.json", "utf8")) as { packages: Record<string, Entry> };

test("the lock file has every optional dependency: else run npm run lock", () => {
  const versions = new Set(Object.entries(packages).map(([path, { version }]) => `${nameOf(path)}@${version}`));
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.entries(optionalDependencies),
  );

  const missing = wanted.filter(([name, range]) => /^\d/.test(range) && !versions.has(`${name}@${range}`));

  expect(wanted.length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

test("the lock file names no registry's host", () => {
  expect(Object.values(packages).filter((entry) => "resolved" in entry)).toEqual([]);
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}
