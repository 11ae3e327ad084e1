import { describe, expect, test } from "vitest";
import { withoutMarks } from "../../src/core/without-marks.ts";
import { loadSite, runbook, told } from "./tiny-site.ts";

describe("a document's title", () => {
  test.each([
    ["its front matter", "---\ntitle: From front matter\n---\n# From heading\n", "From front matter"],
    ["its first heading", "Some text.\n\n# From `the` *heading*\n\n# Second\n", "From the heading"],
    ["its file name", "## A section is no title\n", "High load on the host"],
    ["its file name, where the file is empty", "", "High load on the host"],
  ])("is that of %s", async (_what, text, title) => {
    const { postmortems } = await loadSite({ "content/postmortems/2023-09-21-high-load-on-the-host.md": text });

    expect(postmortems.map((document) => document.title)).toEqual([title]);
  });

  test("is the file's name in words, whatever parts them there", async () => {
    const { pages } = await loadSite({ "content/pages/2024-05-06_full_disk.md": "text\n" });

    expect(pages).toMatchObject([{ title: "Full disk", url: "/full_disk/" }]);
  });

  test.each([
    ["a raw heading that opens the text", '<h1 align="center">A &amp; <b>B</b></h1>\n\n# Second\n', "A & B"],
    [
      "the same with a logo",
      '<!-- x -->\n<h1><img src="https://x.example/a.png" alt="Logo"> On\n<br>call</h1>\n',
      "On call",
    ],
    ["the first heading with words", "# ![logo](https://x.example/a.png)\n\n# Words\n", "Words"],
  ])("is that of %s", async (_what, text, title) => {
    const { pages } = await loadSite({ "content/pages/a.md": text });

    expect(pages.map((document) => document.title)).toEqual([title]);
  });
});

describe("a heading that opens the text", () => {
  /** Title and text of a page; images as they are linked. */
  async function shown(text: string): Promise<readonly [title: string, id: string | undefined, text: string]> {
    const { pages } = await loadSite({ "content/pages/a.md": text, "content/pages/l.png": "x" });
    const [page] = pages;
    const parts = page?.rendered.parts.map((part) => (typeof part === "string" ? part : `{${part.kind}}`));
    return [page?.title ?? "", page?.heading?.id, parts?.join("") ?? ""];
  }

  test("is not printed twice: it is taken out where it is the title", async () => {
    expect(await shown("# Title\n\ntext\n")).toEqual(["Title", "title", "<p>text</p>\n"]);
    expect(await shown("text\n\n# Zuletzt\n")).toEqual([
      "Zuletzt",
      undefined,
      '<p>text</p>\n<h1 id="zuletzt">Zuletzt</h1>\n',
    ]);
  });

  test.each([
    ["Disk is full", "# Disk is full\n"],
    ["Disk  is *full*!", "disk is full\n===\n"],
    ["«Disk & co»", "# “Disk &amp; **CO**.”\n"],
    ["Größe: `df`", "# Größe: `df`\n"],
    ["Kube Pod Crash Looping", "# KubePodCrashLooping\n"],
    ["...", "# ...\n"],
    ["Disk", '<h1 align="center" title="a>b">Disk</h1>\n\n'],
  ])("is taken out where the front matter says the same: %s", async (title, heading) => {
    const [printed, , text] = await shown(`---\ntitle: ${JSON.stringify(title)}\n---\n${heading}text\n`);

    expect([printed, text]).toEqual([withoutMarks(title), "<p>text</p>\n"]);
  });

  test.each([
    ["Short", "# Danger: do NOT reboot <pool>\n"],
    ["Short", "Short of space\n===\n"],
    ["Short", "# Short [of](https://x.example/) space\n"],
    ["Short", "# Short[^1]\n\n[^1]: note\n"],
    ["Short", "# [Short](b.md)\n"],
    ["Short", "# ~~Short~~\n"],
    ["Short", '# <a id="old"></a>Short\n'],
    ["Short", "<h1>Short\n\nof space\n\n</h1>\n"],
    ["!", "# ?\n"],
  ])("stays in the text where it says more than the title “%s”: %s", async (title, heading) => {
    const [, id, text] = await shown(`---\ntitle: ${JSON.stringify(title)}\n---\n${heading}`);

    expect(id).toBeUndefined();
    expect(text).toMatch(/^<h1/);
  });

  test("leaves its image in the text", async () => {
    expect(await shown('<h1 align="center"><img src="l.png" alt="">On call</h1>\n\ntext\n')).toEqual([
      "On call",
      undefined,
      "<p>{image}</p>\n<p>text</p>\n",
    ]);
  });

  test("stays in the text of a folder's own page, too", async () => {
    const { sections } = await loadSite({
      "content/runbooks/a/_index.md": "---\ntitle: A\n---\n# Read this\n",
      "content/runbooks/a/b.md": runbook("title: B"),
    });

    const page = sections.find(({ name }) => name === "a")?.page;
    expect(page?.rendered.parts.join("")).toContain("Read this");
  });
});

