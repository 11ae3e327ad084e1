import { load } from "cheerio";
import { expect, test } from "vitest";
import sitemap from "../../src/pages/sitemap.11ty.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";

async function entriesOf(files: Files, drafts = false) {
  const settings = { "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n" };
  const $ = load(await sitemap.render(await loadSite(await writeSite({ ...settings, ...files }), { drafts })), {
    xml: true,
  });
  return $("url")
    .map(
      (_, url) => `${$(url).find("loc").text().replace("https://kb.example/kb", "")} ${$(url).find("lastmod").text()}`,
    )
    .get();
}

test("the sitemap has documents with the day on which they say they changed, and lists that hold something", async () => {
  const files = {
    "content/postmortems/2024-05-06-a.md": "---\ntags: [zfs]\nupdated: 2024-06-07T23:00:00-07:00\n---\n# A\n",
    "content/runbooks/storage/b.md": runbook("title: B\nreviewed: 2024-07-08"),
    "content/pages/about.md": "# About\n",
  };

  expect((await entriesOf(files)).sort()).toMatchInlineSnapshot(`
    [
      "/ ",
      "/about/ ",
      "/pages/ ",
      "/postmortems/ ",
      "/postmortems/a/ 2024-06-08",
      "/reviews/ ",
      "/runbooks/ ",
      "/runbooks/storage/ ",
      "/runbooks/storage/b/ ",
      "/tags/ ",
      "/trackers/ ",
    ]
  `);
});

test("it has the day that git knows, where the settings ask for that", async () => {
  const files = {
    "content/site.yaml": "url: https://kb.example\n",
    "content/pages/a.md": "---\nupdated: 2024-06-07\n---\n# A\n",
  };
  const site = await loadSite(await writeSite(files));

  const xml = await sitemap.render({ ...site, changed: new Map([["content/pages/a.md", "2025-01-02"]]) });

  expect(xml).toContain("<loc>https://kb.example/a/</loc><lastmod>2025-01-02</lastmod>");
});

test("it has the alerts of its rule files, and none whose rule is elsewhere", async () => {
  const files = {
    "content/runbooks/b.md": runbook("title: B\nalerts: [{ name: CloudDown, external: true, formerly: [OldName] }]"),
    "content/alerts/a.yml": "groups: [{ name: g, rules: [{ alert: DiskFull, expr: up }] }]\n",
  };

  const alerts = (await entriesOf(files)).filter((entry) => entry.startsWith("/alerts/"));
  expect(alerts).toEqual(["/alerts/ ", "/alerts/DiskFull/ "]);
});

test("it names no draft, no search and no empty list", async () => {
  const files = { "content/runbooks/a.md": runbook("title: A\ndraft: true") };

  expect(await entriesOf({})).toMatchInlineSnapshot(`
    [
      "/ ",
      "/trackers/ ",
    ]
  `);
  expect((await entriesOf(files, true)).filter((entry) => entry.startsWith("/runbooks/a/"))).toEqual([]);
});
