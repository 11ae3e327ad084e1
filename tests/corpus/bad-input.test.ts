// Whatever lies in a content folder: nothing of it ends a build, the rest is published, and its author hears where it is.

import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { getuid } from "node:process";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { ContentFiles } from "../../src/corpus/read.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { assembleSound, readSources, type Site } from "../../src/site/site.ts";
import { ADDRESSES, ALIASES, ENTRIES, FRONT_MATTER, file, MARKS, type Put, repeatedMarks, SOUND } from "./bad-files.ts";
import { writeSite } from "./tiny-site.ts";

const renderer = createRenderer();
const SETTINGS = { "content/site.yaml": "url: https://kb.example\n" };

async function assembled(puts: readonly Put[], files: Readonly<Record<string, string>> = {}): Promise<Site> {
  const root = await writeSite({ ...SETTINGS, "content/pages/sound.md": "# Sound\n", ...files });
  for (const put of puts) await put(root);
  return siteBelow(root);
}

async function siteBelow(root: string): Promise<Site> {
  const content = await readSiteContent(root, { renderer: await renderer });
  return assembleSound(await readSources(content), {});
}

/** The first lines of all problems, without what --keep-going finds a second time. */
function heads({ problems, corpus }: Site): string {
  const lines = problems.map((problem) => formatProblem(problem, corpus.readLine).split("\n")[0] ?? "");
  return lines.map((line) => line.slice(0, 150).toWellFormed()).join("\n");
}

const filesOf = ({ corpus }: Site) => corpus.documents.map((document) => document.file).sort();

