import { describe, expect, test } from "vitest";
import type { Corpus } from "../../../src/corpus/link.ts";
import type { Target } from "../../../src/corpus/links/targets.ts";
import { CARD, type Files, loadSite, runbook } from "../tiny-site.ts";

const SITE: Files = {
  "content/runbooks/Team A/2024-05-06-disk.md": runbook("title: x", "### Other causes\n"),
  "content/runbooks/Team A/_index.md": "## Whom to call\n",
  "content/runbooks/load.md": runbook("{ title: x, aliases: [/old/load/] }"),
  "content/pages/a b.md": "text",
  "content/pages/what?.md": "text",
  "content/pages/c#.md": "text",
  "content/pages/100%.md": "text",
  "content/pages/\"quoted\" 'name'.md": "text",
  "content/pages/größe.md": "# Größe\n",
  "content/pages/bundle/index.md": "![x](log.txt)\n",
  "content/pages/bundle/log.txt": "x",
  "content/pages/deep/er/README.md": "text",
  "content/pages/old/docs-root/docs/intro/README.md": "text",
  "content/pages/old/docs-root/docs/intro/first.md": "text",
  "content/pages/old/docs-root/docs/start.md": "![x](/img/x.png)",
  "content/pages/old/docs-root/static/img/x.png": "x",
  "content/pages/run.sh": "x",
  "content/pages/middle/man.html.md": "text",
  "content/pages/middle/index.html.md": "text",
  "content/pages/zola/docs/a/first.md": "text",
  "content/pages/zola/docs/a/ctl.8.md": "# x\n",
  "content/pages/zola/docs/b/index.md": "text",
  "content/pages/zola/docs/b/c.md": "text",
  "content/pages/slugs.md":
    "# What's new in 1.82?\n\n## cargo `--list`\n\n## Cargo list\n\n## Café & Bar\n\n## C\n\n## C++\n\n## useData <Badge type='info' />\n\n## Grant <role>\n\n## Grant <table>\n",
};

/** Read in the first test that asks for it: what it is asked for does not change it. */
let plain: Promise<Corpus> | undefined;

async function plainSite(): Promise<Corpus> {
  plain ??= loadSite(SITE);
  return plain;
}

/** Where this link of the file leads, on the site above or on another one. */
async function targetOf(file: string, url: string, site = plainSite()): Promise<Target> {
  const { documents, target } = await site;
  const home = documents.find((document) => document.file === file);
  if (home === undefined) throw new TypeError(`No document ${file}`);
  return target(url, home);
}

/** What is told of a broken link, and its remedy. */
async function toldOf(file: string, url: string, site = plainSite()): Promise<string> {
  const target = await targetOf(file, url, site);
  return target.kind === "broken" ? `${target.what}\n${target.remedy()}` : JSON.stringify(target);
}

const LOAD = "content/runbooks/load.md";
const DISK = "content/runbooks/Team A/2024-05-06-disk.md";
const ZOLA = "content/pages/zola/docs/b/index.md";
const START = "content/pages/old/docs-root/docs/start.md";

