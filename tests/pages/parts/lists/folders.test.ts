// The way back from what lies in a folder, and the names of folders in lists.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { html } from "../../../../src/core/html.ts";
import type { AnyDocument } from "../../../../src/corpus/documents.ts";
import { createRenderer } from "../../../../src/markdown/renderer.ts";
import { breadcrumb, crumbsOf, currentOf } from "../../../../src/pages/parts/lists/folders.ts";
import { rootOf, sectionPage } from "../../../../src/pages/parts/lists/section-page.ts";
import { CARD, type Files, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const renderer = createRenderer();
const siteOf = async (files: Files) => loadSite(await writeSite(files), { renderer: await renderer });
type Site = Awaited<ReturnType<typeof siteOf>>;

const LONG = "Storage of all clusters, and who looks after it";
const FILES: Files = {
  "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n",
  "content/runbooks/top.md": runbook("title: Top"),
  "content/runbooks/ops/k8s/README.md": `# ${LONG}\n`,
  "content/runbooks/ops/k8s/Node <b>/disk.md": runbook("title: Disk"),
  "content/runbooks/ops/k8s/net.md": runbook("title: Net"),
  "content/runbooks/ops/leaf/README.md": runbook("title: Leaf"),
};

function wayTo(site: Site, title: string): string[] {
  const document = site.corpus.documents.find((one) => one.title === title) as AnyDocument;
  const $ = load(breadcrumb(site, crumbsOf(site, document))?.toString() ?? "");
  return $("nav[aria-label=Breadcrumb][data-pagefind-ignore] ol > li")
    .map((_, step) => `${$(step).text()} ${$(step).find("a").attr("href") ?? "none"}`)
    .get();
}

describe("crumbsOf()", () => {
  test("names each folder down to the document's own, one with a long title by its own name", async () => {
    const site = await siteOf(FILES);

    expect(wayTo(site, "Disk")).toEqual([
      "Runbooks /kb/runbooks/",
      "Ops /kb/runbooks/ops/",
      "K8s /kb/runbooks/ops/k8s/",
      "Node <b> /kb/runbooks/ops/k8s/node-b/",
    ]);
  });

  test("of a page that is alone in its folder lead to the folder above", async () => {
    expect(wayTo(await siteOf(FILES), "Leaf")).toEqual(["Runbooks /kb/runbooks/", "Ops /kb/runbooks/ops/"]);
  });

  test("are the list of the kind alone where a document lies in no folder, and nothing for a page there", async () => {
    const site = await siteOf({ ...FILES, "content/pages/about.md": "# About\n", "content/postmortems/x.md": "# X\n" });

    expect(wayTo(site, "Top")).toEqual(["Runbooks /kb/runbooks/"]);
    expect(wayTo(site, "X")).toEqual(["Post-mortems /kb/postmortems/"]);
    expect(wayTo(site, "About")).toEqual([]);
  });

  test("of a folder's own page are those above the folder", async () => {
    expect(wayTo(await siteOf(FILES), LONG)).toEqual(["Runbooks /kb/runbooks/", "Ops /kb/runbooks/ops/"]);
  });

  test.each([
    ["the machines", { "content/pages/hosts/racks.md": "# Racks\n" }, ["Pages /pages/", "Hosts none"]],
    [
      "a machine",
      { "content/pages/hosts/web/racks.md": "# Racks\n", "content/hosts/web/host.yaml": CARD },
      ["Pages /pages/", "Hosts none", "Web none"],
    ],
    [
      "a tag",
      { "content/pages/tags/zfs/racks.md": "---\ntags: [zfs]\n---\n# Racks\n", "content/pages/tags/b.md": "# B\n" },
      ["Pages /pages/", "Tags none", "Zfs none"],
    ],
    [
      "a folder of runbooks",
      { "content/pages/runbooks/ops/racks.md": "# Racks\n", "content/runbooks/ops/a.md": "# A\n" },
      ["Pages /pages/", "Ops none"],
    ],
    [
      "a document of that name",
      { "content/pages/ops/racks.md": "# Racks\n", "content/pages/ops.md": "# Ops\n" },
      ["Pages /pages/", "Ops /ops/"],
    ],
  ])("name a folder without a link where its address is that of %s, but for a document", async (_, files, way) => {
    const site = await siteOf({ "content/pages/hosts/b.md": "# B\n", ...files });

    expect(wayTo(site, "Racks")).toEqual(way);
    const list = load(sectionPage(site, rootOf(site, "page"), { title: "Pages", empty: html`` }, "/pages/"));
    const heading = list("section:has(li:contains(Racks)) h2 a").attr("href") ?? "none";
    expect(way.at(-1)).toMatch(new RegExp(` ${heading}$`));
  });

  test("leave out a folder that holds nothing but another one", async () => {
    const site = await siteOf({ "content/pages/src/docs/a.md": "# A\n", "content/pages/src/docs/b.md": "# B\n" });

    expect(wayTo(site, "A")).toEqual(["Pages /pages/", "Docs /src/docs/"]);
  });
});

async function listOf(files: Files) {
  const site = await siteOf(files);
  return load(sectionPage(site, rootOf(site, "runbook"), { title: "Runbooks", empty: html`` }));
}

describe("the list of a folder", () => {
  test("names folders from the one that all of them lie in, what leads there in small", async () => {
    const $ = await listOf({
      "content/runbooks/repo/docs/a.md": runbook("title: A"),
      "content/runbooks/repo/docs/node/b.md": runbook("title: B"),
      "content/runbooks/repo/etcd/c.md": runbook("title: C"),
    });

    expect(
      $("h2")
        .map((_, heading) => $(heading).text())
        .get(),
    ).toEqual(["Docs 1", "Docs / Node 1", "Etcd 1"]);
    expect(
      $("h2 .path")
        .map((_, path) => $(path).text())
        .get(),
    ).toEqual(["Docs / "]);
  });

  test("can be reached past a long text before it, and only then", async () => {
    const with_ = async (words: number) =>
      listOf({ ...FILES, "content/runbooks/_index.md": `# All\n\n${"word ".repeat(words)}\n` });

    const $ = await with_(300);
    expect($(".to-list a").text()).toBe("To the list: 4 entries");
    expect($($(".to-list a").attr("href") ?? "").find(".documents").length).toBeGreaterThan(0);
    expect((await with_(50))(".to-list, #page-list")).toHaveLength(0);
  });
});

test("a folder's page leads to the folders above it, the list of a kind to nothing", async () => {
  const site = await siteOf(FILES);
  const pageOf = (name: string) => {
    const section = site.corpus.sections.find((one) => one.home === "runbook" && one.name === name);
    return load(sectionPage(site, section as typeof section & {}, { title: "T", empty: html`` }));
  };

  expect(pageOf("ops/k8s")("nav.breadcrumb").text()).toBe("RunbooksOps");
  expect(pageOf("ops")("nav.breadcrumb").text()).toBe("Runbooks");
  expect(pageOf("")("nav.breadcrumb")).toHaveLength(0);
});

test.each([
  ["/runbooks/", "/runbooks/", "page"],
  ["/runbooks/", "/runbooks/storage/full/", "true"],
  ["/runbooks/", "/runbooks-old/", undefined],
  ["/runbooks/", "/", undefined],
  ["/", "/", "page"],
  ["/", "/about/", undefined],
  ["/search", "/searching/", undefined],
])("currentOf(%j) on the page %j is %j", (item, page, current) => {
  expect(currentOf(item, page)).toBe(current);
});
