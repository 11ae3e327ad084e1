import { describe, expect, test } from "vitest";
import { loadSite, toldOf } from "../tiny-site.ts";

describe("loadCorpus() on front matter of which only a part would be read", () => {
  test("tells a second block of the same kind", async () => {
    expect(await toldOf("---\ntitle: x\n---\n---\ndraft: true\n---\ntext\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:4:1  second front matter right after the first
          | ---
          | ^^^
        Move all of it into the first block, and remove this one"
    `);
  });

  test.each([
    "---\n---\n\n---\ndraft: true\n---\n",
    "---\n---\n<!-- ours -->\n---\n# not yet\naudience: internal\n...\n",
    "+++\n+++\n+++\ndraft = true\n+++\n",
    "+++\na = 1\n+++\n\n+++\n[x]\ndraft = true\n+++\n",
    '---\ntitle: x\n---\n{ "draft": true }\n',
    '{ "title": "x" }\n{ "draft": true }\n',
    '{ "title": "x" }\n---\ndraft: true\n---\n',
  ])("publishes nothing of %j", async (text) => {
    const { pages, problems } = await loadSite({ "content/pages/a.md": text });

    expect(pages).toEqual([]);
    expect(problems).toMatchObject([{ kind: "problem", what: "second front matter right after the first" }]);
  });

  test.each(["\u200b", "\ufeff\ufeff", "\u2060 ", "\0", "\u00ad\n"])(
    "tells of it behind unseen signs: %j",
    async (sign) => {
      const { pages, problems } = await loadSite({ "content/pages/a.md": `${sign}---\ntitle: x\n---\ntext\n` });

      expect(pages).toEqual([]);
      expect(problems).toMatchObject([{ kind: "problem", what: "front matter that does not begin on the first line" }]);
    },
  );
});

test.each([
  "--- # ours\ntags: [a]\ndraft: true\n---\ntext\n",
  "---   # \ntags: [a]\ndraft: true\n---\ntext\n",
  "--- yaml # ours\ntags: [a]\ndraft: true\n---\ntext\n",
  "+++ # ours\ntags = ['a']\ndraft = true\n+++\ntext\n",
])("boundsOf() takes a comment behind the mark for one: %j", async (text) => {
  const files = { "content/pages/a.md": text };

  expect((await loadSite(files)).pages).toEqual([]);
  expect((await loadSite(files, { drafts: true })).pages).toMatchObject([{ data: { tags: ["a"], draft: true } }]);
  expect((await loadSite({ "content/pages/a.md": `\n${text}` })).pages).toEqual([]);
});

test.each([
  "---\ntags: [a]\n---\n\n---\n\nNote: text\n",
  "---\ntags: [a]\n---\n---\nNote: text\n",
  "---\ntags: [a]\n---\n50%\r100%\n",
  "---\ntags: [a]\n---\n\n---\n\nNote: this page is old.\n\n---\n",
  "---\ntags: [a]\n---\n---\nNote: this page is old.\n---\n",
])("loadCorpus() takes a rule, or a lone carriage return, behind front matter for text: %j", async (text) => {
  const { pages, problems } = await loadSite({ "content/pages/a.md": text });

  expect(pages).toMatchObject([{ data: { tags: ["a"] } }]);
  expect(problems).toEqual([]);
});

test.each(["\n---\nWarning: do not do that.\n---\n", "<!-- ours -->\n---\n\nWarning: do not do that.\n"])(
  "a sentence between rules across the page is text: %j",
  async (text) => {
    const { pages, problems } = await loadSite({ "content/pages/a.md": text });

    expect(pages[0]?.rendered.parts.join("")).toContain("Warning: do not do that.");
    expect(problems).toEqual([]);
  },
);

test("JSON that begins with a comment is read as front matter, and told", async () => {
  const { pages, problems } = await loadSite({
    "content/pages/a.md": '{\n  // ours\n  "title": "x", "draft": true\n}\n',
  });

  expect(pages).toEqual([]);
  expect(problems).toMatchObject([
    { kind: "problem", place: { line: 2 }, what: expect.stringMatching(/^not valid JSON/) },
  ]);
});

describe("loadCorpus() on line ends of old Macs", () => {
  test("says where the first one is", async () => {
    expect((await toldOf("---\rtitle: x\rdraft: true\r---\rtext\r")).replaceAll("\r", "<CR>")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:4  line end of old Macs (CR alone), which is not read as a line break
          | --- title: x draft: true --- text
        Save the file with Unix or Windows line ends: sed -i 's/\\r/\\n/g'"
    `);
  });

  test.each([
    "---\rtitle: x\r---\r\n\r\ntext\r\n",
    "---\ntitle: x\raudience: internal\n---\n",
    "+++\rtitle = 'x'\r+++\r",
    '{\r"title": "x",\r"draft": true\r}\r',
    "\n---\rtitle: x\r---\r",
    "---\r\r\ntitle: x\r\r\n---\r\r\n",
  ])("publishes nothing of %j", async (text) => {
    const { pages, problems } = await loadSite({ "content/pages/a.md": text });

    expect(pages).toEqual([]);
    expect(problems).toMatchObject([{ kind: "problem" }]);
  });
});
