// The documents of the project say what is true of its tree.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { glob } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { trackers } from "../src/trackers/index.ts";

const DOCUMENTS = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/PERFORMANCE.md"],
  ...["docs/checks/README.md", "docs/commands/README.md", "docs/nightly/README.md", "docs/prometheus/README.md"],
];
const texts = new Map(await Promise.all(DOCUMENTS.map(async (file) => [file, await readFile(file, "utf8")] as const)));
const manifest = JSON.parse(await readFile("package.json", "utf8"));

describe.each(DOCUMENTS)("%s", (file) => {
  const text = texts.get(file) ?? "";

  test("names only scripts that exist", () => {
    const named = [...text.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short,
    );

    expect(named.filter((script) => manifest.scripts[script ?? ""] === undefined)).toEqual([]);
  });

  test("names only paths that exist", async () => {
    const named = [...text.matchAll(/`((?:src|tests|content|scripts|_data|docs|\.github)\/[\w./*-]+)`/g)].map(
      ([, path]) => path ?? "",
    );
    const missing = await Promise.all(
      named.map(async (path) =>
        existsSync(path) || (await glob(path, { onlyFiles: false })).length > 0 ? [] : [path],
      ),
    );

    expect(missing.flat().filter((path) => !/<|YYYY|^content\/media/.test(path))).toEqual([]);
  });

  test("links only to files and headings that exist", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? "");

    expect(links.filter((path) => !existsSync(join(dirname(file), path)))).toEqual([]);
  });
});

test("README.md lists every tracker by its title, and nothing else", () => {
  const [, list = ""] = /Known systems: ([^.]*)\./.exec(texts.get("README.md") ?? "") ?? [];

  // What stands in brackets explains a title.
  const titles = list
    .replace(/\s+/g, " ")
    .replace(/ \([^)]*\)/g, "")
    .split(", ");

  expect(titles.sort()).toEqual(trackers.map(({ title }) => title).sort());
});

test("ARCHITECTURE.md gives a reason for every dependency", () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const text = texts.get("ARCHITECTURE.md") ?? "";

  const silent = all.filter((name) => !name.startsWith("@types/") && !text.includes(name));

  expect(silent).toEqual([]);
});

test("every dependency has an exact version", () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)),
  );

  expect(loose).toEqual([]);
});
