import { describe, expect, test } from "vitest";
import { loadSite, told } from "../tiny-site.ts";

const load = (text: string, name = "a.md") => loadSite({ [`content/pages/${name}`]: text });
const page = async (yaml: string, name?: string) => (await load(`---\n${yaml}\n---\ntext\n`, name)).pages[0];
const dataOf = async (yaml: string, name?: string) => (await page(yaml, name))?.data;

describe("synonyms become our keys", () => {
  test.each([
    ["summary: short", { description: "short" }],
    ["excerpt: short", { description: "short" }],
    ["{ summary: other, description: ours }", { description: "ours" }],
    ["{ description: , summary: short }", { description: "short" }],
    ["lastmod: 2024-05-06", { updated: "2024-05-06" }],
    ["last_modified_at: 2024-05-06 09:00:00 +0200", { updated: "2024-05-06T09:00:00+02:00" }],
    ["last_update: { date: 2024-05-06, author: me }", { updated: "2024-05-06" }],
    ["date: { created: 2024-05-06, updated: 2024-05-07 }", { date: "2024-05-06", updated: "2024-05-07" }],
    ["pubDate: 2024-05-06", { date: "2024-05-06" }],
    ["weight: 3", { weight: 3 }],
    ["order: '2.5'", { weight: 2.5 }],
    ["sidebar_position: 1", { weight: 1 }],
    ["nav_order: -4", { weight: -4 }],
    ["redirect_from: /old/", { aliases: ["/old/"] }],
    ["aliases: [/old/, /older/]", { aliases: ["/old/", "/older/"] }],
    ["{ aliases: /a/, redirect_from: [/b, c/] }", { aliases: ["/a/", "/b", "c/"] }],
    ["{ description: , systems: , alerts: null }", { systems: [], alerts: [] }],
  ])("%s", async (yaml, data) => {
    expect(await dataOf(yaml)).toMatchObject(data);
  });

  test("leave no advice behind", async () => {
    const yaml = "summary: a\nlastmod: 2024-05-06\norder: 1\ncategories: b\nredirect_from: /c/";

    expect((await load(`---\n${yaml}\n---\n`)).problems).toEqual([]);
  });

  test("are none where their value is of another kind", async () => {
    const { pages, problems } = await load(
      "---\norder: asc\nexcerpt: [a]\nlastUpdated: false\ncategory: { a: b }\n---\n",
    );

    expect(Object.keys(pages[0]?.data ?? {})).not.toContain("weight");
    expect(pages[0]?.data.tags).toEqual([]);
    expect(problems.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'advice: unknown key "order"',
      'advice: unknown key "excerpt"',
      'advice: unknown key "lastUpdated"',
      'advice: unknown key "category"',
    ]);
  });

  test("point at the author's own words, and are called by them", async () => {
    const found = await page("summary: short\ncategories: [a]\ntags: b, c\ndate: { updated: 2024-05-06 }");

    expect(found?.placeOf("description")).toMatchObject({ line: 2, column: 10, length: 5 });
    expect(found?.placeOfKey([], "description")).toMatchObject({ line: 2, column: 1, length: 7 });
    expect(found?.data.tags).toEqual(["b", "c", "a"]);
    expect(found?.placeOf("tags", 1)).toMatchObject({ line: 4, column: 7 });
    expect(found?.placeOf("tags", 2)).toMatchObject({ line: 3, column: 14 });
    expect(found?.placeOf("updated")).toMatchObject({ line: 5, column: 18 });
    expect(found?.placeOfKey([], "updated")).toMatchObject({ line: 5, column: 9 });
    expect(told(await load("---\nlastmod: never\n---\n"))).toMatchInlineSnapshot(`
      "content/pages/a.md:2:10  advice: lastmod "never" is not a date that can be read: the document is shown without it
          | lastmod: never
          |          ^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00""
    `);
  });
});

test.each([
  ["permalink: /old/x/", ["/old/x/"]],
  ["path: 2019/09/30/x", ["/2019/09/30/x"]],
  ["path: /2019/x", ["/2019/x"]],
])("the address of another generator: %s", async (yaml, permalinks) => {
  expect((await dataOf(yaml))?.permalinks).toEqual(permalinks);
});

