import { describe, expect, test } from "vitest";
import { addressesOf, foldersAbove, withSlug } from "../../src/corpus/addresses.ts";
import { loadSite, runbook, told } from "./tiny-site.ts";

/** File → its address, for each of these files. */
function urlsOf(...files: readonly string[]): Record<string, string> {
  return Object.fromEntries([...addressesOf(files)].map(([file, { url }]) => [file, url]));
}

/** The one of these files that is named first. */
function addressOf(...files: readonly [string, ...string[]]) {
  return addressesOf(files).get(files[0]);
}

describe("addressesOf()", () => {
  test.each([
    ["content/runbooks/Team A/2024-05-06-disk.md", "/runbooks/team-a/disk/"],
    ["content/runbooks/a/b/c/d/Disk is full.md", "/runbooks/a/b/c/d/disk-is-full/"],
    ["content/postmortems/2024/05/2024-05-06-down.md", "/postmortems/2024/05/down/"],
    ["content/pages/on-call/rota.md", "/on-call/rota/"],
    ["content/pages/Über uns/Größe.MARKDOWN", "/über-uns/größe/"],
    ['content/pages/what? 100% "yes" #1.mdx', "/what-100-yes-1/"],
    ["content/pages/v1.2.md", "/v1-2/"],
  ])("follows the folder: %s", (file, url) => {
    expect(urlsOf(file)).toEqual({ [file]: url });
  });

  test("takes documents alone", () => {
    const files = ["content/pages/a.txt", "content/hosts/a/readme.md", "content/readme.md", "content/alerts/a.md"];

    expect(urlsOf(...files)).toEqual({});
  });

  test.each(["_index.md", "index.md", "README.md", "readme.markdown", "Index.mdx"])(
    "makes %s the folder's own page where other documents are in it, or below",
    (name) => {
      const own = `content/runbooks/Team A/${name}` as const;
      const page = { name: "team-a", url: "/runbooks/team-a/", folder: "Team A", isOwnPage: true, isSection: true };

      expect(addressOf(own, "content/runbooks/Team A/x.md")).toMatchObject(page);
      expect(addressOf(own, "content/runbooks/Team A/b/c/x.md")).toMatchObject(page);
      expect(addressOf(own, "content/runbooks/Team A/b/index.md")).toMatchObject(page);
    },
  );

  test.each(["_index.md", "index.md", "README.md"])("makes %s a document where it is alone in its folder", (name) => {
    const own = `content/runbooks/Team A/2024-05-06-disk/${name}` as const;
    const document = { name: "team-a/disk", url: "/runbooks/team-a/disk/", folder: "Team A", isSection: false };

    expect(addressOf(own)).toMatchObject(document);
    expect(addressOf(own, "content/runbooks/Team A/2024-05-06-disk/graph.png")).toMatchObject(document);
  });

  test("makes the one right below a kind's folder the page of its list, alone or not", () => {
    expect(urlsOf("content/runbooks/index.md", "content/postmortems/README.md", "content/pages/_index.md")).toEqual({
      "content/runbooks/index.md": "/runbooks/",
      "content/postmortems/README.md": "/postmortems/",
      "content/pages/_index.md": "/",
    });
    expect(addressOf("content/pages/index.md")).toMatchObject({ isSection: true, name: "", folder: "" });
  });
});

test("withSlug() replaces the last part alone", () => {
  const address = addressOf("content/runbooks/Team A/2024-05-06-disk.md");
  const top = addressOf("content/pages/a.md");

  expect(address && withSlug(address, "full")).toMatchObject({ name: "team-a/full", url: "/runbooks/team-a/full/" });
  expect(top && withSlug(top, "b")).toMatchObject({ name: "b", url: "/b/" });
});

test("foldersAbove() gives the nearest one first", () => {
  expect(foldersAbove("content/pages/a/b.md")).toEqual(["content/pages/a", "content/pages", "content"]);
});

describe("readContent() of a document with a slug", () => {
  test("publishes it there, and names a runbook by it", async () => {
    const { runbooks } = await loadSite({ "content/runbooks/Team A/disk.md": runbook("slug: Full Disk") });

    expect(runbooks).toMatchObject([{ name: "team-a/full-disk", url: "/runbooks/team-a/full-disk/" }]);
  });

  test("tells that the page of a folder has none: its address is the folder's", async () => {
    const corpus = await loadSite({
      "content/runbooks/storage/_index.md": "---\ntitle: Disks\nslug: elsewhere\n---\ntext\n",
      "content/runbooks/storage/disk.md": runbook("title: x"),
      "content/pages/index.md": "---\nslug: start\n---\ntext\n",
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/pages/index.md:2:7  advice: slug of a folder's own page has no effect
          | slug: start
          |       ^^^^^
        Remove it, or rename the folder: its name gives the address of everything in it

      content/runbooks/storage/_index.md:3:7  advice: slug of a folder's own page has no effect
          | slug: elsewhere
          |       ^^^^^^^^^
        Remove it, or rename the folder: its name gives the address of everything in it"
    `);
    expect(corpus.sections.map(({ url, title }) => `${url} ${title}`)).toContain("/runbooks/storage/ Disks");
    expect([...corpus.byUrl.keys()].toSorted()).toEqual(["/", "/runbooks/storage/", "/runbooks/storage/disk/"]);
  });
});

test("addressProblems() tells names that give no address, those of folders too", async () => {
  const corpus = await loadSite({
    "content/pages/!!!/_index.md": "text",
    "content/pages/!!!/a.md": "text",
    "content/pages/+/index.md": "text",
    "content/pages/b/???.md": "text",
  });

  expect(corpus.problems.map(({ place, what }) => `${place.file} ${what}`)).toMatchInlineSnapshot(`
    [
      "content/pages/!!!/_index.md file name that gives no address",
      "content/pages/!!!/a.md file name that gives no address",
      "content/pages/+/index.md file name that gives no address",
      "content/pages/b/???.md file name that gives no address",
    ]
  `);
});
