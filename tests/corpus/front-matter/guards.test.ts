import { describe, expect, test } from "vitest";
import { loadSite, told } from "../tiny-site.ts";

/** The page with this front matter, read on its author's own machine, where drafts are shown. */
const load = (yaml: string) =>
  loadSite({ "content/pages/a.md": `---\n${yaml}\n---\ntext\n` }, { drafts: true, audience: "restricted" });
const pageOf = async (yaml: string) => (await load(yaml)).pages[0]?.data;

describe("readGuards() hides", () => {
  test.each([
    "draft: true",
    "draft: yes",
    'draft: "True"',
    "published: false",
    "published: no",
    "publish: false",
    'publish: "off"',
    "{ draft: false, published: false }",
    "base: &base { draft: true }\n<<: *base",
  ])("a document with %s", async (yaml) => {
    expect(await pageOf(yaml)).toMatchObject({ draft: true });
  });

  test.each(["draft: false", "draft: 'no'", "published: true", "publish: yes", "draft:", 'draft: ""', "title: x"])(
    "none with %s",
    async (yaml) => {
      const data = await pageOf(yaml);

      expect([data?.draft, data?.publish]).toEqual([false, undefined]);
    },
  );

  test.each([
    ["publish: 2031-01-02", "2031-01-02"],
    ["publishDate: 2031-01-02T03:04:05+01:00", "2031-01-02T03:04:05+01:00"],
    ["publishdate: 2031-01-02 03:04:05 +0100", "2031-01-02T03:04:05+01:00"],
    ["published: 2031-01-02 03:04", "2031-01-02"],
    ["published_at: 2031-01-02", "2031-01-02"],
    ["{ publish: 2031-01-02, publishDate: 2032-01-02 }", "2032-01-02"],
    ["{ publish: 2033-01-02, publishDate: 2032-01-02 }", "2033-01-02"],
  ])("until the day that %s says", async (yaml, publish) => {
    expect(await pageOf(yaml)).toMatchObject({ draft: false, publish });
  });

  test("a document of TOML and of JSON alike", async () => {
    const { pages } = await loadSite(
      {
        "content/pages/a.md": "+++\ndraft = true\npublishDate = 2031-01-02T03:04:05Z\n+++\n",
        "content/pages/b.md": '{ "published": false, "publish": "2031-01-02" }\n',
      },
      { drafts: true },
    );

    expect(pages.map(({ data }) => [data.draft, data.publish])).toEqual([
      [true, "2031-01-02T03:04:05Z"],
      [true, "2031-01-02"],
    ]);
  });
});

test.each(["expiryDate", "unpublishdate"])("%s, which hides nothing here, is told as that", async (key) => {
  const { pages, problems } = await load(`${key}: 2024-05-06`);

  expect(pages).toHaveLength(1);
  expect(problems).toMatchObject([{ kind: "advice", what: `key "${key}" has no effect here` }]);
});

describe("a guard that is misspelt", () => {
  test.each([
    ["Draft: true", "draft"],
    ["darft: true", "draft"],
    ["drafts: true", "draft"],
    ["pubished: false", "published"],
    ["Published: false", "published"],
    ["publsh: false", "publish"],
    ["publish-date: 2031-01-02", "publishDate"],
    ["stauts: draft", "status"],
    ["state: draft", "status"],
    ["Audience: internal", "audience"],
    ["audiance: internal", "audience"],
  ])("is told, and the document left out: %s", async (yaml, meant) => {
    const { pages, problems } = await load(yaml);

    expect(pages).toEqual([]);
    expect(problems).toMatchObject([{ kind: "problem", place: { line: 2, column: 1 } }]);
    expect(problems[0]?.remedy).toContain(`Did you mean "${meant}"?`);
  });

  test.each([
    ...["state: resolved", "publisher: us", "stats: 3", "start: 2024-05-06", "data: x", "stages: [a]", "drain: first"],
    "stage: { toString: x }",
    ...["public: notes", "public: true", "art: x", "craft: wood"],
  ])("is not every word that lies near: %s is advice", async (yaml) => {
    const { pages, problems } = await load(yaml);

    expect(pages).toHaveLength(1);
    expect(problems).toMatchObject([{ kind: "advice" }]);
  });

  test("says what it may have been", async () => {
    expect(told(await load("title: x\ndarft: true"))).toMatchInlineSnapshot(`
      "content/pages/a.md:3:1  unknown key "darft", which may be meant to hide the document
          | darft: true
          | ^^^^^
        Did you mean "draft"? The document stays hidden until this is corrected"
    `);
  });
});

describe("a guard whose value cannot be understood", () => {
  test.each([
    "draft: maybe",
    "draft: [true]",
    "draft: 1",
    "published: soon",
    "publishDate: true",
    "status: drfat",
    "audience: Interal",
  ])("is told, and the document left out: %s", async (yaml) => {
    const { pages, problems } = await load(yaml);

    expect(pages).toEqual([]);
    expect(problems).toMatchObject([{ kind: "problem", place: { line: 2 } }]);
  });

  test("says what could stand there, beside what else is wrong", async () => {
    expect(
      told(await load("draft: maybe\npublished: soon\npublishDate: soon\naudience: Interal\ndate: never")),
    ).toMatchInlineSnapshot(`
      "content/pages/a.md:2:8  "draft" cannot be "maybe"
          | draft: maybe
          |        ^^^^^
        Write true or false

      content/pages/a.md:3:12  "published" cannot be "soon"
          | published: soon
          |            ^^^^
        Write true or false, or the day from which it may be read, as in 2026-12-01

      content/pages/a.md:4:14  "publishDate" cannot be "soon"
          | publishDate: soon
          |              ^^^^
        Write the day from which it may be read, as in 2026-12-01

      content/pages/a.md:5:11  "audience" cannot be "Interal"
          | audience: Interal
          |           ^^^^^^^
        Did you mean "internal"? Write one of: public, internal, restricted. They say who may read the document; without the key everybody may

      content/pages/a.md:6:7  advice: date "never" is not a date that can be read: the document is shown without it
          | date: never
          |       ^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00""
    `);
  });

  test("is read in any case", async () => {
    expect(await pageOf("{ status: Draft, audience: INTERNAL }")).toMatchObject({
      status: "draft",
      audience: "internal",
    });
  });
});
