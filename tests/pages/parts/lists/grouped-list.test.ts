// Lists of documents as they grow: a short one is a list, a long one has groups, links to them and compact rows.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { html } from "../../../../src/core/html.ts";
import type { AnyDocument } from "../../../../src/corpus/documents.ts";
import { createRenderer } from "../../../../src/markdown/renderer.ts";
import home from "../../../../src/pages/home.11ty.ts";
import { type Group, groupedList, groupLinks } from "../../../../src/pages/parts/lists/grouped-list.ts";
import list from "../../../../src/pages/postmortem-list.11ty.ts";
import { hasWords, plain } from "../../../../src/pages/theme/filter.js";
import { type Files, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

/** One for all sites of this file: to make one takes longer than to use it. */
const renderer = createRenderer();
const siteOf = async (files: Files) => loadSite(await writeSite(files), { renderer: await renderer });

/** A site with so many runbooks in each folder. */
async function runbooksIn(folders: Readonly<Record<string, number>>) {
  const names = Object.entries(folders).flatMap(([folder, count]) =>
    Array.from({ length: count }, (_, i) => [folder, `${folder.replace("/", "-")}-${i}`] as const),
  );
  const files = names.map(([folder, name]) => [
    `content/runbooks/${folder}${folder && "/"}x${name}.md`,
    runbook(`title: "${name}"\ntags: [disk, io]`),
  ]);
  return siteOf(Object.fromEntries(files));
}

async function listOf(folders: Readonly<Record<string, number>>) {
  const data = await runbooksIn(folders);
  return load(groupedList(data, byFolder(data.corpus.runbooks)).toString());
}

function byFolder(documents: readonly AnyDocument[]): readonly Group[] {
  const folders = Map.groupBy(documents, ({ file }) => file.split("/").slice(2, -1).join("/"));
  return [...folders]
    .map(([title, items]) => ({ title, items }))
    .sort((a, b) => a.title.localeCompare(b.title, "en", { numeric: true }));
}

describe("groupedList()", () => {
  test("of few entries in no group is the list alone", async () => {
    const $ = await listOf({ "": 12 });

    expect($(".documents > li")).toHaveLength(12);
    expect($("h2, form, nav, .compact, [data-words]")).toHaveLength(0);
  });

  test("names its groups with their counts, those of no folder first and without a name", async () => {
    const $ = await listOf({ "team-b": 2, "": 1, "team-10": 1, "team-b/net": 1, "team-9": 1 });

    const parts = $(".documents").map((_, part) => `${$(part).prev("h2").text()}: ${$(part).find("li").length}`);
    expect(parts.get()).toEqual([": 1", "team-9 1: 1", "team-10 1: 1", "team-b 2: 2", "team-b/net 1: 1"]);
    expect($("nav, form")).toHaveLength(0);
  });

  test("can be filtered where it is longer than a screen, by tags and path, too", async () => {
    const $ = await listOf({ "team-a": 13 });

    expect($(".filter[hidden]")).toHaveLength(1);
    expect($("label").attr("for")).toBe($("input[type=search]").attr("id"));
    expect($("li").first().attr("data-words")).toBe("disk io team-a/xteam-a-0");
    expect($(".compact")).toHaveLength(0);
  });

  test("is compact where it is long, and begins with links to its groups", async () => {
    const $ = await listOf({ a: 20, "A b": 5, "a-b": 6 });

    const links = $("nav a").map((_, link) => [[$(link).text(), $(link).attr("href")?.slice(1)]]);
    expect(links.get()).toEqual([
      ["a", "page-group-a"],
      ["A b", "page-group-a-b"],
      ["a-b", "page-group-a-b-1"],
    ]);
    expect(
      $("h2")
        .map((_, heading) => $(heading).attr("id"))
        .get(),
    ).toEqual(["page-group-a", "page-group-a-b", "page-group-a-b-1"]);
    expect($(".compact > li")).toHaveLength(31);
  });

  test("links a group that has a page, and leaves out an empty one", async () => {
    const data = await runbooksIn({ "": 1 });
    const [first] = data.corpus.runbooks;
    const groups = [
      { title: "Team <A>", url: "/runbooks/a/", items: first ? [first] : [] },
      { title: "Nobody", items: [] },
    ];

    const $ = load(groupedList(data, groups).toString());
    expect($("h2").toString()).toBe(
      '<h2 id="page-group-team-a"><a href="/runbooks/a/">Team &lt;A&gt;</a> <span class="facts count">1</span></h2>',
    );
  });
});

test("the home page links the folders of many runbooks instead of listing them", async () => {
  const data = await runbooksIn({ a: 20, b: 11 });

  const $ = load(home.render(data));
  expect($(".documents")).toHaveLength(0);
  expect(
    $("nav.groups a")
      .map((_, link) => $(link).attr("href"))
      .get(),
  ).toEqual(["/runbooks/#page-group-a", "/runbooks/#page-group-b"]);
  expect($("a[href='/runbooks/']").last().text()).toBe("All 31 runbooks");
  expect(html`${groupLinks([])}`.toString()).not.toContain("<li>");
});

describe("the list of post-mortems", () => {
  const postmortems = (...dates: readonly (string | undefined)[]): Files =>
    Object.fromEntries(
      dates.map((date, i) => [
        `content/postmortems/p${i}.md`,
        `---\ntitle: P${i}\n${date ? `date: "${date}"\n` : ""}---\n`,
      ]),
    );
  const pageOf = async (files: Files) => load(list.render(await siteOf(files)));

  test("has years where it is longer than a screen, the newest first, and those without a date last", async () => {
    const zones = ["2024-01-01T00:30:00+02:00", "2023-12-31T23:30:00Z"];
    const $ = await pageOf(postmortems(undefined, ...zones, ...Array<string>(11).fill("2019-05-06")));

    expect(
      $("h2")
        .map((_, heading) => $(heading).text())
        .get(),
    ).toEqual(["2024 1", "2023 1", "2019 11", "No date 1"]);
  });

  test("has none where it is short", async () => {
    const $ = await pageOf(postmortems("2024-01-01", "2023-01-01", undefined));

    expect($("h2, form")).toHaveLength(0);
    expect($(".documents > li")).toHaveLength(3);
  });
});

describe("the words of the filter", () => {
  test.each([
    ["Disk is slow 6 May 2024 · SEV1 storage team-a/disk", "sev1 dis", true],
    ["Disk is slow", "slow  disk", true],
    ["Disk is slow", "", true],
    ["Disk is slow", "disk full", false],
    ["Überlauf der Warteschlange", "uberlauf", true],
    ["Ueberlauf", "Überlauf", false],
    ["a.b", "a?b", false],
  ])("%j has %j: %s", (text, query, found) => {
    expect(hasWords(plain(text), query)).toBe(found);
  });
});
