import { load } from "cheerio";
import { expect, test } from "vitest";
import { html } from "../../src/core/html.ts";
import page from "../../src/pages/aliases.11ty.ts";
import { SECURITY_POLICY } from "../../src/pages/parts/head.ts";
import sitemap from "../../src/pages/sitemap.11ty.ts";
import { runbook, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";

/** The pages of both aliases of a runbook, by the file that each is written to. */
async function stubs(settings: string) {
  const text = runbook('{ title: Disk & "pool", aliases: [/old/disk/, /old.html] }');
  const site = await loadSite(await writeSite({ "content/site.yaml": settings, "content/runbooks/a/disk.md": text }));
  const { permalink } = page.data;
  const pages = site.corpus.aliases.map((moved) => {
    const data = { ...site, moved };
    return [typeof permalink === "function" ? permalink(data) : permalink, page.render(data)] as const;
  });
  return { site, pages: new Map(pages) };
}

const POLICY = html`${SECURITY_POLICY}`.toString();
const SERVED = "url: https://kb.example\npathPrefix: /group/kb/\n";

test("an alias is a page at its address, or a file where it names one", async () => {
  expect([...(await stubs(SERVED)).pages.keys()]).toEqual(["/old/disk/index.html", "/old.html"]);
});

test("the page of an alias leads on by refresh, canonical address and a link, all with the path prefix", async () => {
  const { pages } = await stubs(SERVED);

  expect(pages.get("/old.html")?.replace(POLICY, "POLICY")).toMatchInlineSnapshot(`
    "<!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="POLICY">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta http-equiv="refresh" content="0; url=/group/kb/runbooks/a/disk/">
    <title>Disk &amp; &quot;pool&quot;</title>
    <link rel="canonical" href="https://kb.example/group/kb/runbooks/a/disk/">
    </head>
    <body>
    <p>This page has moved: <a href="/group/kb/runbooks/a/disk/">Disk &amp; &quot;pool&quot;</a></p>
    </body>
    </html>
    "
  `);
});

test("the page of an alias of a site without a url names paths alone", async () => {
  const $ = load((await stubs("pathPrefix: /kb/\n")).pages.get("/old.html") ?? "");

  expect($("link[rel=canonical]").attr("href")).toBe("/kb/runbooks/a/disk/");
  expect($("a").attr("href")).toBe("/kb/runbooks/a/disk/");
});

test("the sitemap names the document, and none of its aliases", async () => {
  const text = await sitemap.render((await stubs(SERVED)).site);

  expect(text).toContain("<loc>https://kb.example/group/kb/runbooks/a/disk/</loc>");
  expect(text).not.toContain("/old");
});
