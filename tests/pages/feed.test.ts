// The Atom feed with its texts: well-formed whatever authors write, and nothing in it that changes with a night.

import { load } from "cheerio";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import feed from "../../src/pages/feed.11ty.ts";
import type { PageData } from "../../src/pages/page-data.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";
import { site as siteOnDisk } from "../site/support/tiny-site.ts";
import { machineSite } from "./support/machine-site.ts";

const SETTINGS = 'title: Ours & "theirs"\nurl: https://kb.example\npathPrefix: /kb/\n';
const siteOf = async (files: Files) => loadSite(await writeSite({ "content/site.yaml": SETTINGS, ...files }));

/** Throws for what no parser of XML may accept. */
function parse(xml: string) {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(xml).close();
  const $ = load(xml, { xml: true });
  const all = (selector: string) =>
    $(selector)
      .map((_, element) => $(element).text())
      .get();
  return { $, all, contents: all("entry > content") };
}

describe("/feed.xml", () => {
  test("has post-mortems and runbooks, the newest first, by the newest day that each states", async () => {
    const { all } = parse(
      await feed.render(
        await siteOf({
          "content/postmortems/2024-05-06-a.md": "---\ntitle: A\n---\nText\n",
          "content/postmortems/2024-05-01-b.md": "---\ntitle: B\nupdated: 2024-08-01\n---\nText\n",
          "content/postmortems/c.md": "# No day\n",
          "content/runbooks/d.md": runbook("title: D\nreviewed: 2024-07-01\ndate: 2023-01-01"),
          "content/runbooks/e.md": runbook("title: No day"),
          "content/pages/about.md": "---\ndate: 2024-01-01\n---\nText\n",
        }),
      ),
    );

    expect(all("feed > title")).toEqual(['Ours & "theirs"']);
    expect(all("entry > title")).toEqual(["B", "D", "A"]);
    expect(all("entry > updated")).toEqual(
      ["2024-08-01", "2024-07-01", "2024-05-06"].map((day) => `${day}T00:00:00.000Z`),
    );
    expect(all("entry > published")).toEqual(
      ["2024-05-01", "2023-01-01", "2024-05-06"].map((day) => `${day}T00:00:00.000Z`),
    );
    expect(all("feed > updated")).toEqual(["2024-08-01T00:00:00.000Z"]);
  });

  test("has the newest twenty, and no clock where there is none", async () => {
    const many = Array.from({ length: 25 }, (_, i) => [
      `content/postmortems/2024-01-${String(i + 1).padStart(2, "0")}-p${i}.md`,
      `# P${i}\n`,
    ]);

    expect(
      parse(await feed.render(await siteOf(Object.fromEntries(many))))
        .all("entry > title")
        .at(-1),
    ).toBe("P5");
    expect(parse(await feed.render(await siteOf({}))).all("feed > updated")).toEqual(["1970-01-01T00:00:00.000Z"]);
  });
});

describe("the content of an entry", () => {
  let content: ReturnType<typeof load>;

  beforeAll(async () => {
    const root = await siteOnDisk({
      "content/site.yaml": SETTINGS,
      "content/postmortems/2024-05-06-a.md": `---
title: A
lang: ar
---
## First

[b](../runbooks/b.md#impact) [up](https://github.com/a/b/issues/1) ![Disk](disk.png) [top](#first) note[^1]

- [x] done
- [ ] open

\`\`\`bash
sudo df -h <pool>
\`\`\`

[^1]: The note.
`,
      "content/postmortems/disk.png": "x",
      "content/runbooks/b.md": runbook("title: B"),
    });
    content = load(parse(await feed.render(await loadSite(root))).contents[0] ?? "");
  });

  test("has full addresses alone", () => {
    const addresses = content("[href], [src]")
      .map((_, element) => content(element).attr("href") ?? content(element).attr("src"))
      .get();

    expect(addresses).toEqual([
      "https://kb.example/kb/runbooks/b/#impact",
      "https://github.com/a/b/issues/1",
      "https://kb.example/kb/postmortems/disk.png",
      "https://kb.example/kb/postmortems/a/#first",
      "https://kb.example/kb/postmortems/a/#footnote1",
      "https://kb.example/kb/postmortems/a/#footnote-ref1",
    ]);
  });

  test("needs no style sheet and no script, and says its language", () => {
    expect(content("button, form, input, script, style, .badge, [class], [id], [tabindex]")).toHaveLength(0);
    expect(content("pre").html()).toBe("<code>sudo df -h &lt;pool&gt;</code>");
    expect(
      content("li")
        .map((_, item) => content(item).text().trim())
        .get()
        .slice(0, 2),
    ).toEqual(["☑ done", "☐ open"]);
    expect(content("body > div").attr()).toEqual({ lang: "ar", dir: "rtl" });
  });

  test("has each check as its question and its snippet", async () => {
    const everything = await loadSite("tests/fixtures/sites/everything", { url: "https://kb.example" });
    const [text = ""] = parse(await feed.render(everything)).contents;

    expect(text).toContain("https://kb.example/checks/disk-full/");
    expect(load(text)("pre code").first().text()).toMatch(/^\(\n[\s\S]*\n\)$/);
  });

  test("is the same whatever upstream says", async () => {
    const site = await machineSite();
    const moved: PageData = {
      ...site,
      references: { ...site.references, byUrl: new Map(), list: [] },
    };

    const [before, after] = [await feed.render(site), await feed.render(moved)];

    expect(before).toContain("github.com/a/b/issues/1");
    expect(after).toBe(before);
  });
});

test("whatever an author writes, the feed is well-formed and runs nothing", async () => {
  const root = await siteOnDisk({});
  const empty = await loadSite(root);
  const hostile = [
    "</script><script>alert(1)</script>",
    "]]>",
    "<![CDATA[",
    "&amp;&",
    "\u0000\u0008\ud800\uFFFE",
    "\"'<b>",
  ];
  const words = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }));
  await fc.assert(
    fc.asyncProperty(words, words, async (title, text) => {
      const data = { ...{ date: "2024-05-06", description: text, tags: [title] } };
      const rendered = { parts: [`<p>${text.replace(/[<&]/g, "")}]]></p><script>alert(1)</script>`] };
      const postmortems = [{ url: "/postmortems/a/", title, data, rendered, kind: "postmortem" }];
      const corpus = { ...empty.corpus, postmortems: postmortems as never };

      const { all, contents } = parse(await feed.render({ ...empty, corpus }));

      expect(all("entry")).toHaveLength(1);
      expect(load(contents.join("") + all("entry > title").join(""))("script, [onerror]")).toHaveLength(0);
    }),
    { numRuns: 25 },
  );
});
