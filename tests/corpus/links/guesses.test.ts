import { beforeEach, describe, expect, test, vi } from "vitest";
import { guessesOf } from "../../../src/corpus/links/guesses.ts";
import { loadSite } from "../tiny-site.ts";

const compared = vi.hoisted(() => ({ count: 0 }));

vi.mock("fastest-levenshtein", async (original) => {
  const actual = await original<typeof import("fastest-levenshtein")>();
  const distance = (a: string, b: string) => {
    compared.count++;
    return actual.distance(a, b);
  };
  return { ...actual, distance };
});

beforeEach(() => {
  compared.count = 0;
});

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

test("guessesOf() compares the names of a folder, and not those of a site", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [`content/pages/d${i % 20}/page-${i}.md`, "[x](pgae-0.md)\n"]),
  );

  const { problems } = await loadSite(files);

  expect(problems).toHaveLength(200);
  expect(compared.count).toBeLessThanOrEqual(200 * 10);
});

test("guessesOf() gives up where a site has very many broken links to very many names", () => {
  const files = Array.from({ length: 2000 }, (_, i) => `content/pages/folder-${i}/README.md`);
  const guess = guessesOf({ addresses: () => [], files: () => files });

  const guesses = files.map((_, i) => guess({ path: `foldr-${i}/README.md`, rest: "#x" }, "content/pages/a.md"));

  expect(guesses[7]).toContain('Did you mean "folder-7/README.md#x"');
  expect(guesses.at(-1)).toBe("A relative link is the path of a file from this one");
  expect(compared.count).toBeLessThanOrEqual(1_000_000);
});

test("a link is looked for once, and what it may have meant only where that is told", async () => {
  const { documents, target } = await loadSite({ "content/pages/a.md": "text", "content/pages/b.md": "text" });
  const [home] = documents;
  if (home === undefined) throw new TypeError("No document");

  const first = target("bb.md", home);

  expect(target("bb.md", home)).toBe(first);
  expect(compared.count).toBe(0);
  expect(first.kind === "broken" && first.remedy()).toContain('Did you mean "b.md"?');
});
