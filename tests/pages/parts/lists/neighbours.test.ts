// What lies beside a document, and the one before and after it.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import type { AnyDocument } from "../../../../src/corpus/documents.ts";
import { nearbyNav, previousNext } from "../../../../src/pages/parts/lists/neighbours.ts";
import { type Files, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const siteOf = async (files: Files) =>
  loadSite(await writeSite({ "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n", ...files }));
type Site = Awaited<ReturnType<typeof siteOf>>;

function named(site: Site, title: string): AnyDocument {
  const found = site.corpus.documents.find((document) => document.title === title);
  if (found === undefined) throw new TypeError(`No document "${title}"`);
  return found;
}

/** The texts of the list; the current one in brackets. */
function rows(site: Site, title: string): string[] {
  const $ = load(nearbyNav(site, named(site, title))?.toString() ?? "");
  return $("nav li a, nav > p > a")
    .map((_, link) => ($(link).attr("aria-current") === "page" ? `[${$(link).text()}]` : $(link).text()))
    .get();
}

/** "prev Older A /a/" */
function steps(site: Site, title: string): string[] {
  const $ = load(previousNext(site, named(site, title))?.toString() ?? "");
  return $("nav[aria-label='Previous and next'] > a")
    .map((_, link) => `${$(link).attr("rel")} ${$(link).text()} ${$(link).attr("href")}`)
    .get();
}

const many = (count: number, make: (i: string) => readonly [string, string]): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => make(String(i + 1).padStart(2, "0"))));

const SYSTEMS: Files = {
  "content/runbooks/a.md": runbook("{ title: A, systems: [zfs] }"),
  "content/runbooks/b.md": runbook("{ title: B, systems: [zfs, linux] }"),
  "content/runbooks/c.md": runbook("{ title: C, systems: [linux] }"),
  "content/runbooks/d.md": runbook("{ title: D, systems: [zfs] }"),
  "content/runbooks/e.md": runbook("title: E"),
  "content/runbooks/f.md": runbook("title: F"),
  "content/pages/g.md": "# G\n",
  "content/pages/h.md": "# H\n",
};

describe("nearbyNav()", () => {
  test("lists the runbooks of the same system in their order, this one among them", async () => {
    const site = await siteOf(SYSTEMS);

    expect(rows(site, "B")).toEqual(["A", "[B]", "D"]);
    expect(load(nearbyNav(site, named(site, "B"))?.toString() ?? "")("nav").attr("aria-label")).toBe("zfs");
    expect(rows(site, "E")).toEqual(["[E]", "F"]);
  });

  test("is none for a runbook alone in its system, and for a page", async () => {
    const site = await siteOf(SYSTEMS);

    expect(nearbyNav(site, named(site, "C"))).toBeNull();
    expect(nearbyNav(site, named(site, "G"))).toBeNull();
  });

  test("has twelve entries at most, those nearest to this one, and leads to the list of all", async () => {
    const site = await siteOf(many(40, (i) => [`content/runbooks/Storage/r${i}.md`, runbook(`title: R${i}`)] as const));

    expect(rows(site, "R01")).toEqual([
      "[R01]",
      ...["R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12"],
      "All 40 in Storage",
    ]);
    expect(rows(site, "R20").slice(0, 1)).toEqual(["R14"]);
    expect(rows(site, "R20").slice(6, 7)).toEqual(["[R20]"]);
    expect(rows(site, "R40").slice(10)).toEqual(["R39", "[R40]", "All 40 in Storage"]);
    const $ = load(nearbyNav(site, named(site, "R20"))?.toString() ?? "");
    expect($("p a").attr("href")).toBe("/kb/runbooks/storage/");
  });

  test("leads to all runbooks where the system has no list of its own", async () => {
    const site = await siteOf(
      many(13, (i) => [`content/runbooks/r${i}.md`, runbook(`{ title: R${i}, systems: [zfs] }`)] as const),
    );

    expect(rows(site, "R13").at(-1)).toBe("All 13 runbooks");
  });

  test("lists post-mortems, the newest first", async () => {
    const site = await siteOf(
      many(14, (i) => [`content/postmortems/p${i}.md`, `---\ntitle: P${i}\ndate: 2024-05-${i}\n---\n`] as const),
    );

    expect(rows(site, "P14").slice(0, 3)).toEqual(["[P14]", "P13", "P12"]);
    expect(rows(site, "P01").slice(10)).toEqual(["P02", "[P01]", "All 14 post-mortems"]);
  });

  test("gives a title that is cut a form that is whole, and escapes it", async () => {
    const long = `<b> & ${"long ".repeat(60).trim()}`;
    const site = await siteOf({ ...SYSTEMS, "content/runbooks/x.md": runbook(`{ title: "${long}", systems: [zfs] }`) });

    const $ = load(nearbyNav(site, named(site, "A"))?.toString() ?? "");
    expect($("li a[title]").length).toBe(1);
    expect($("li a[title]").attr("title")).toBe(long);
    expect($("b")).toHaveLength(0);
  });
});

describe("previousNext()", () => {
  test("leads to the runbooks of the same system", async () => {
    const site = await siteOf(SYSTEMS);

    expect(steps(site, "A")).toEqual(["next Next B /kb/runbooks/b/"]);
    expect(steps(site, "B")).toEqual(["prev Previous A /kb/runbooks/a/", "next Next D /kb/runbooks/d/"]);
    expect(steps(site, "C")).toEqual([]);
    expect(steps(site, "G")).toEqual([]);
  });

  test("leads to the older and the newer post-mortem, where dates say which one that is", async () => {
    const site = await siteOf({
      "content/postmortems/a.md": "---\ntitle: A\ndate: 2022-01-01\n---\n",
      "content/postmortems/b.md": "---\ntitle: B\ndate: 2023-01-01\n---\n",
      "content/postmortems/c.md": "# C\n",
    });

    expect(steps(site, "A")).toEqual(["next Newer B /kb/postmortems/b/"]);
    expect(steps(site, "B")).toEqual(["prev Older A /kb/postmortems/a/"]);
    expect(steps(site, "C")).toEqual([]);
  });
});
