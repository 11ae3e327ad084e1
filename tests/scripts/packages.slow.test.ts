// What a command loads: a package that it does not need would make each start longer.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { writeSite } from "../corpus/tiny-site.ts";

/** The packages that scripts/build.ts loads with these options. */
async function loadedBy(root: string, ...options: string[]): Promise<ReadonlySet<string>> {
  const file = join(root, "packages");
  const args = ["--import", "./tests/scripts/packages.mjs", "scripts/build.ts", ...options];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, PACKAGES_TO: file } });
  return new Set((await readFile(file, "utf8")).split("\n"));
}

/** What only some sites need: TOML, raw HTML, rules, checks, references, a look upstream. */
const RARE = [
  ...["toml-eslint-parser", "sanitize-html", "cheerio", "@prometheus-io/lezer-promql", "just-bash", "badge-maker"],
  ...["ky", "undici", "@secretlint/core", "modern-tar", "diff", "junit-report-builder"],
];

/** What pages are made with: no text of help, and no Problem, waits for it. */
const LATER = ["@11ty/eleventy", "shiki", "@shikijs/vscode-textmate", "markdown-it", "pagefind", "esbuild", "sitemap"];

test("the help of a build loads nothing that makes pages", async () => {
  const loaded = await loadedBy(await writeSite({}), "--help");
  expect([...RARE, ...LATER].filter((name) => loaded.has(name))).toEqual([]);
});

test("a build loads what its site has", async () => {
  const root = await writeSite({
    "content/site.yaml": "title: Plain\n",
    "content/postmortems/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\nText\n",
  });
  const loaded = await loadedBy(root, "--root", root, "--output", join(root, "out"));
  expect(loaded.has("@11ty/eleventy")).toBe(true);
  expect(RARE.filter((name) => loaded.has(name))).toEqual([]);
});
