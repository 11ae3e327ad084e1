import { describe, expect, test } from "vitest";
import { nearestName } from "../../../src/core/nearest-name.ts";
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
    ["nothing where no name is near", "other.md", undefined],
    ["nothing where the name is too short to tell", "/x/", undefined],
  ])("%s", (_what, path, meant) => {
    expect(guessFor(path)).toBe(meant);
  });
});

/** The guesses among these files, with the number of names that were compared for them. */
function counted(files: readonly string[]) {
  const counter = { compared: 0 };
  const guess = guessesOf({ addresses: () => [], files: () => files }, (name, known, limit) => {
    counter.compared += [...known].length;
    return nearestName(name, known, limit);
  });
  return { guess: (path: string) => guess({ path, rest: "#x" }, "content/pages/a.md"), counter };
}

test("guessesOf() compares the names of a folder, and not those of a site", () => {
  const files = Array.from({ length: 2000 }, (_, i) => `content/pages/d${i % 200}/page-${i}.md`);
  const { guess, counter } = counted(files);

  expect(guess("d7/pgae-207.md")).toContain('Did you mean "d7/page-207.md#x"');
  expect(counter.compared).toBeLessThanOrEqual(10);
  expect(guess("nowhere/other.md")).not.toContain("Did you mean");
  expect(counter.compared).toBeLessThanOrEqual(10);
});

test("guessesOf() gives up where a site has very many broken links to very many names", () => {
  const files = Array.from({ length: 2000 }, (_, i) => `content/pages/folder-${i}/README.md`);
  const { guess, counter } = counted(files);

  const guesses = files.map((_, i) => guess(`foldr-${i}/README.md`));

  expect(guesses[7]).toContain('Did you mean "folder-7/README.md#x"');
  expect(guesses.at(-1)).toBe("A relative link is the path of a file from this one");
  expect(counter.compared).toBeLessThanOrEqual(1_000_000);
});

test("a link is looked for once", async () => {
  const { documents, target } = await loadSite({ "content/pages/a.md": "text", "content/pages/b.md": "text" });
  const [home] = documents;
  if (home === undefined) throw new TypeError("No document");

  const first = target("bb.md", home);

  expect(target("bb.md", home)).toBe(first);
  expect(first.kind === "broken" && first.remedy()).toContain('Did you mean "b.md"?');
});
