// Whatever files and folders are called: no address is written twice, and no link of a page leads where nothing is.

import { dirname, posix } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { FIXED_PAGES, hostUrl, outputOf, tagUrl } from "../../src/model/urls.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { assemble, assembleSound, readSources, type Site } from "../../src/site/site.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";

const renderer = createRenderer();

const NAMES = ["a", "b c", "d#e", "f?g", "100%", "größe", "q'\"", "x(y)", "!!!", "%20", "2024-05-06-a"];
const SPECIAL = ["index", "_index", "README", "tags", "zfs", "hosts", "media", "runbooks", "robots"];
const FRONT_MATTER = ["", "", "tags: [zfs]", "draft: true", "slug: a", "aliases: [/old/, x, /a/]", "date: 2023-02-30"];

const name = fc.constantFrom(...NAMES, ...SPECIAL);
const file = fc
  .tuple(
    fc.constantFrom("pages", "pages", "runbooks", "postmortems"),
    fc.array(name, { maxLength: 2 }),
    name,
    fc.constantFrom(".md", ".md", ".markdown", ".png", ".txt"),
  )
  .map(([kind, folders, base, ending]) => `content/${[kind, ...folders, base].join("/")}${ending}`);

/** How a link to a file may be written, from another one. */
const LINKS: readonly ((from: string, to: string) => string)[] = [
  (from, to) => posix.relative(dirname(from), to),
  (from, to) => `./${posix.relative(dirname(from), to)}`,
  (from, to) => posix.relative(dirname(from), to).replace(/\.(?:md|markdown)$/, ".html"),
  (_from, to) => `/${to}`,
  (_from, to) => to.replace(/^content/, ""),
];

const document = fc.record({
  frontMatter: fc.constantFrom(...FRONT_MATTER),
  links: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...LINKS)), { maxLength: 3 }),
});

const site = fc
  .uniqueArray(fc.tuple(file, document), { minLength: 2, maxLength: 10, selector: ([path]) => path.toLowerCase() })
  .map((made): Files => {
    const text = (from: string, { frontMatter, links }: (typeof made)[number][1]): string => {
      const urls = links.map(([i, write]) => encoded(write(from, made[i % made.length]?.[0] ?? from)));
      return `---\n${frontMatter}\n---\n${urls.map((url) => `[x](<${url}>)`).join("\n")}\n`;
    };
    return Object.fromEntries(made.map(([path, own]) => [path, text(path, own)]));
  });

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The files of the output, in lower case: on some machines that is the same. */
function outputsOf({ corpus }: Site): string[] {
  const { postmortems, runbooks, pages, folders, aliases, documents, hosts } = corpus;
  const urls = [...postmortems, ...runbooks, ...pages, ...folders, ...aliases].map(({ url }) => url);
  const tags = new Set(documents.flatMap(({ data }) => data.tags).map(tagUrl));
  const files = [...urls, ...FIXED_PAGES, ...tags, ...[...hosts.keys()].map(hostUrl)].map(outputOf);
  return [...files, ...[...corpus.attachments.values()].map(({ path }) => path)].map((path) => path.toLowerCase());
}

test("a site of any names writes no file twice, and links to none that it does not write", async () => {
  await fc.assert(
    fc.asyncProperty(site, async (files) => {
      const content = await readSiteContent(await writeSite(files), { renderer: await renderer });
      const sources = await readSources(content);
      const sound = assembleSound(sources, {});

      const outputs = outputsOf(sound);
      expect(outputs.filter((path, i) => outputs.indexOf(path) !== i)).toEqual([]);
      const targets = sound.corpus.documents.flatMap((from) =>
        from.rendered.links.map(({ url }) => sound.corpus.target(url, from)),
      );
      const reached = targets.flatMap((target) =>
        target.kind === "page" ? [outputOf(decodeURIComponent(target.url)).toLowerCase()] : [],
      );
      expect(reached.filter((path) => !outputs.includes(path))).toEqual([]);
      const whats = assemble(sources, {}).problems.map(({ what }) => what);
      expect(whats.filter((what) => what.includes("does not exist"))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
