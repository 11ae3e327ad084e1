import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import folderPage from "../../src/pages/folders.11ty.ts";
import home from "../../src/pages/home.11ty.ts";
import pageList from "../../src/pages/page-list.11ty.ts";
import type { PageType } from "../../src/pages/page-type.ts";
import postmortemList from "../../src/pages/postmortem-list.11ty.ts";
import runbookList from "../../src/pages/runbook-list.11ty.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";

const SITE: Files = {
  "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n",
  "content/pages/index.md": "---\ntitle: Start\n---\nAsk [on call](team/rota.md) first.\n",
  "content/pages/team/rota.md": "# Rota\n",
  "content/runbooks/README.md": "# All runbooks\n\nRead *first minute* first.\n",
  "content/runbooks/Storage/_index.md": "---\ntitle: Disks & pools\ndescription: What spins\n---\n![x](x.png)\n",
  "content/runbooks/Storage/x.png": "x",
  "content/runbooks/Storage/full.md": runbook("title: Full"),
  "content/runbooks/Storage/zfs/slow.md": runbook("{ title: Slow, weight: 2 }"),
  "content/runbooks/Storage/zfs/lost.md": runbook("{ title: Lost, weight: 1 }"),
  "content/runbooks/load.md": runbook("title: Load"),
  "content/postmortems/2024/down.md": "---\ntitle: Down\ndate: 2024-05-06\n---\n",
  "content/postmortems/2023/up.md": "---\ntitle: Up\ndate: 2023-05-06\n---\n",
};

/** A page of the site above, with these files too. */
async function pageOf(page: PageType, more: Files = {}) {
  return load(page.render(await loadSite(await writeSite({ ...SITE, ...more }))));
}

/** The page of a folder, by its address. */
async function folderAt(url: string, more: Files = {}) {
  const site = await loadSite(await writeSite({ ...SITE, ...more }));
  const section = site.corpus.folders.find((folder) => folder.url === url);
  if (section === undefined) throw new TypeError(`No folder at ${url}`);
  return { $: load(folderPage.render({ ...site, section })), section, site };
}

/** Headings and entries of a list, in their order. */
function rows($: ReturnType<typeof load>): string[] {
  return $("main h2, .documents li > a")
    .map((_, element) =>
      `${element.name === "h2" ? "## " : ""}${$(element).text()} ${$(element).attr("href") ?? ""}`.trim(),
    )
    .get();
}

describe("the page of a folder", () => {
  test("has the title, the description and the text of its own page", async () => {
    const { $ } = await folderAt("/runbooks/storage/");

    expect($("h1").text()).toBe("Disks & pools");
    expect($('meta[name="description"]').attr("content")).toBe("What spins");
    expect($(".prose img").attr("src")).toBe("/kb/runbooks/storage/x.png");
    expect($("main").attr("data-pagefind-filter")).toBe("kind:Folder");
  });

  test("lists what is in it, then what is below it by folder, each in its order", async () => {
    const { $ } = await folderAt("/runbooks/storage/");

    expect(rows($)).toMatchInlineSnapshot(`
      [
        "Full /kb/runbooks/storage/full/",
        "## Zfs 2",
        "Lost /kb/runbooks/storage/zfs/lost/",
        "Slow /kb/runbooks/storage/zfs/slow/",
      ]
    `);
    expect($("h2 a").attr("href")).toBe("/kb/runbooks/storage/zfs/");
  });

  test("is called as always where its own page has no title", async () => {
    const $ = await pageOf(runbookList, { "content/runbooks/README.md": "Read first.\n" });

    expect($("h1").text()).toBe("Runbooks");
    expect($("title").text()).toContain("Runbooks ·");
  });

  test("has a name made from the folder's where it has no page, and stays out of the search", async () => {
    const { $ } = await folderAt("/runbooks/storage/zfs/");

    expect($("h1").text()).toBe("Zfs");
    expect($("[data-pagefind-body]").length).toBe(0);
    expect(rows($).map((row) => row.split(" ")[0])).toEqual(["Lost", "Slow"]);
  });

  test("says so where nothing is in it", async () => {
    const more = {
      "content/pages/empty/_index.md": "text",
      "content/pages/empty/x.md": "---\ndraft: true\n---\n",
    };

    expect((await folderAt("/empty/", more)).$("main p").last().text()).toBe(
      "Nothing in this folder is published yet.",
    );
  });

  test("lists post-mortems newest first, those below it too", async () => {
    const more = { "content/postmortems/2024/june/late.md": "---\ntitle: Late\ndate: 2024-06-01\n---\n" };

    const { $, section } = await folderAt("/postmortems/2024/", more);
    expect(section.documents.map(({ title }) => title)).toEqual(["Down"]);
    expect(rows($)).toEqual(["Late /kb/postmortems/2024/june/late/", "Down /kb/postmortems/2024/down/"]);
  });

  test("is written at its address, and there is none for the kinds' own folders", async () => {
    const { site, section } = await folderAt("/runbooks/storage/");
    const { permalink } = folderPage.data;

    expect(typeof permalink === "function" && permalink({ ...site, section })).toBe("/runbooks/storage/index.html");
    expect(site.corpus.folders.map(({ url }) => url)).toEqual([
      "/postmortems/2023/",
      "/postmortems/2024/",
      "/runbooks/storage/",
      "/runbooks/storage/zfs/",
      "/team/",
    ]);
  });
});

describe("the list of a kind", () => {
  test("of runbooks has the title and the text of its folder, and all folders below", async () => {
    const $ = await pageOf(runbookList);

    expect($("h1").text()).toBe("All runbooks");
    expect($(".prose").text().trim()).toBe("Read first minute first.");
    expect(rows($)).toMatchInlineSnapshot(`
      [
        "Load /kb/runbooks/load/",
        "## Disks & pools 1",
        "Full /kb/runbooks/storage/full/",
        "## Disks & pools / Zfs 2",
        "Lost /kb/runbooks/storage/zfs/lost/",
        "Slow /kb/runbooks/storage/zfs/slow/",
      ]
    `);
  });

  test("of post-mortems has a title of ours without a page of its own", async () => {
    const $ = await pageOf(postmortemList);

    expect($("h1").text()).toBe("Post-mortems");
    expect(rows($).map((row) => row.split(" ")[0])).toEqual(["Down", "Up"]);
  });

  test("of pages has no text: that of the folder is the home page's", async () => {
    const [list, start] = [await pageOf(pageList), await pageOf(home)];

    expect(list("h1").text()).toBe("Pages");
    expect(list(".prose").length).toBe(0);
    expect(rows(list)).toEqual(["## Team 1", "Rota /kb/team/rota/"]);
    expect(start(".prose").first().html()?.trim()).toBe('<p>Ask <a href="/kb/team/rota/">on call</a> first.</p>');
  });
});

test("the text of a folder can be used as that of a document: names to fill in, commands to copy", async () => {
  const text = "```bash\nzpool status <pool>\n```\n";

  const folder = (await folderAt("/runbooks/storage/", { "content/runbooks/Storage/_index.md": text })).$;
  const start = await pageOf(home, { "content/pages/index.md": text });

  for (const $ of [folder, start]) {
    expect($(".run-values").attr("data-names")).toBe("pool");
    expect($("figure.shell > pre[data-language]").text()).toContain("zpool status");
  }
});
