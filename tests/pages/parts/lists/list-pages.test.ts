// Lists that are too long for one page: which rows are on which page, and how a reader gets from one to another.

import { type CheerioAPI, load } from "cheerio";
import { describe, expect, test } from "vitest";
import { html } from "../../../../src/core/html.ts";
import type { AnyDocument } from "../../../../src/corpus/documents.ts";
import { createRenderer } from "../../../../src/markdown/renderer.ts";
import { listPageUrl } from "../../../../src/model/urls.ts";
import { furtherPage, furtherPages } from "../../../../src/pages/parts/lists/further-pages.ts";
import type { Group } from "../../../../src/pages/parts/lists/grouped-list.ts";
import { groupsOfPages, listPage, listPages, MOST_ROWS } from "../../../../src/pages/parts/lists/list-pages.ts";
import { rootOf, sectionPage } from "../../../../src/pages/parts/lists/section-page.ts";
import { pagesOfTag } from "../../../../src/pages/parts/lists/tags.ts";
import type { Site } from "../../../../src/site/site.ts";
import { type Files, runbook, told, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const renderer = createRenderer();
const siteOf = async (files: Files) => loadSite(await writeSite(files), { renderer: await renderer });

/** Groups of so many rows; only their number counts. */
function groupsOf(sizes: Readonly<Record<string, number>>): Group[] {
  return Object.entries(sizes).map(([title, length]) => ({
    title,
    items: Array.from({ length }, () => ({}) as AnyDocument),
  }));
}

/** "a 2 | b 1, c 1": what each page has. */
function pagesOf(sizes: Readonly<Record<string, number>>, most: number): string | undefined {
  const list = listPages("/x/", groupsOf(sizes), { most });
  return list?.pages
    .map(({ groups }) =>
      groups.map((one) => `${one.title}${one.isContinued ? "+" : ""} ${one.items.length}`).join(", "),
    )
    .join(" | ");
}

describe("listPages()", () => {
  test("leaves a list of a thousand rows one page, and makes two of one more", () => {
    expect(listPages("/x/", groupsOf({ "": MOST_ROWS }))).toBeUndefined();
    expect(listPages("/x/", groupsOf({ "": MOST_ROWS + 1 }))?.pages.map(({ rows }) => rows)).toEqual([1000, 1]);
  });

  test.each([
    ["keeps groups whole where they fit", { a: 2, b: 2, c: 1 }, "a 2 | b 2, c 1"],
    ["cuts a group that no page can hold", { a: 7 }, "a 3 | a+ 3 | a+ 1"],
    ["begins such a group where there is room", { a: 1, b: 4, c: 1 }, "a 1, b 2 | b+ 2, c 1"],
    ["fills a page to its last row", { a: 3, b: 3 }, "a 3 | b 3"],
    ["leaves out what is empty, and begins with what is in no group", { a: 2, b: 0, "": 2 }, " 2 | a 2"],
  ])("%s", (_, sizes, pages) => {
    expect(pagesOf(sizes, 3)).toBe(pages);
  });
});

/** Fourteen post-mortems in three years, of which the middle one has seven. */
const POSTMORTEMS: Files = Object.fromEntries(
  Array.from({ length: 14 }, (_, i) => {
    const day = `${i < 4 ? 2022 : i < 11 ? 2023 : 2024}-05-${10 + i}`;
    return [`content/postmortems/${day}-p${i}.md`, `---\ntitle: P${i}\ndate: ${day}\ntags: [all]\n---\n`];
  }),
);
const SITE = { "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n", ...POSTMORTEMS };

function first(data: Site, most: number): CheerioAPI {
  const words = { title: "Post-mortems", empty: html`` };
  return load(sectionPage(data, rootOf(data, "postmortem"), words, "/postmortems/", most));
}

/** All further pages by their addresses. */
function further(data: Site, most: number): ReadonlyMap<string, CheerioAPI> {
  const pages = furtherPages(data, most);
  return new Map(pages.map((one) => [listPageUrl(one.list.url, one.number), load(furtherPage(data, one))]));
}

function rows($: CheerioAPI): string {
  return $(".documents > li > a")
    .map((_, row) => $(row).text())
    .get()
    .join(" ");
}

function steps($: CheerioAPI): string[] {
  return $("nav.sequence a")
    .map((_, link) => `${$(link).text()} → ${$(link).attr("href")}`)
    .get();
}

describe("a list of several pages", () => {
  test("has every row once, newest first, without a script", async () => {
    const data = await siteOf(SITE);
    const pages = further(data, 5);

    expect(rows(first(data, 5))).toBe("P13 P12 P11 P10 P9");
    expect(rows(pages.get("/postmortems/page.2/") as CheerioAPI)).toBe("P8 P7 P6 P5 P4");
    expect(rows(pages.get("/postmortems/page.3/") as CheerioAPI)).toBe("P3 P2 P1 P0");
    expect([...pages.keys()]).toEqual([
      "/postmortems/page.2/",
      "/postmortems/page.3/",
      "/tags/all/page.2/",
      "/tags/all/page.3/",
    ]);
  });

  test("leads from page to page", async () => {
    const data = await siteOf(SITE);

    expect(steps(first(data, 5))).toEqual(["Older Page 2 of 3 → /kb/postmortems/page.2/"]);
    expect(steps(further(data, 5).get("/postmortems/page.2/") as CheerioAPI)).toEqual([
      "Newer Page 1 of 3 → /kb/postmortems/",
      "Older Page 3 of 3 → /kb/postmortems/page.3/",
    ]);
  });

  test("says in title, heading and breadcrumb which page it is", async () => {
    const $ = further(await siteOf(SITE), 5).get("/postmortems/page.2/") as CheerioAPI;

    expect($("h1").text()).toBe("Post-mortems, page 2 of 3");
    expect($("title").text()).toMatch(/^Post-mortems, page 2 of 3 · /);
    expect($('meta[name="description"]').attr("content")).toBe("Entries 6 to 10 of 14");
    expect($(".breadcrumb a").attr("href")).toBe("/kb/postmortems/");
    expect($('link[rel="canonical"]').attr("href")).toBe("https://kb.example/kb/postmortems/page.2/");
    expect($('meta[name="robots"]').attr("content")).toBe("noindex");
  });

  test("links each group where it begins, and keeps the former address of a group", async () => {
    const data = await siteOf(SITE);
    const linksOf = ($: CheerioAPI) =>
      $("nav.groups li")
        .map((_, item) => `${$(item).text()} ${$(item).find("a").attr("href")} ${$(item).attr("id") ?? ""}`.trim())
        .get();

    expect(linksOf(first(data, 5))).toEqual([
      "2024 3 #page-group-2024",
      "2023 7 #page-group-2023",
      "2022 4 /kb/postmortems/page.3/#page-group-2022 page-group-2022",
    ]);
    const $ = further(data, 5).get("/postmortems/page.3/") as CheerioAPI;
    expect(linksOf($)).toEqual([
      "2024 3 /kb/postmortems/#page-group-2024",
      "2023 7 /kb/postmortems/#page-group-2023",
      "2022 4 #page-group-2022",
    ]);
    expect($("#page-group-2022").text()).toBe("2022 4");
  });

  test("links its pages by the groups of each where these are very many", async () => {
    const data = await siteOf(SITE);
    const sizes = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`Team ${i}`, 1]));
    const list = listPages("/runbooks/", groupsOf(sizes), { most: 80 });
    if (list === undefined) throw new TypeError("No pages");

    const $ = load(String(groupsOfPages(data, list, 2)));
    const links = $("li").map((_, item) => `${$(item).text()} ${$(item).find("a").attr("href")}`);
    expect(links.get()).toEqual([
      "Team 0 – Team 79 80 /kb/runbooks/",
      "Team 80 – Team 159 80 /kb/runbooks/page.2/",
      "Team 160 – Team 199 40 /kb/runbooks/page.3/",
    ]);
  });

  test("says where a group goes on", async () => {
    const $ = further(await siteOf(SITE), 5).get("/postmortems/page.2/") as CheerioAPI;

    expect($("h2").text()).toBe("2023 continued 5");
  });

  test("has a box for its rows that leads to the search for all", async () => {
    const data = await siteOf(SITE);
    const list = pagesOfTag(data, data.corpus.documents, "/tags/all/", 13);
    if (list === undefined) throw new TypeError("No pages");
    const $ = load(listPage(data, { list, number: 1 }).toString());

    expect($(".filter label").text()).toBe("Filter this page of 13");
    expect($(".filter .facts").text().trim()).toBe("Search finds all 14");
    expect($(".filter a").attr("href")).toBe("/kb/search/");
    // What is on the last page fits on a screen.
    expect(load(listPage(data, { list, number: 2 }).toString())(".filter")).toHaveLength(0);
  });

  test("is none where all rows fit on one page", async () => {
    const data = await siteOf(SITE);

    expect(furtherPages(data, 14)).toEqual([]);
    expect(first(data, 14).html()).toBe(first(data, MOST_ROWS).html());
    expect(first(data, 14)(".sequence")).toHaveLength(0);
  });
});

