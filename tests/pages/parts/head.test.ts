// What pages tell search engines and link previews, whatever authors call things.

import { readFile } from "node:fs/promises";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import home from "../../../src/pages/home.11ty.ts";
import notFound from "../../../src/pages/not-found.11ty.ts";
import type { PageType } from "../../../src/pages/page-type.ts";
import pages from "../../../src/pages/pages.11ty.ts";
import postmortems from "../../../src/pages/postmortems.11ty.ts";
import runbookList from "../../../src/pages/runbook-list.11ty.ts";
import runbooks from "../../../src/pages/runbooks.11ty.ts";
import search from "../../../src/pages/search.11ty.ts";
import { type Files, runbook, writeSite } from "../../corpus/tiny-site.ts";
import { loadSite } from "../../site/support/load-site.ts";

const SETTINGS = "title: Ours\nurl: https://kb.example\npathPrefix: /kb/\nauthor: { name: The team }\n";
const FILES: Files = {
  "content/site.yaml": SETTINGS,
  "content/postmortems/2024-05-06-a.md": "---\ntitle: A night\ndescription: No disk\nupdated: 2024-06-07\n---\nText\n",
  "content/runbooks/storage/disks/b.md": runbook("title: Disk\nreviewed: 2024-07-08"),
  "content/runbooks/storage/_index.md": "---\ntitle: Storage\n---\nAll disks\n",
  "content/pages/about.md": "# About us\n",
};

const siteOf = (files: Files = FILES, drafts = false) => writeSite(files).then((root) => loadSite(root, { drafts }));
type Loaded = Awaited<ReturnType<typeof siteOf>>;

function read(html: string) {
  const $ = load(html);
  const meta = (name: string) => $(`meta[property="${name}"], meta[name="${name}"]`).attr("content");
  const data = $("script[type='application/ld+json']");
  return { $, meta, graph: data.length === 0 ? [] : JSON.parse(data.text())["@graph"] };
}

const pageOf = (site: Loaded, page: PageType) => read(page.render(site));
const articleOf = (site: Loaded) =>
  read(postmortems.render({ ...site, document: site.corpus.postmortems[0] as never }));
const runbookOf = (site: Loaded) => read(runbooks.render({ ...site, document: site.corpus.runbooks[0] as never }));

describe("a link preview", () => {
  test("of an article has its dates; of any other page, none", async () => {
    const site = await siteOf();
    const names = ["og:type", "og:title", "og:description", "og:site_name", "og:url", "article:published_time"];
    const tell = ({ meta }: ReturnType<typeof read>) => [...names, "article:modified_time"].map(meta);

    expect([articleOf(site), runbookOf(site), pageOf(site, home)].map(tell)).toEqual([
      [
        ...["article", "A night", "No disk", "Ours", "https://kb.example/kb/postmortems/a/", "2024-05-06"],
        "2024-06-07",
      ],
      [
        ...["article", "Disk", "Post-mortems and runbooks", "Ours", "https://kb.example/kb/runbooks/storage/disks/b/"],
        ...[undefined, undefined],
      ],
      [...["website", "Ours", "Post-mortems and runbooks", "Ours", "https://kb.example/kb/", undefined], undefined],
    ]);
  });

  test("has the site's picture, by its full address", async () => {
    const image = "image: { file: media/card.png, alt: A disk }\n";
    const files = { ...FILES, "content/media/card.png": "x" };

    const { meta } = articleOf(await siteOf({ ...files, "content/site.yaml": SETTINGS + image }));
    const without = articleOf(await siteOf({ ...files, "content/site.yaml": image }));

    expect([meta("og:image"), meta("og:image:alt")]).toEqual(["https://kb.example/kb/media/card.png", "A disk"]);
    expect(without.meta("og:image")).toBeUndefined();
  });
});

