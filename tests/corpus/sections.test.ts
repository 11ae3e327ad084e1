import { describe, expect, test } from "vitest";
import type { Section } from "../../src/corpus/sections.ts";
import { type Files, loadSite, runbook, told } from "./tiny-site.ts";

const page = (frontMatter: string) => `---\n${frontMatter}\n---\ntext\n`;

/** "address title" of each folder below the kinds' own. */
async function foldersOf(files: Files): Promise<string[]> {
  const { sections } = await loadSite(files);
  return sections.filter(({ name }) => name !== "").map(({ url, title }) => `${url} ${title}`);
}

describe("sectionsOf()", () => {
  test("gives every kind its folder, with documents or without", async () => {
    const { sections } = await loadSite({ "content/site.yaml": "" });

    expect(sections.map(({ url }) => url)).toEqual(["/postmortems/", "/runbooks/", "/"]);
  });

  test("gives every folder that holds documents, and those above it, by name where nothing else is said", async () => {
    expect(await foldersOf({ "content/runbooks/Team A/net-work/x.md": runbook("title: x") })).toEqual([
      "/runbooks/team-a/ Team A",
      "/runbooks/team-a/net-work/ Net work",
    ]);
  });

  test("takes the title, the weight and the text of a folder's own page", async () => {
    const { sections } = await loadSite({
      "content/runbooks/a/_index.md": page("{ title: Storage, weight: 3 }"),
      "content/runbooks/a/x.md": runbook("title: x"),
    });

    expect(sections.find(({ name }) => name === "a")).toMatchObject({
      ...{ home: "runbook", title: "Storage", weight: 3 },
      page: { file: "content/runbooks/a/_index.md", kind: "section" },
      documents: [{ file: "content/runbooks/a/x.md" }],
    });
  });

  test("orders folders by weight, then by title; those below stand behind their parent", async () => {
    const files = {
      "content/runbooks/a/x.md": runbook("title: x"),
      "content/runbooks/b/x.md": runbook("title: x"),
      "content/runbooks/b/_index.md": page("{ title: Zebra, weight: 1 }"),
      "content/runbooks/c/x.md": runbook("title: x"),
      "content/runbooks/c/_index.md": page("title: Ärger"),
      "content/runbooks/b/deep/x.md": runbook("title: x"),
      "content/runbooks/d/x.md": runbook("title: x"),
      "content/runbooks/d/_index.md": page("weight: 0"),
    };

    expect((await foldersOf(files)).map((folder) => folder.split(" ")[1])).toEqual([
      "D",
      "Zebra",
      "Deep",
      "A",
      "Ärger",
    ]);
  });

  test("orders documents by weight, then by title, 9 before 10; what has no weight comes last", async () => {
    const { sections } = await loadSite({
      "content/runbooks/1.md": runbook("title: a"),
      "content/runbooks/2.md": runbook("{ title: z, weight: 2 }"),
      "content/runbooks/3.md": runbook("{ title: y, weight: -1.5 }"),
      "content/runbooks/4.md": runbook("{ title: b, weight: 2 }"),
      "content/runbooks/5.md": runbook("title: Disk 10"),
      "content/runbooks/6.md": runbook("title: Disk 9"),
    });

    const own = sections.find(({ url }) => url === "/runbooks/");
    expect(own?.documents.map(({ title }) => title)).toEqual(["y", "b", "z", "a", "Disk 9", "Disk 10"]);
  });

  test("takes spellings of one address for one folder", async () => {
    const files = { "content/pages/Team A/x.md": "text", "content/pages/team-a/y.md": "text" };

    expect(await foldersOf(files)).toEqual(["/team-a/ Team A"]);
  });

  test("tells nothing of a folder whose documents are all hidden", async () => {
    expect(await foldersOf({ "content/pages/secret/x.md": page("audience: internal") })).toEqual([]);
  });
});

test("SectionTree keeps to the kind, and to whole names", async () => {
  const { sectionTree: tree } = await loadSite({
    "content/runbooks/a/x.md": runbook("title: x"),
    "content/runbooks/a/b/x.md": runbook("title: x"),
    "content/runbooks/ab/x.md": runbook("title: x"),
    "content/pages/a/x.md": "text",
  });

  const at = (name: string) => tree.at("runbook", name) as Section;
  const names = (sections: readonly Section[]) => sections.map(({ name }) => name);
  expect(names(tree.below(at("a")))).toEqual(["a", "a/b"]);
  expect(names(tree.below(at("")))).toEqual(["", "a", "a/b", "ab"]);
  expect(names(tree.childrenOf(at("")))).toEqual(["a", "ab"]);
  expect(names(tree.wayTo({ home: "runbook", name: "a/b" }))).toEqual(["a", "a/b"]);
  expect(names(tree.wayTo({ home: "runbook", name: "" }))).toEqual([]);
});

describe("foldersWithPage() leaves out", () => {
  const pathsOf = async (files: Files) => {
    const corpus = await loadSite(files);
    return { told: told(corpus), urls: corpus.folders.map(({ url }) => url) };
  };

  test("a folder beside a document of its name: that one takes its place", async () => {
    const files = {
      "content/runbooks/team-a.md": runbook("title: x"),
      "content/runbooks/Team A/x.md": runbook("title: x"),
      "content/runbooks/team-b/x.md": runbook("title: x"),
    };

    expect(await pathsOf(files)).toEqual({ told: "", urls: ["/runbooks/team-b/"] });
  });

  test("the second of two folders of one address, which are of different kinds", async () => {
    const files = { "content/runbooks/a/x.md": runbook("title: x"), "content/pages/runbooks/a/y.md": "text" };
    const own = { "content/pages/runbooks/a/_index.md": "text" };

    const homesOf = async (more: Files) => (await loadSite({ ...files, ...more })).folders.map(({ home }) => home);
    expect(await homesOf({})).toEqual(["runbook"]);
    expect(await homesOf(own)).toEqual(["page"]);
  });

  test("a folder at the address of a page that the site makes", async () => {
    const files = {
      "content/pages/hosts/x.md": page("tags: [zfs]"),
      "content/pages/tags/zfs/x.md": "text",
      "content/pages/runbooks/x.md": "text",
    };

    expect(await pathsOf(files)).toEqual({ told: "", urls: [] });
  });
});