describe("a build goes on, and tells", () => {
  test("front matter that cannot be used", async () => {
    const texts = Object.entries(FRONT_MATTER);

    const site = await assembled(texts.map(([name, text]) => file(`content/pages/${name}.md`, text)));

    expect(filesOf(site)).toEqual(["content/pages/sound.md"]);
    expect(heads(site)).toMatchInlineSnapshot(`
      "content/pages/closed-by-other.md:3:1  front matter opened with "---" is closed with "+++"
      content/pages/deep-blocks.md:2:1  not valid YAML: it is nested too deeply
      content/pages/deep-json.md:1:1  not valid JSON: it is nested too deeply
      content/pages/deep-keys.md:2:1  TOML that is nested too deeply
      content/pages/deep-open.md:2:1  not valid YAML: it is nested too deeply
      content/pages/deep-toml.md:2:1  TOML that is nested too deeply
      content/pages/deep-yaml.md:2:1  not valid YAML: it is nested too deeply
      content/pages/in-itself.md:2:1  YAML that is nested without end, or more than 50 levels deep
      content/pages/json-open.md:1:1  front matter is not closed
      content/pages/not-text.md:2:4  not UTF-8 text
      content/pages/nul-toml.md:2:11  not valid TOML: Control characters (codes < 0x1f and 0x7f) are not allowed
      content/pages/prototype-maps.md:2:48  "checks.constructor" cannot be 1
      content/pages/prototype-maps.md:3:15  "references" cannot have the key "toString"
      content/pages/prototype.md:2:1  advice: unknown key "__proto__"
      content/pages/prototype.md:2:14  "draft" is inside "__proto__", where it hides nothing
      content/pages/prototype.md:3:1  advice: unknown key "constructor"
      content/pages/prototype.md:4:1  advice: unknown key "toString"
      content/pages/prototype.md:5:1  advice: unknown key "hasOwnProperty"
      content/pages/toml-line.md:4:1  not valid TOML: Unexpected character
      content/pages/two-blocks.md:4:1  second front matter right after the first"
    `);
  });

  test("what is no file, and names that nothing can reach", async () => {
    const site = await assembled(ENTRIES);

    expect(filesOf(site)).toEqual(["content/pages/disk.md", "content/pages/sound.md"]);
    expect([...site.corpus.attachments.keys(), ...site.corpus.hosts.keys()]).toEqual(["empty"]);
    expect(heads(site)).toMatchInlineSnapshot(`
      "content/alerts/pipe.yml:1:1  named pipe, not a file
      content/hosts/web1/commands.yaml:1:1  named pipe, not a file
      content/hosts/web1/root/etc/motd:1:1  named pipe, not a file
      content/hosts/web1/root/etc/�.conf:1:1  file name that is not UTF-8
      content/pages/b�d.md:1:1  file name that is not UTF-8
      content/pages/b�e.png:1:1  file name that is not UTF-8
      content/pages/b�f:1:1  file name that is not UTF-8
      content/pages/dangling.md:1:1  symbolic link
      content/pages/disk.png:1:1  file of 100 MB, above the limit of 25 MB for an attachment
      content/pages/disk.svg:1:1  file of 100 MB, above the limit of 10 MB for a text
      content/pages/disk.svg:1:1  file of 100 MB, above the limit of 25 MB for an attachment
      content/pages/folder.md:1:1  advice: folder with the name of a document
      content/pages/huge.md:1:1  file of 600 MB, above the limit of 10 MB for a text
      content/pages/line break.md:1:1  file path that contains a line break
      content/pages/linked.md:1:1  symbolic link
      content/pages/pipe.md:1:1  named pipe, not a file
      content/pages/pipe.svg:1:1  named pipe, not a file
      content/pages/ring/up:1:1  symbolic link
      content/pages/self:1:1  symbolic link
      content/pages/😀/x.md:1:1  file name that gives no address
      content/runbooks/#?%.md:1:1  advice: runbook without the section "First minute"
      content/runbooks/#?%.md:1:1  advice: runbook without the section "Meaning"
      content/runbooks/#?%.md:1:1  advice: runbook without the section "Impact"
      content/runbooks/#?%.md:1:1  advice: runbook without the section "Diagnosis"
      content/runbooks/#?%.md:1:1  advice: runbook without the section "Mitigation"
      content/runbooks/#?%.md:1:1  file name that gives no address"
    `);
  });

  test("addresses that are taken", async () => {
    const site = await assembled(ADDRESSES);

    expect(filesOf(site)).toEqual([
      "content/pages/Two Words/page-0.md",
      "content/pages/api/inside.md",
      "content/pages/media/inside.md",
      "content/pages/runbooks/inside.md",
      "content/pages/sound.md",
      "content/pages/tags/linux/inside.md",
      "content/pages/two-words/page-1.md",
    ]);
    expect(site.corpus.folders.map(({ url }) => url)).toEqual(["/api/", "/media/", "/two-words/"]);
    expect(heads(site)).toMatchInlineSnapshot(`
      "content/pages/Two Words/x.png:1:1  address /two-words/x.png is also used by content/pages/two-words/x.png
      content/pages/api.md:1:1  address /api/ is taken by files of the site
      content/pages/assets.md:1:1  address /assets/ is taken by files of the site
      content/pages/assets/inside.md:1:1  address /assets/inside/ is taken by files of the site
      content/pages/badges.md:1:1  address /badges/ is taken by files of the site
      content/pages/badges/inside.md:1:1  address /badges/inside/ is taken by files of the site
      content/pages/media.md:1:1  address /media/ is taken by files of the site and 1 more
      content/pages/media/_index.md:1:1  address /media/ is taken by content/pages/media.md
      content/pages/pagefind.md:1:1  address /pagefind/ is taken by files of the site
      content/pages/pagefind/inside.md:1:1  address /pagefind/inside/ is taken by files of the site
      content/pages/tags/_index.md:1:1  address /tags/ is taken by a page of the site
      content/pages/twice/README.md:1:1  address /twice/ is taken by content/pages/twice/index.md
      content/pages/twice/index.md:1:1  address /twice/ is taken by content/pages/twice/README.md
      content/pages/two-words/x.png:1:1  address /two-words/x.png is also used by content/pages/Two Words/x.png"
    `);
  });

  test("aliases that no page can have, each on a page of its own", async () => {
    const pages = ALIASES.map((alias, i) => file(`content/pages/spaces/${i}.md`, `---\naliases: ["${alias}"]\n---\n`));

    const site = await assembled([...pages, file("content/pages/aged.md", SOUND["content/pages/aged.md"] ?? "")]);

    expect(site.corpus.aliases.map(({ url }) => url)).toEqual(["/old.html", "/café/"]);
    expect(heads(site)).toMatchInlineSnapshot(`
      "content/pages/spaces/0.md:2:11  alias "/sound/" is the address /sound/ of content/pages/sound.md
      content/pages/spaces/1.md:2:11  alias "/sound/index.html" is the address /sound/ of content/pages/sound.md
      content/pages/spaces/10.md:2:11  alias "/index.html" is the address / of a page of the site
      content/pages/spaces/11.md:2:11  alias "/404.html" is the address /404.html of a page of the site
      content/pages/spaces/12.md:2:11  alias "/robots.txt" needs a folder where a page of the site is a file, or the reverse
      content/pages/spaces/13.md:2:11  alias "/.faultbook" is not an address of this site
      content/pages/spaces/14.md:2:11  alias "/badges/x/" is the address /badges/x/ of files of the site
      content/pages/spaces/15.md:2:11  alias "/pagefind/pagefind.js" is the address /pagefind/pagefind.js/ of files of the site
      content/pages/spaces/16.md:2:11  alias "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      content/pages/spaces/17.md:2:11  alias "/a b/" is not an address of this site
      content/pages/spaces/18.md:2:11  alias "/�/" is not an address of this site
      content/pages/spaces/19.md:2:11  alias "/old.html/x/" needs a folder where content/pages/aged.md is a file, or the reverse
      content/pages/spaces/2.md:2:11  alias "/spaces/" is the address /spaces/ of a folder's list
      content/pages/spaces/3.md:2:11  alias "/a/../b/" is not an address of this site
      content/pages/spaces/4.md:2:11  alias "../x" is not an address of this site
      content/pages/spaces/5.md:2:11  alias "https://example.org/" is not an address of this site
      content/pages/spaces/6.md:2:11  alias "//example.org/x/" is not an address of this site
      content/pages/spaces/7.md:2:11  alias "/runbooks/" is the address /runbooks/ of a page of the site
      content/pages/spaces/8.md:2:11  alias "/feed.xml" needs a folder where a page of the site is a file, or the reverse
      content/pages/spaces/9.md:2:11  alias "/sitemap.xml/x/" needs a folder where a page of the site is a file, or the reverse"
    `);
  });

  test.each(["pages", "runbooks", "hosts", "alerts", "media"])("a file in place of the folder %s", async (name) => {
    const root = await writeSite({ ...SETTINGS, [`content/${name}`]: "x" });

    expect(heads(await siteBelow(root))).toBe(`content/${name}:1:1  a file where a folder belongs`);
  });

  test("a folder in place of the settings, without which nothing is published", async () => {
    const root = await writeSite({ "content/site.yaml/x": "x" });

    expect(heads(await siteBelow(root))).toContain("content/site.yaml:1:1  a folder where a file belongs");
  });

  test.skipIf(getuid?.() === 0)("files and folders that may not be read (root may read them all)", async () => {
    const root = await writeSite({ ...SETTINGS, "content/pages/a.md": "", "content/runbooks/b.md": "" });
    await chmod(join(root, "content/pages/a.md"), 0);
    await chmod(join(root, "content/runbooks"), 0);

    const told = heads(await siteBelow(root));
    await chmod(join(root, "content/runbooks"), 0o700);

    expect(told).toMatch(/^content\/pages\/a\.md:1:1 {2}file that cannot be read \(EACCES\)$/m);
    expect(told).toMatch(/^content\/runbooks:1:1 {2}folder that cannot be read$/m);
  });

  test("a file that has gone since it was listed, with a command that any name can stand in", async () => {
    const files = new ContentFiles(await writeSite(SETTINGS), []);

    expect(await files.read("content/pages/it's gone.md")).toBeUndefined();
    expect(files.problems.map(({ what, remedy }) => `${what}: ${remedy}`)).toEqual([
      "file that cannot be read (ENOENT): Give the build read permission: chmod u+r 'it'\\''s gone.md'",
    ]);
  });
});

