import { load } from "cheerio";
import { expect, test } from "vitest";
import folderPage from "../../../../src/pages/folders.11ty.ts";
import home from "../../../../src/pages/home.11ty.ts";
import pages from "../../../../src/pages/pages.11ty.ts";
import { type Files, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const SITE: Files = {
  "content/pages/index.md": "# Start here\n\n[a](#start-here)\n",
  "content/pages/a/_index.md": "# Team <pool>\n\n[a](#team-pool) [b](b.md#b-c)\n",
  "content/pages/a/b.md": "<h1 id='own'>B</h1>\n\n[a](#own)\n",
  "content/pages/a/c.md": "---\ntitle: C\n---\n# Read this\n\n[a](#read-this)\n",
  "content/pages/a/d.md": "---\ntitle: Disk Is Full\n---\n# DiskIsFull\n\n[a](#diskisfull)\n",
};

test("a title that was a heading of the text has its id, so that links to it lead there", async () => {
  const site = await loadSite(await writeSite(SITE));
  const [b, c, d] = site.corpus.pages;
  const [section] = site.corpus.folders;
  if (b === undefined || c === undefined || d === undefined || section === undefined)
    throw new TypeError("The site lacks a page");

  const written = [
    home.render(site),
    folderPage.render({ ...site, section }),
    ...[b, c, d].map((document) => pages.render({ ...site, document })),
  ].map((html) => load(html));
  expect(
    written.map(($) =>
      $("h1")
        .map((_, h1) => `${$(h1).text()} #${$(h1).find("[id]").attr("id")}`)
        .get(),
    ),
  ).toEqual([
    ["Start here #start-here"],
    ["Team <pool> #team-pool"],
    ["B #own"],
    ["C #undefined", "Read this #undefined"],
    ["DiskIsFull #diskisfull"],
  ]);
  expect(site.corpus.problems.filter(({ what }) => what.startsWith("link"))).toMatchObject([
    { what: 'link to "b.md#b-c": that page has no anchor "#b-c"' },
  ]);
});