describe("structured data", () => {
  test("describes an article and the way to it", async () => {
    expect(articleOf(await siteOf()).graph).toEqual([
      {
        "@type": "TechArticle",
        headline: "A night",
        description: "No disk",
        datePublished: "2024-05-06",
        dateModified: "2024-06-07",
        inLanguage: "en",
        author: { "@type": "Organization", name: "The team" },
      },
      {
        "@type": "BreadcrumbList",
        itemListElement: [
          { "@type": "ListItem", position: 1, name: "Post-mortems", item: "https://kb.example/kb/postmortems/" },
          { "@type": "ListItem", position: 2, name: "A night" },
        ],
      },
    ]);
  });

  test("names the folders above a runbook, and calls a review no change", async () => {
    const [article, way] = runbookOf(await siteOf()).graph;

    expect([article.datePublished, article.dateModified]).toEqual([undefined, undefined]);
    expect(way.itemListElement.map(({ name, item = "" }: Record<string, string>) => `${name} ${item}`)).toEqual([
      "Runbooks https://kb.example/kb/runbooks/",
      "Storage https://kb.example/kb/runbooks/storage/",
      "Disks https://kb.example/kb/runbooks/storage/disks/",
      "Disk ",
    ]);
  });

  test("of a page below a folder is the way alone; a page at the root, a list and the home page have none", async () => {
    const site = await siteOf({ ...FILES, "content/pages/team/on-call.md": "# On call\n" });
    const graphs = ["/about/", "/team/on-call/"].map((url) => {
      const { graph } = read(pages.render({ ...site, document: site.corpus.byUrl.get(url) as never }));
      return graph.map((part: Record<string, string>) => part["@type"]);
    });

    expect(graphs).toEqual([[], ["BreadcrumbList"]]);
    expect([pageOf(site, home).graph, pageOf(site, runbookList).graph]).toEqual([[], []]);
    expect(articleOf(await siteOf({ ...FILES, "content/site.yaml": "title: Ours\n" })).graph).toEqual([]);
  });

  test.each([
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "a ]]> b",
    `"quoted" 'so' \\`,
    "\u2028\u2029&amp;",
  ])("holds the title %j and nothing else", async (title) => {
    const file = { "content/postmortems/a.md": `---\ntitle: ${JSON.stringify(title)}\n---\nText\n` };
    const site = await siteOf({ ...FILES, ...file });
    const document = site.corpus.postmortems.find(({ file }) => file.endsWith("/a.md"));

    const html = postmortems.render({ ...site, document: document as never });
    const { $, graph, meta } = read(html);

    expect([graph[0].headline, meta("og:title")]).toEqual([document?.title, document?.title]);
    expect($("script:not([src]):not([type='application/ld+json'])")).toHaveLength(0);
    expect($("head > *").last().prop("tagName")).toBe("SCRIPT");
    expect(/ld\+json">(.*)<\/script>\n/.exec(html)?.[1]).not.toMatch(/[<\u2028\u2029]/);
  });
});

describe("noindex", () => {
  const isHidden = ({ meta }: ReturnType<typeof read>) => meta("robots") === "noindex";

  test("stands on pages without anything to find: the search, 404, a list without entries", async () => {
    const site = await siteOf();
    const empty = await siteOf({ "content/site.yaml": SETTINGS });

    expect([search, notFound].map((page) => isHidden(pageOf(site, page)))).toEqual([true, true]);
    expect([site, empty].map((one) => isHidden(pageOf(one, runbookList)))).toEqual([false, true]);
    expect([isHidden(articleOf(site)), isHidden(pageOf(empty, home))]).toEqual([false, false]);
  });

  test("stands on a draft that is shown, and not on a finished document", async () => {
    const drafts = ["draft: true", "status: review", "status: draft"].map(async (key) =>
      runbookOf(await siteOf({ "content/runbooks/a.md": runbook(`title: A\n${key}`) }, true)),
    );

    expect((await Promise.all(drafts)).map(isHidden)).toEqual([true, true, true]);
  });
});

test("the icons are there, and that of a phone is as large as it asks for", async () => {
  const { $ } = pageOf(await siteOf(), home);
  const files = $("link[rel=icon], link[rel=apple-touch-icon]")
    .map((_, link) => ($(link).attr("href") ?? "").replace("/kb/assets/", "src/pages/theme/icons/"))
    .get();

  const [drawing, picture] = await Promise.all(files.map((file) => readFile(file)));

  expect(drawing?.toString("utf8")).toMatch(/^<svg /);
  expect([16, 20].map((at) => picture?.readUInt32BE(at))).toEqual([180, 180]);
});
