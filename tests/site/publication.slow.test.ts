// What of the content reaches the published site, and what must not.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { runBuild } from "./support/build-content.ts";
import { RUNBOOK, SECTIONS, site } from "./support/tiny-site.ts";

describe("a published site", () => {
  test("an empty content folder gives a welcome with the next two commands", async () => {
    const root = await site({});

    const built = await runBuild(["--root", root]);

    expect(built.exitCode).toBe(0);
    const home = await readFile(join(built.output, "index.html"), "utf8");
    expect(home).toContain("There is no content yet. These two commands create the first page");
    expect(home).toContain("mkdir -p content/runbooks");
  });

  test("the two commands of the welcome page make a page", async () => {
    const root = await site({
      "content/runbooks/disk-latency.md": SECTIONS.map((s) => `## ${s}\n\nTo do.\n\n`).join(""),
    });

    const built = await runBuild(["--root", root]);

    expect(built.stderr).toBe("");
    expect(await readFile(join(built.output, "runbooks/disk-latency/index.html"), "utf8")).toContain(
      ">Disk latency</h1>",
    );
  });

  test("drafts and other audiences leave no trace in pages, feed, sitemap or search", async () => {
    const secret = (extra: string) =>
      RUNBOOK.replace("title: Disk is slow", `title: Zanzibar\ntags: [zanzibar]\n${extra}`);
    const root = await site({
      "content/runbooks/disk.md": RUNBOOK,
      "content/runbooks/a.md": secret("status: draft"),
      "content/postmortems/2024-01-01-b.md": `${secret("audience: internal\ndate: 2024-01-01")}\n![x](/media/zanzibar.png)\n`,
      "content/runbooks/c.md": `${secret("audience: internal\nalerts: [Zanzibar]\nchecks: { c: { asks: q, ok: [zanzibar] } }")}\n`,
      "content/media/zanzibar.png": "zanzibar",
      "content/hosts/zanzibar/host.yaml": "summary: zanzibar\nkind: shaped\nsource: zanzibar\n",
      "content/alerts/a.yml":
        "groups: [{ name: g, rules: [{ alert: Zanzibar, expr: up, annotations: { runbook_url: https://x/runbooks/c/ } }] }]\n",
    });

    const built = await runBuild(["--root", root]);

    const files = await readdir(built.output, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), "latin1"));
    expect((await Promise.all(texts)).filter((text) => /zanzibar/i.test(text))).toEqual([]);
    expect(files.filter((file) => /zanzibar/i.test(file.name))).toEqual([]);
  });

  test("images of content/media/ are published, and a missing one is told", async () => {
    const page = (file: string) => `---\ntitle: Disk is slow\n---\n\n![Graph](/media/${file})\n`;
    const root = await site({ "content/postmortems/a.md": page("graph.png"), "content/media/graph.png": "png" });

    const built = await runBuild(["--root", root, "--path-prefix", "kb"]);
    expect(built.stderr).toBe("");
    expect(await readFile(join(built.output, "media/graph.png"), "utf8")).toBe("png");
    expect(await readFile(join(built.output, "postmortems/a/index.html"), "utf8")).toContain(
      'src="/kb/media/graph.png"',
    );

    await writeFile(join(root, "content/postmortems/a.md"), page("grahp.png"));
    const broken = await runBuild(["--root", root], built.output);
    expect(broken.stderr).toContain('content/postmortems/a.md:5:10  link to "/media/grahp.png", which does not exist');
    expect(broken.stderr).toContain('Did you mean "/media/graph.png"?');
  });

  test("the audience of an output sees what is meant for it", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK.replace("title:", "audience: internal\ntitle:") });

    const built = await runBuild(["--root", root, "--audience", "internal"]);

    expect(await readdir(join(built.output, "runbooks"))).toEqual(["disk", "index.html"]);
  });
});

test("feed, sitemap and robots.txt carry absolute addresses with the path prefix, and the dates of the content", async () => {
  const article = (title: string, date: string) => `---\ntitle: ${title}\n${date}description: About\n---\nText\n`;
  const root = await site({
    "content/postmortems/a.md": article("A", "date: 2024-05-06\n"),
    "content/postmortems/b.md": article("B", "date: 2024-05-05\nupdated: 2024-06-07\n"),
    "content/postmortems/c.md": article("C", ""),
  });

  const { output } = await runBuild(["--root", root, "--url", "https://kb.example", "--path-prefix", "/group/kb/"]);

  const feed = load(await readFile(join(output, "feed.xml"), "utf8"), { xml: true });
  expect(feed("feed > updated").text()).toBe("2024-06-07T00:00:00.000Z");
  const entries = feed("entry").map(
    (_, entry) => `${feed(entry).find("id").text()} ${feed(entry).find("updated").text()}`,
  );
  expect(entries.get()).toEqual([
    "https://kb.example/group/kb/postmortems/b/ 2024-06-07T00:00:00.000Z",
    "https://kb.example/group/kb/postmortems/a/ 2024-05-06T00:00:00.000Z",
  ]);
  const sitemap = load(await readFile(join(output, "sitemap.xml"), "utf8"), { xml: true });
  const urls = sitemap("url").map(
    (_, url) => `${sitemap(url).find("loc").text()} ${sitemap(url).find("lastmod").text()}`,
  );
  expect(urls.get()).toContain("https://kb.example/group/kb/postmortems/b/ 2024-06-07");
  expect(urls.get()).toContain("https://kb.example/group/kb/postmortems/c/ ");
  expect(await readFile(join(output, "robots.txt"), "utf8")).toBe(
    "User-agent: *\nAllow: /\n\nSitemap: https://kb.example/group/kb/sitemap.xml\n",
  );
});
