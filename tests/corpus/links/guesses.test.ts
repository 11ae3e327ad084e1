import { describe, expect, test } from "vitest";
import { guessesOf } from "../../../src/corpus/links/guesses.ts";
import { loadSite } from "../tiny-site.ts";

const FILES = [
  "content/pages/a/disk.md",
  "content/pages/a/load.md",
  "content/pages/b/disk.md",
  "content/pages/c/net.md",
];

/** What a link in content/pages/a/load.md is taken for, among the files above or others. */
function guessFor(path: string, files: readonly string[] = FILES): string | undefined {
  const addresses = files.map((file) => file.replace(/^content\/pages|\.md$/g, "").concat("/"));
  const guess = guessesOf({ addresses: () => addresses, files: () => files });
  return /^Did you mean "([^"]*)"/.exec(guess({ path, rest: "" }, "content/pages/a/load.md"))?.[1];
}

describe("guessesOf() takes a broken link for", () => {
  test.each([
    ["a file of its folder whose name is near", "disc.md", "disk.md"],
    ["a file of another folder whose name is near", "../c/nte.md", "../c/net.md"],
    ["a file of its name, wherever that lies", "x/y/z/net.md", "../c/net.md"],
    ["the nearest one of those that have its name", "../bb/disk.md", "../b/disk.md"],
    ["a file whose name differs by case alone", "../C/Net.md", "../c/net.md"],
    ["an address in its folder", "/c/nett/", "/c/net/"],
    ["an address of its name in a folder whose name is near", "/cc/net/", "/c/net/"],
    ["an address of its name, wherever that lies", "/x/y/net/", "/c/net/"],
    ["nothing where it would be the document itself", "load.pdf", undefined],
    ["nothing where no name is near", "other.md", undefined],
    ["nothing where the name is too short to tell", "/x/", undefined],
  ])("%s", (_what, path, meant) => {
    expect(guessFor(path)).toBe(meant);
  });
});

/** The remedies of links that stand in content/pages/a.md. */
function remediesOf(paths: readonly string[], files: readonly string[]): string[] {
  const guess = guessesOf({ addresses: () => [], files: () => files });
  return paths.map((path) => guess({ path, rest: "#x" }, "content/pages/a.md"));
}

const RELATIVE = "A relative link is a path from the folder of this file";

test("guessesOf() compares the names of a folder, and not those of a site", () => {
  const pages = Array.from({ length: 50_000 }, (_, i) => `d${i % 5000}/page-${i}.md`);
  const links = pages.map((page) => page.replace("page", "pgae"));

  const remedies = remediesOf(
    links,
    pages.map((page) => `content/pages/${page}`),
  );

  const expected = pages.map((page) => `Did you mean "${page}#x"? ${RELATIVE}`);
  expect(remedies.findIndex((remedy, i) => remedy !== expected[i])).toBe(-1);
});

test("guessesOf() gives up where a site has very many broken links to very many names", () => {
  const files = Array.from({ length: 100_000 }, (_, i) => `content/pages/folder-${i}/README.md`);

  const remedies = remediesOf(
    files.map((_, i) => `foldr-${i}/README.md`),
    files,
  );

  expect(remedies[7]).toBe(`Did you mean "folder-7/README.md#x"? ${RELATIVE}`);
  expect(remedies.at(-1)).toBe(RELATIVE);
});

test("a link is looked for once", async () => {
  const { documents, target } = await loadSite({ "content/pages/a.md": "text", "content/pages/b.md": "text" });
  const [home] = documents;
  if (home === undefined) throw new TypeError("No document");

  const first = target("bb.md", home);

  expect(target("bb.md", home)).toBe(first);
  expect(first.kind === "broken" && first.remedy()).toContain('Did you mean "b.md"?');
});

test.each([
  ["/runbooks/disk", "Addresses begin and end with a slash: /runbooks/disk-latency/"],
  ["/runbooks/disk/", "An address is the path of the file below content/, without its extension"],
  ["/img/disk.png", "Other files go beside the document, or into content/media/: /media/disk.png"],
  ["www.example.org", "An address of another site begins with https://"],
])("a link that nothing is near gets a hint at what it should be: %s", (path, hint) => {
  expect(remediesOf([path], [])).toEqual([hint]);
});