describe("targetsOf() finds a document by", () => {
  test.each([
    [LOAD, "Team%20A/2024-05-06-disk.md", "/runbooks/team-a/disk/"],
    [LOAD, "./Team%20A/2024-05-06-disk.md#other-causes", "/runbooks/team-a/disk/#other-causes"],
    [LOAD, "Team%20A/2024-05-06-disk", "/runbooks/team-a/disk/"],
    [LOAD, "Team%20A/2024-05-06-disk.html", "/runbooks/team-a/disk/"],
    [LOAD, "Team%20A/", "/runbooks/team-a/"],
    [LOAD, "Team%20A/_index.md#whom-to-call", "/runbooks/team-a/#whom-to-call"],
    [LOAD, ".", "/runbooks/"],
    [LOAD, "../team-a/disk/", "/runbooks/team-a/disk/"],
    [DISK, "../load.md?x=1#impact", "/runbooks/load/?x=1#impact"],
    [DISK, "..", "/runbooks/"],
    [DISK, "?x=1", "/runbooks/team-a/disk/?x=1"],
    [DISK, "#other-causes", "/runbooks/team-a/disk/#other-causes"],
    [DISK, "../../pages/a%20b.md", "/a-b/"],
    [DISK, "../../pages/what%3F.md", "/what/"],
    [DISK, "../../pages/c%23.md", "/c/"],
    [DISK, "../../pages/100%25.md", "/100/"],
    [DISK, "../../pages/100%.md", "/100/"],
    [DISK, "../../pages/%22quoted%22%20'name'.md", "/quoted-name/"],
    [DISK, "../../pages/gr%C3%B6%C3%9Fe.md#gr%C3%B6%C3%9Fe", "/größe/#gr%C3%B6%C3%9Fe"],
    [DISK, "../../pages/bundle/", "/bundle/"],
    [DISK, "../../pages/bundle/index.md", "/bundle/"],
    [DISK, "../../pages/middle/man.html", "/middle/man/"],
    [DISK, "../../pages/middle/man.html.md", "/middle/man/"],
    [DISK, "../../pages/middle/", "/middle/"],
    ["content/pages/middle/man.html.md", "/middle/man.html", "/middle/man/"],
  ])("a path beside it, from %s: %s", async (file, url, address) => {
    expect(await targetOf(file, url)).toEqual({ kind: "page", url: address });
  });

  // At the address …/b, a browser takes "./a" for …/a; at …/b/ for …/b/a.
  test.each([
    [ZOLA, "a/first", "/zola/docs/a/first/"],
    [ZOLA, "./a/first.html", "/zola/docs/a/first/"],
    [ZOLA, "c", "/zola/docs/b/c/"],
    [ZOLA, "./a/ctl.8#x", "/zola/docs/a/ctl-8/#x"],
    [ZOLA, "a/ctl.8.md", "/zola/docs/a/ctl-8/"],
    ["content/pages/bundle/index.md", "a-b", "/a-b/"],
  ])("an address beside its own, be that with a slash or without, from %s: %s", async (file, url, address) => {
    expect(await targetOf(file, url)).toEqual({ kind: "page", url: address });
  });

  test.each([
    [ZOLA, "@/docs/a/first.md", "/zola/docs/a/first/"],
    [ZOLA, "@/docs/b/index.md", "/zola/docs/b/"],
    [LOAD, "@/middle/man", "/middle/man/"],
    [LOAD, "@site/middle/man.md", "/middle/man/"],
  ])("a path from the root of its content, in %s: %s", async (file, url, address) => {
    expect(await targetOf(file, url)).toEqual({ kind: "page", url: address });
  });

  test.each([
    [LOAD, "/runbooks/team-a/disk", "/runbooks/team-a/disk/"],
    [LOAD, "/runbooks/team-a/disk.html#impact", "/runbooks/team-a/disk/#impact"],
    [LOAD, "/runbooks/team-a/disk/index.html", "/runbooks/team-a/disk/"],
    [LOAD, "/runbooks/Team%20A/2024-05-06-disk.md", "/runbooks/team-a/disk/"],
    [LOAD, "/content/runbooks/Team%20A/2024-05-06-disk.md", "/runbooks/team-a/disk/"],
    [LOAD, "/größe/", "/größe/"],
    [LOAD, "/bundle/index.md", "/bundle/"],
    [LOAD, "/old/load/#impact", "/runbooks/load/#impact"],
    [START, "/docs/intro", "/old/docs-root/docs/intro/"],
    [START, "/docs/intro/first/", "/old/docs-root/docs/intro/first/"],
    [START, "/docs/intro/first.html", "/old/docs-root/docs/intro/first/"],
    [START, "/docs/intro/README.md", "/old/docs-root/docs/intro/"],
  ])("a path from the root, in %s: %s", async (file, url, address) => {
    expect(await targetOf(file, url)).toEqual({ kind: "page", url: address });
  });
});

describe("targetsOf() finds a heading by", () => {
  test.each([
    ["#whats-new-in-182", "#whats-new-in-182"],
    ["#what-s-new-in-1-82", "#whats-new-in-182"],
    ["#What's-New-In-1.82", "#whats-new-in-182"],
    ["#whats_new_in_182", "#whats-new-in-182"],
    ["#caf%C3%A9-and-bar", undefined],
    ["#Caf%C3%A9-&-Bar", "#caf%C3%A9--bar"],
    ["#CARGO-LIST", undefined],
    ["#usedata", "#usedata-badge-typeinfo-"],
    ["#grant", undefined],
    ["#c--", undefined],
    ["#-", undefined],
  ])("the id that another generator gives it, if no other heading has the same letters: %s", async (link, found) => {
    const target = await targetOf("content/pages/slugs.md", link);

    expect(target.kind === "page" ? target.url : undefined).toBe(found && `/slugs/${found}`);
  });
});