test("the pages of a folder and of a tag stand below them", async () => {
  const files = Array.from({ length: 3 }, (_, i) => [
    `content/runbooks/disks/r${i}.md`,
    runbook(`{ title: R${i}, tags: [Slow] }`),
  ]);
  const data = await siteOf({
    ...Object.fromEntries(files),
    "content/runbooks/disks/_index.md": '---\ntitle: "Dischi lenti"\nlang: it\n---\n',
  });
  const pages = further(data, 2);

  expect([...pages.keys()]).toEqual(["/runbooks/page.2/", "/runbooks/disks/page.2/", "/tags/slow/page.2/"]);
  expect(pages.get("/runbooks/disks/page.2/")?.("h1").html()).toBe(
    '<bdi lang="it" dir="ltr">Dischi lenti</bdi>, page 2 of 2',
  );
  expect(pages.get("/runbooks/disks/page.2/")?.(".breadcrumb").text()).toBe("RunbooksDischi lenti");
  expect(pages.get("/tags/slow/page.2/")?.("h1").text()).toBe("Tag: Slow, page 2 of 2");
  expect(steps(pages.get("/tags/slow/page.2/") as CheerioAPI)).toEqual(["Previous Page 1 of 2 → /tags/slow/"]);
});

test("a tag of many post-mortems begins with the newest", async () => {
  const data = await siteOf(SITE);
  const list = pagesOfTag(data, data.corpus.documents, "/tags/all/", 5);
  if (list === undefined) throw new TypeError("No pages");

  expect(rows(load(listPage(data, { list, number: 1 }).toString()))).toBe("P13 P12 P11 P10 P9");
});

test("a former address cannot be that of a page of a list", async () => {
  const { corpus } = await siteOf({ "content/pages/a.md": "---\naliases: [/postmortems/page.2/]\n---\n# A\n" });

  expect(told(corpus)).toMatch(/alias "\/postmortems\/page\.2\/" is the address .* of a further page of a list/);
});

test("a file of any other kind may be below such a name", async () => {
  const { corpus } = await siteOf({
    "content/pages/a.md": "# A\n\n![x](/media/page.2/x.png)\n",
    "content/media/page.2/x.png": "x",
  });

  expect(told(corpus)).not.toMatch(/page\.2/);
});

test("a document called like a page of a list has an address of its own", async () => {
  const { corpus } = await siteOf({
    "content/postmortems/page.2.md": "# A\n",
    "content/postmortems/page-2.x/b.md": "# B\n",
  });

  expect(corpus.documents.map(({ url }) => url)).toEqual(["/postmortems/page-2x/b/", "/postmortems/page-2/"]);
});
