// A content folder with everything in it that no site should hold, by the real command line.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { glob } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import { ADDRESSES, ALIASES, ENTRIES, FRONT_MATTER, file, MARKS, repeatedMarks, SOUND } from "../corpus/bad-files.ts";
import { type Built, runBuild } from "./support/build-content.ts";
import { site } from "./support/tiny-site.ts";

const tags = Array.from({ length: 1_000 }, (_, i) => `t${i}`);

const PUTS = [
  ...Object.entries(FRONT_MATTER).map(([name, text]) => file(`content/pages/front/${name}.md`, text)),
  ...ALIASES.map((alias, i) => file(`content/pages/aliases/${i}.md`, `---\naliases: ["${alias}"]\n---\n# A\n`)),
  ...ENTRIES,
  ...ADDRESSES,
  ...repeatedMarks(100_000),
  file("content/postmortems/names.md", "---\nrunbooks: [__proto__, constructor]\n---\n"),
  file("content/pages/many.md", `---\nslug: many-tags\ntags: [${tags.join(", ")}]\n---\n`),
];

describe("a build of a content folder full of bad input", () => {
  let [strict, going]: readonly [Built?, Built?] = [];
  let files: readonly string[] = [];

  beforeAll(async () => {
    const root = await site(SOUND);
    for (const put of PUTS) await put(root);
    [strict, going] = await Promise.all([
      runBuild(["--root", root]),
      runBuild(["--root", root, "--keep-going", "--all"]),
    ]);
    files = await glob("**", { cwd: going.output, dot: true });
  });

  test("refuses it, and tells each thing at its place, with a remedy and without a stack", () => {
    expect([strict?.exitCode, going?.exitCode]).toEqual([1, 0]);
    const told = going?.stderr.trimEnd().split("\n\n") ?? [];
    expect(told.slice(0, -1).filter((text) => !/^content\/.*:\d+:\d+ {2}.+\n {2}/.test(text))).toEqual([]);
    expect(told.at(-1)).toMatch(/^\d+ problems, \d+ pieces of advice in \d+ files$/);
    expect(`${strict?.stderr}${going?.stderr}`).not.toMatch(/^ +at .*:\d+:\d+\)?$|Error:|node_modules/m);
    expect(strict?.stderr).toMatch(/Nothing was published; .* is unchanged\n$/);
  });

  test("publishes the rest with --keep-going", async () => {
    const sound = Object.keys(SOUND).filter((name) => name.endsWith(".md"));
    const pages = files.filter((name) => /^(?!pagefind).*index\.html$/.test(name));
    const texts = await Promise.all(pages.map((name) => readFile(join(going?.output ?? "", name), "utf8")));
    const edits = texts.filter((text) => load(text)("article").length > 0);

    expect(edits.length).toBeGreaterThanOrEqual(sound.length + MARKS.length);
    expect(files).toEqual(
      expect.arrayContaining([
        ...["with-space/index.html", "漢字/index.html", "10025/index.html", "bom/index.html", "old.html"],
        ...["café/index.html", "spaces/ab/p %.png", "tags/t999/index.html", "mark-0/index.html", "feed.xml"],
        ...["api/inside/index.html", "media/inside/index.html"],
      ]),
    );
    expect(files.filter((name) => /^(assets|badges|pagefind)\/inside|disk\.(png|svg)/.test(name))).toEqual([]);
  });

  test("writes feeds that are XML, whatever stands in a title", async () => {
    const feed = await readFile(join(going?.output ?? "", "feed.xml"), "utf8");

    expect(feed).toContain("<entry>");
    expect(feed).not.toMatch(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u);
  });
});