describe("targetsOf() finds a file", () => {
  test.each([
    ["content/pages/bundle/index.md", "log.txt", "/bundle/log.txt"],
    ["content/pages/bundle/index.md", "./log.txt?raw#L3", "/bundle/log.txt?raw#L3"],
    [LOAD, "/bundle/log.txt", "/bundle/log.txt"],
    [LOAD, "/content/pages/bundle/log.txt", "/bundle/log.txt"],
    [START, "/img/x.png", "/old/docs-root/static/img/x.png"],
  ])("in %s: %s", async (file, url, address) => {
    expect(await targetOf(file, url)).toEqual({ kind: "page", url: address });
  });
});

test("targetsOf() tells what is wrong with a link, with the nearest name as it can be written there", async () => {
  const links = [
    [LOAD, "Team%20A/2024-05-06-disc.md#sec"],
    [DISK, "load.md?x#sec"],
    [START, "introduction/README.md"],
    [DISK, "../../pages/what.md"],
    ["content/pages/bundle/index.md", "lgo.txt#L3"],
    [DISK, "/runbooks/team-a/dsik/#sec"],
    [DISK, "/bundle/log.text"],
    [DISK, "#other-cuases"],
    [LOAD, "Team%20A/#whom"],
    ["content/pages/a b.md", "run.sh"],
  ] as const;

  const lines = await Promise.all(links.map(([file, url]) => toldOf(file, url)));
  expect(lines.join("\n\n")).toMatchInlineSnapshot(`
    "link to "Team%20A/2024-05-06-disc.md#sec", which does not exist
    Did you mean "Team%20A/2024-05-06-disk.md#sec"? A relative link is a path from the folder of this file

    link to "load.md?x#sec", which does not exist
    Did you mean "../load.md?x#sec"? A relative link is a path from the folder of this file

    link to "introduction/README.md", which does not exist
    Did you mean "intro/README.md"? A relative link is a path from the folder of this file

    link to "../../pages/what.md", which does not exist
    Did you mean "../../pages/what%3F.md"? A relative link is a path from the folder of this file

    link to "lgo.txt#L3", which does not exist
    Did you mean "log.txt#L3"? A relative link is a path from the folder of this file

    link to "/runbooks/team-a/dsik/#sec", which does not exist
    Did you mean "/runbooks/team-a/disk/#sec"? An address is the path of the file below content/, without its extension

    link to "/bundle/log.text", which does not exist
    Did you mean "/bundle/log.txt"? Other files go beside the document, or into content/media/: /media/disk.png

    link to "#other-cuases": that page has no anchor "#other-cuases"
    Did you mean "other-causes"? Anchors of that page: #first-minute #meaning #impact #diagnosis #mitigation #other-causes

    link to "Team%20A/#whom": that page has no anchor "#whom"
    Anchors of that page: #whom-to-call

    link to "run.sh", a file that is not published
    Link to a file of a published type: png, jpg, jpeg, gif, webp, avif, svg, pdf, csv, txt, log, json, yaml, yml, zip"
  `);
});

describe("targetsOf() of what is not shown", () => {
  test.each([
    ["a draft", "draft: true", "it is a draft"],
    ["a document in review", "status: review", 'its status is "review"'],
    ["a document for others", "audience: internal", 'its audience is "internal"'],
    ["a document under an embargo", "publish: 2024-05-06", "its `publish` day is in the future"],
  ])("breaks a link to %s", async (_what, frontMatter, why) => {
    const site = loadSite({ ...SITE, "content/runbooks/x.md": runbook(frontMatter) });

    expect(await toldOf(LOAD, "x.md", site)).toBe(
      `link to "x.md", which is not published, because ${why}\nRemove the link, or publish both for the same readers`,
    );
  });

  test("holds back what leads to a document, a file or a host with defects", async () => {
    const withheld = {
      files: new Set([DISK, "content/pages/bundle/log.txt"]),
      hosts: new Set(["web"]),
      alerts: new Set<string>(),
    };
    const more = {
      "content/runbooks/x.md": "---\ndate: 2023-02-30\n---\n",
      "content/hosts/db/host.yaml": "[",
      "content/hosts/web/host.yaml": CARD,
    };
    const site = loadSite({ ...SITE, ...more }, { withheld });

    for (const url of ["Team%20A/2024-05-06-disk.md", "x.md", "/bundle/log.txt", "/hosts/web/", "/hosts/db/"])
      expect(await targetOf(LOAD, url, site), url).toEqual({ kind: "held-back" });
  });
});