test("what looks odd and is sound is published", async () => {
  const site = await assembled([], SOUND);

  const documents = Object.keys(SOUND).filter((name) => name.endsWith(".md"));
  expect(filesOf(site)).toEqual([...documents].sort());
  expect(heads(site)).toBe("");
});

test("a post-mortem's names are never those that every object has", async () => {
  const site = await assembled([file("content/postmortems/a.md", "---\nrunbooks: [__proto__, constructor]\n---\n")]);

  expect(filesOf(site)).toEqual(["content/pages/sound.md"]);
  expect(heads(site)).toMatchInlineSnapshot(`
    "content/postmortems/a.md:2:12  runbook "__proto__" does not exist or is not published
    content/postmortems/a.md:2:23  runbook "constructor" does not exist or is not published"
  `);
});

test("ten thousand tags are no more than many", async () => {
  const tags = Array.from({ length: 10_000 }, (_, i) => `t${i}`);

  const site = await assembled([file("content/pages/tags.md", `---\nslug: many\ntags: [${tags.join(", ")}]\n---\n`)]);

  expect(site.problems).toEqual([]);
});

test("a text of one repeated mark comes to an end", async () => {
  // The real build is given five times as much.
  const site = await assembled(repeatedMarks(20_000));

  expect(filesOf(site)).toHaveLength(MARKS.length + 1);
  expect(site.problems.filter(({ kind }) => kind === "problem")).toEqual([]);
});
