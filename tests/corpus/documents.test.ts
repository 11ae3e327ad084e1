import { describe, expect, test } from "vitest";
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

  test("is not printed twice: a heading that opens the text is taken out of it", async () => {
    const { pages } = await loadSite({
      "content/pages/a.md": "# Title\n\ntext\n",
      "content/pages/b.md": "text\n\n# Zuletzt\n",
    });

    expect(pages.map(({ rendered }) => rendered.parts.join("").includes("<h1"))).toEqual([false, true]);
    expect(pages[0]?.rendered.parts).toEqual(["<p>text</p>\n"]);
  });
});

describe("a heading that opens the text", () => {
  const html = async (title: string, text: string) => {
    const { pages } = await loadSite({
      "content/media/x.png": "x",
      "content/pages/a.md": `---\ntitle: ${title}\n---\n${text}`,
    });
    return pages[0]?.rendered.parts.join("") ?? "";
  };

  test("is taken out where it is the title of the front matter, be it with other marks", async () => {
    expect(await html("Disk full!", "# **Disk** full\n\ntext\n")).toBe("<p>text</p>\n");
  });

  test.each([
    ["says something else", "Markdown", "# Overview\n"],
    ["says more", "Disk full", "# Disk full on the hosts\n"],
    ["holds a picture", "Disk full", "# Disk full ![of what](/media/x.png)\n"],
  ])("stays where it %s: nothing is lost", async (_what, title, text) => {
    expect(await html(title, text)).toContain("<h1");
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
        Add what is missing, or say status: review until it is known"
    `);
  });

  test("asks a runbook for its owner and review", async () => {
    const text = runbook("{ title: x, status: final, severity: sev2 }");

    expect(told(await loadSite({ "content/runbooks/a.md": text }))).toMatchInlineSnapshot(`
      "content/runbooks/a.md:2:21  status "final" without description, owner, reviewed
          | { title: x, status: final, severity: sev2 }
          |                     ^^^^^
        Add what is missing, or say status: review until it is known"
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
    "content/pages/!!!.md:1:1  file whose name gives no address
        | text
      Use letters, digits and hyphens in it and its folders"
  `);
});