test("readDocument() gives address, kind and the places of front matter", async () => {
  const { runbooks } = await loadSite({ "content/runbooks/disk-latency.md": runbook("tags: [zfs, kernel]") });

  expect(runbooks).toMatchObject([{ kind: "runbook", name: "disk-latency", url: "/runbooks/disk-latency/" }]);
  expect(runbooks[0]?.placeOf("tags", 1)).toMatchObject({ line: 2, column: 13, length: 6 });
  expect(runbooks[0]?.placeOfKey([], "tags")).toMatchObject({ line: 2, column: 1, length: 4 });
});

test("readDocument() places everything at the top of a document without front matter", async () => {
  const { pages } = await loadSite({ "content/pages/a.md": "text" });

  expect(pages[0]?.placeOf("title")).toMatchObject({ line: 1, column: 1, length: 0 });
  expect(pages[0]?.placeOfKey([], "title")).toMatchObject({ line: 1, column: 1, length: 0 });
});

test("readDocument() tells the defects of the text also where front matter is broken", async () => {
  const corpus = await loadSite({ "content/pages/a.md": "---\ntitle: [\n---\n\n```bsh\nx\n```\n" });

  expect(corpus.problems.map(({ place }) => place.line)).toEqual([2, 5]);
  expect(corpus.pages).toEqual([]);
});

describe("status: final", () => {
  test("asks for what a finished post-mortem says", async () => {
    const text = "---\ntitle: x\nstatus: final\ndate: 2023-09-21\ntimeline: []\n---\n";

    expect(told(await loadSite({ "content/postmortems/a.md": text }))).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:9  status "final" without description, severity, systems, impact, trigger, rootCauses, timeline, mitigations, actions, lessons
          | status: final
          |         ^^^^^
        Add what is missing, or write status: review until it is known"
    `);
  });

  test("asks a runbook for its owner and review", async () => {
    const text = runbook("{ title: x, status: final, severity: sev2 }");

    expect(told(await loadSite({ "content/runbooks/a.md": text }))).toMatchInlineSnapshot(`
      "content/runbooks/a.md:2:21  status "final" without description, owner, reviewed
          | { title: x, status: final, severity: sev2 }
          |                     ^^^^^
        Add what is missing, or write status: review until it is known"
    `);
  });

  test.each(["draft", "review"])("is not asked of a %s", async (status) => {
    const corpus = await loadSite({ "content/postmortems/a.md": `---\nstatus: ${status}\n---\n` }, { drafts: true });

    expect(corpus.problems).toEqual([]);
  });

  test("is content with a page's title", async () => {
    expect((await loadSite({ "content/pages/a.md": "---\ntitle: x\nstatus: final\n---\n" })).problems).toEqual([]);
  });
});

test("a file whose name gives no address is told", async () => {
  expect(told(await loadSite({ "content/pages/!!!.md": "text" }))).toMatchInlineSnapshot(`
    "content/pages/!!!.md:1:1  file name that gives no address
        | text
      Use letters, digits and hyphens in the names of the file and its folders"
  `);
});