describe("tags", () => {
  test.each([
    ["tags: zfs", ["zfs"]],
    ["tags: zfs, Proxmox VE", ["zfs", "Proxmox VE"]],
    ["{ tags: [zfs], categories: [kernel, zfs], category: ZFS }", ["zfs", "kernel"]],
    ["tags: [2024, 5.10, true]", ["2024", "5.10", "true"]],
    ["tags: [{ label: ZFS, permalink: /zfs }]", ["ZFS"]],
    ["tags: [zfs, { tag: kernel, primary: true }]", ["zfs", "kernel"]],
    ["tags: ['', null, ' ', zfs]", ["zfs"]],
    ["tags:", []],
    ["tags: []", []],
  ])("%s", async (yaml, tags) => {
    expect((await dataOf(yaml))?.tags).toEqual(tags);
  });

  test("without an address are left out, with advice", async () => {
    const corpus = await load("---\ntags: [zfs, '?!']\n---\n");

    expect(corpus.pages[0]?.data.tags).toEqual(["zfs"]);
    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/pages/a.md:2:13  advice: tag "?!" gives no address
          | tags: [zfs, '?!']
          |             ^^^^
        Use letters and digits in it; until then it is left out"
    `);
  });

  test("of any length stay", async () => {
    expect((await dataOf(`tags: ${"x".repeat(300)}`))?.tags).toHaveLength(1);
  });

  test("that are maps are refused where they stand", async () => {
    expect(told(await load("---\ntags: [zfs, { a: b }]\n---\n"))).toMatchInlineSnapshot(`
      "content/pages/a.md:2:13  "tags[1]" cannot be {"a":"b"}
          | tags: [zfs, { a: b }]
          |             ^^^^^^^^
        Write text"
    `);
  });
});

describe("slug", () => {
  test.each([
    ["slug: kernel-update", "kernel-update"],
    ["slug: Kernel Update", "kernel-update"],
    ["slug: 404", "404"],
    ["slug: /guides/kernel/", "kernel"],
    ["slug: ../../etc", "etc"],
    ["slug: /", undefined],
    ["slug: '?!'", undefined],
    ["slug:", undefined],
  ])("%s", async (yaml, slug) => {
    expect((await dataOf(yaml))?.slug).toBe(slug);
  });

  test("is advised about where it is more or less than one step of an address", async () => {
    expect(told(await load("---\nslug: /guides/kernel/\n---\n"))).toMatchInlineSnapshot(`
      "content/pages/a.md:2:7  advice: slug "/guides/kernel/" is more than the last part of an address
          | slug: /guides/kernel/
          |       ^^^^^^^^^^^^^^^
        Write only the last part, "kernel": the folder gives the rest"
    `);
    expect(told(await load("---\nslug: /\n---\n"))).toMatchInlineSnapshot(`
      "content/pages/a.md:2:7  advice: slug "/" gives no address
          | slug: /
          |       ^
        Use letters, digits and hyphens in it; until then the file name is used"
    `);
  });
});

describe("dates of a document", () => {
  test("are kept in ISO form", async () => {
    const { runbooks } = await loadSite({
      "content/runbooks/a.md": "---\ndate: 2024-05-06 09:00\nreviewed: 2024-05-06 09:00:00 -0700\n---\n",
    });

    expect(runbooks[0]?.data).toMatchObject({ date: "2024-05-06", reviewed: "2024-05-06T09:00:00-07:00" });
  });

  test("of TOML keep their zone, and without one only their day", async () => {
    const { pages } = await load("+++\ndate = 2024-05-06T09:00:00\nlastmod = 2024-05-06 09:00:00+02:00\n+++\n");

    expect(pages[0]?.data).toMatchObject({ date: "2024-05-06", updated: "2024-05-06T09:00:00+02:00" });
  });

  test("fall back to that of the file's name", async () => {
    expect(await dataOf("title: x", "2024-05-06-x.md")).toMatchObject({ date: "2024-05-06" });
    expect(await dataOf("date: 2024-05-07", "2024-05-06-x.md")).toMatchObject({ date: "2024-05-07" });
    expect((await load("text\n", "2024-05-06-x.md")).pages[0]?.data.date).toBe("2024-05-06");
  });

  test("in a timeline still need their zone", async () => {
    const timeline = "---\ntimeline: [{ at: 2024-05-06T09:00, kind: note, text: x }]\n---\n";

    expect((await loadSite({ "content/postmortems/a.md": timeline })).problems).toMatchObject([
      { kind: "problem", what: 'invalid date "2024-05-06T09:00" in "timeline[0].at"' },
    ]);
  });
});

describe("values that say the same as others", () => {
  test("are told where they differ, and left out", async () => {
    const { pages, problems } = await loadSite({
      "content/pages/a.md":
        "---\ndescription: One.\nsummary: Two.\nexcerpt: One.\npubDate: 2024-05-06\ndate: 2024-05-06\n---\n",
    });

    expect(pages).toMatchObject([{ data: { description: "One.", date: "2024-05-06" } }]);
    expect(problems).toMatchObject([
      { kind: "advice", what: '"summary" is ignored beside "description"', place: { line: 3 } },
    ]);
  });

  test("stay where they are tags, although their address is the same", async () => {
    const { pages, problems } = await loadSite({ "content/pages/a.md": "---\ntags: [C, C++, c]\n---\n" });

    expect(pages).toMatchObject([{ data: { tags: ["C", "C++"] } }]);
    expect(problems).toMatchObject([{ kind: "advice", what: 'tag "C++" is also spelt "C"' }]);
  });
});
