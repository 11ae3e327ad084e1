import { describe, expect, test } from "vitest";
import { type Files, loadSite, runbook, told } from "../tiny-site.ts";

/** A site with this list of aliases in content/runbooks/storage/disk.md. */
async function siteWith(aliases: string, more: Files = {}) {
  return loadSite({ "content/runbooks/storage/disk.md": runbook(`{ title: x, aliases: ${aliases} }`), ...more });
}

/** The addresses that these aliases become. */
async function urlsOf(aliases: string): Promise<string[]> {
  const corpus = await siteWith(aliases);
  expect(told(corpus)).toBe("");
  return corpus.aliases.map(({ url }) => url);
}

/** What is told of aliases that are not published. */
async function whatsOf(aliases: string, more: Files = {}): Promise<string[]> {
  const corpus = await siteWith(aliases, more);
  expect(corpus.aliases).toEqual([]);
  return corpus.problems.map(({ kind, what }) => `${kind}: ${what}`);
}

describe("aliasesOf() publishes", () => {
  test.each([
    ["an address", "/old/disk/", "/old/disk/"],
    ["an address without its slash", "/old/disk", "/old/disk/"],
    ["slashes and dots too many", "/old//./disk", "/old/disk/"],
    ["a file of a former site", "/old/disk.html", "/old/disk.html"],
    ["the file of an address", "/old/disk/index.html", "/old/disk/"],
    ["a name beside the document", "full-disk", "/runbooks/storage/full-disk/"],
    ["a path beside it", "./a/full-disk.html", "/runbooks/storage/a/full-disk.html"],
    ["letters beyond ASCII, and blanks", "/größe/der platte", "/größe/der platte/"],
  ])("%s", async (_what, alias, url) => {
    expect(await urlsOf(`["${alias}"]`)).toEqual([url]);
  });

  test("each once, and none for the document's own address", async () => {
    const own = "disk, /runbooks/storage/disk, /runbooks/storage/disk/index.html";

    expect(await urlsOf(`[/old/, /old, ${own}]`)).toEqual(["/old/"]);
  });

  test("those that differ by case alone, where all of them are of one page", async () => {
    expect(await urlsOf("[/Old/, /old/]")).toEqual(["/Old/", "/old/"]);
  });
});

describe("aliasesOf() tells", () => {
  test("an alias that leaves the site, or that means something else in an address", async () => {
    const names = ["../../x", "/a/../b", "https://example.org/x", "//example.org/x", "/a?b", "/a#b", "/a%20b", "/a\\b"];

    expect(await whatsOf(JSON.stringify(names))).toMatchInlineSnapshot(`
      [
        "problem: alias "../../x" is not an address of this site",
        "problem: alias "/a/../b" is not an address of this site",
        "problem: alias "https://example.org/x" is not an address of this site",
        "problem: alias "//example.org/x" is not an address of this site",
        "problem: alias "/a?b" is not an address of this site",
        "problem: alias "/a#b" is not an address of this site",
        "problem: alias "/a%20b" is not an address of this site",
        "problem: alias "/a\\b" is not an address of this site",
      ]
    `);
  });

  test("an alias that no folder can be called", async () => {
    const names = ["/.faultbook/", "/a/.git/x", `/${"x".repeat(300)}/`];

    expect(await whatsOf(JSON.stringify(names))).toEqual(
      names.map((name) => `problem: alias "${name}" is not an address of this site`),
    );
  });

  test("an alias at the address of something else, at its place", async () => {
    const more = { "content/pages/about.md": "text" };

    expect(told(await siteWith("[/old/, /about]", more))).toMatchInlineSnapshot(`
      "content/runbooks/storage/disk.md:2:30  alias "/about" is the address /about/ of content/pages/about.md
          | { title: x, aliases: [/old/, /about] }
          |                              ^^^^^^
        Write a former path of this document, as in /old/address/, that no other page uses"
    `);
  });

  test.each([
    ["a page of the site", "/search/", "/search/ of a page of the site"],
    ["the file of one", "/404.html", "/404.html of a page of the site"],
    ["the home page", "/index.html", "/ of a page of the site"],
    ["a folder's list", "/runbooks/storage/", "/runbooks/storage/ of a folder's list"],
    ["files of the site", "/badges/old/", "/badges/old/ of files of the site"],
    ["a tag", "/tags/zfs/", '/tags/zfs/ of tag "zfs"'],
    ["the home page but for capitals", "/Index.html", "/Index.html of a page of the site"],
    ["a page but for capitals", "/SEARCH/index.html", "/SEARCH/ of a page of the site"],
    ["files of the site but for capitals", "/Assets/base.css", "/Assets/base.css/ of files of the site"],
    ["another page but for capitals", "/A/", "/A/ of content/pages/a.md"],
  ])("an alias at the address of %s", async (_what, alias, words) => {
    const more = { "content/pages/a.md": "---\ntags: [zfs]\n---\n" };

    expect(await whatsOf(`[${alias}]`, more)).toEqual([`problem: alias "${alias}" is the address ${words}`]);
  });

  test("an alias that needs a folder where the site has a file", async () => {
    expect(await whatsOf("[/robots.txt]")).toMatchInlineSnapshot(`
      [
        "problem: alias "/robots.txt" needs a folder where a page of the site is a file, or the reverse",
      ]
    `);
  });

  test.each(["/Feed.xml", "/404.HTML"])(
    "an alias that needs a folder in place of a file but for capitals: %s",
    async (alias) => {
      expect(await whatsOf(`[${alias}]`)).toEqual([
        `problem: alias "${alias}" needs a folder where a page of the site is a file, or the reverse`,
      ]);
    },
  );

  test("an alias that is the page's own address but for capitals, as advice", async () => {
    expect(await whatsOf("[/runbooks/storage/DISK/]")).toEqual([
      `advice: alias "/runbooks/storage/DISK/" differs from this page's address only in capitals`,
    ]);
  });

  test("an alias of two documents, at the second one", async () => {
    const { aliases, problems } = await siteWith("[/old/]", {
      "content/runbooks/zfs.md": runbook("aliases: [/old]"),
    });

    expect(aliases).toMatchObject([{ url: "/old/", document: { name: "storage/disk" } }]);
    expect(problems).toMatchObject([
      {
        place: { file: "content/runbooks/zfs.md", line: 2 },
        what: 'alias "/old" is the address /old/ of content/runbooks/storage/disk.md',
      },
    ]);
  });

  test("a title, by which other tools find pages, as advice", async () => {
    expect(await whatsOf('["Full disk", größe, "disk: full"]')).toMatchInlineSnapshot(`
      [
        "advice: alias "Full disk" is not an address",
        "advice: alias "größe" is not an address",
        "advice: alias "disk: full" is not an address",
      ]
    `);
  });
});

test("aliasesOf() publishes none of what is not shown", async () => {
  const { aliases } = await loadSite({ "content/pages/a.md": "---\ndraft: true\naliases: [/old/]\n---\n" });

  expect(aliases).toEqual([]);
});
