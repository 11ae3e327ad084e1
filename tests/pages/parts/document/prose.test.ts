import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { html } from "../../../../src/core/html.ts";
import { prose, proseBefore, sectionOf } from "../../../../src/pages/parts/document/prose.ts";
import { type Files, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const PAGE = "content/pages/team/a.md";
const SITE: Files = {
  "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n",
  "content/runbooks/Storage/disk full.md": runbook("title: x"),
  "content/pages/team/größe.md": "text",
  'content/pages/team/a "b" & c.png': "x",
  "content/pages/team/broken.md": "---\ndate: 2023-02-30\n---\n",
};

/** The HTML of this text, as content/pages/team/a.md. */
async function htmlOf(text: string, more: Files = {}): Promise<string> {
  const { site, document } = await pageOf(text, more);
  return html`${prose(site, document)}`.toString().trim();
}

async function pageOf(text: string, more: Files = {}) {
  const site = await loadSite(await writeSite({ ...SITE, [PAGE]: text, ...more }));
  const document = site.corpus.documents.find(({ file }) => file === PAGE);
  if (document === undefined) throw new TypeError(JSON.stringify(site.problems));
  return { site, document };
}

describe("prose() fills in", () => {
  test.each([
    ["[x](../../runbooks/Storage/disk%20full.md#impact)", "/kb/runbooks/storage/disk-full/#impact"],
    ["[x](/runbooks/storage/disk-full?a=1&b=2)", "/kb/runbooks/storage/disk-full/?a=1&b=2"],
    ["[x](größe.md)", "/kb/team/größe/"],
    ["[x]", "/kb/team/größe/"],
    ['<a href="größe.html">x</a>', "/kb/team/größe/"],
    ["[x](a%20%22b%22%20&%20c.png)", "/kb/team/a%20%22b%22%20%26%20c.png"],
  ])("where a link leads, with the path prefix: %s", async (text, href) => {
    const $ = load(await htmlOf(`${text}\n\n[x]: größe.md\n`));

    expect($("a").attr("href")).toBe(href);
    expect($("a").text()).toBe("x");
  });

  test("what an image shows, with its other attributes", async () => {
    expect(await htmlOf(`![A *b* "c"](<a "b" & c.png> "d")`)).toMatchInlineSnapshot(
      `"<figure class="picture"><img src="/kb/team/a%20%22b%22%20%26%20c.png" alt="A b &quot;c&quot;" loading="lazy"><figcaption>d</figcaption></figure>"`,
    );
    expect(await htmlOf(`<img src='a "b" &amp; c.png' width=7 onerror=x>`)).toMatchInlineSnapshot(
      `"<img src="/kb/team/a%20%22b%22%20%26%20c.png" width="7" loading="lazy">"`,
    );
  });

  test("text that is marked up within a link", async () => {
    expect(await htmlOf("[a **b** `c`](größe.md 'd')")).toMatchInlineSnapshot(
      `"<p><a href="/kb/team/größe/" title="d">a <strong>b</strong> <code>c</code></a></p>"`,
    );
  });
});

describe("prose() leaves", () => {
  test("links that lead out, and those within the page, as they are", async () => {
    expect(await htmlOf("## H\n\n[a](https://e.org/) [b](#h) [c](mailto:a@e.org)\n")).toMatchInlineSnapshot(`
      "<h2 id="h">H</h2>
      <p><a href="https://e.org/">a</a> <a href="#h">b</a> <a href="mailto:a@e.org">c</a></p>"
    `);
  });

  test("text in place of what is held back, be it a link, raw HTML or an image", async () => {
    expect(await htmlOf('[a **b**](broken.md) <a href="broken.md" class="x">c</a>\n')).toMatchInlineSnapshot(
      `"<p>a <strong>b</strong> <span class="held-back">(not published)</span> c <span class="held-back">(not published)</span></p>"`,
    );
  });
});

describe("proseBefore()", () => {
  /** The ids of the headings in each of the two texts, which are whole HTML. */
  async function splitOf(text: string): Promise<string[] | undefined> {
    const { site, document } = await pageOf(text);
    const [, ...headings] = document.rendered.headings;
    return proseBefore(site, document, headings)?.map((part) => {
      const $ = load(`${part}`, null, false);
      expect($.html().trim()).toBe(`${part}`.trim());
      const ids = $("h2").map((_, heading) => $(heading).attr("id"));
      return ids.get().join(" ");
    });
  }

  test.each([
    ["<details><summary>More</summary>\n\n## B\n\ntext\n\n</details>"],
    ["> [!NOTE]\n> ## B\n>\n> text"],
    ["- item\n\n  ## B\n\n  [x](größe.md)<br>"],
  ])("passes over a heading within %j", async (nested) => {
    expect(await splitOf(`## A\n\n${nested}\n\n## C\n\ntext\n`)).toEqual(["a b", "c"]);
    expect(await splitOf(`## A\n\n${nested}\n`)).toBeUndefined();
  });

  test("takes the first heading in the text itself, whatever stands before it", async () => {
    expect(await splitOf("## A\n\n![x](a%20%22b%22%20&%20c.png) [x](größe.md) `<b>`\n\n---\n\n## B\n\n## C\n")).toEqual(
      ["a", "b c"],
    );
  });
});

describe("sectionOf()", () => {
  async function sectionIn(text: string, id = "a") {
    const { site, document } = await pageOf(text);
    const heading = document.rendered.headings.find((one) => one.id === id);
    if (heading === undefined) throw new TypeError(`No heading has the id ${id}`);
    return sectionOf(site, document, heading)?.toString().trim();
  }

  test("ends before the next heading of its rank, and has no heading of its own", async () => {
    const text = "## A\n\nx\n\n### A1\n\n[y](größe.md)\n\n## B [x](größe.md)\n\nz\n";

    expect(await sectionIn(text)).toBe('<p>x</p>\n<h3>A1</h3>\n<p><a href="/kb/team/größe/">y</a></p>');
    expect(await sectionIn(text, "b-x")).toBe("<p>z</p>");
  });

  test("leads to its own page, and has no ids", async () => {
    const text = "## A\n\n[x](#b) [^1] <b id=q title='href=\"#r\"'>c</b>\n\n## B\n\n[^1]: Note\n";

    const section = await sectionIn(text);
    expect(section).not.toContain(" id=");
    expect(section).toContain('<a href="/kb/team/a/#b">x</a>');
    expect(section?.match(/href="#/g)).toBeNull();
    expect(section).toContain("href=&quot;#r&quot;");
  });

  test("is not known for a heading within another element", async () => {
    expect(await sectionIn("<details><summary>More</summary>\n\n## A\n\nx\n\n</details>\n")).toBeUndefined();
  });
});
