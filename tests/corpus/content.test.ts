import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadFolder, loadSite, told, writeSite } from "./tiny-site.ts";

describe("strayFiles() tells a Markdown file", () => {
  test("in a folder with a slip in its name", async () => {
    expect(told(await loadSite({ "content/runbook/a.md": "text" }))).toMatchInlineSnapshot(`
      "content/runbook/a.md:1:1  Markdown file that belongs to no kind of document
        Did you mean "runbooks"? Put documents below content/postmortems/, content/runbooks/, content/pages/, with names that end in .md"
    `);
  });

  test("in no folder of documents", async () => {
    expect(
      told(await loadSite({ "content/readme.md": "text", "content/alerts/notes.md": "text" })),
    ).toMatchInlineSnapshot(`
      "content/alerts/notes.md:1:1  file "notes.md" is not read
        Rules are read from files that end in .yml, .yaml or .rules; name any other file in alerts.files, or move it out of content/alerts/

      content/readme.md:1:1  Markdown file that belongs to no kind of document
          | text
        Put documents below content/postmortems/, content/runbooks/, content/pages/, with names that end in .md"
    `);
  });

  test.each(["a.markdown", "a.MD", "a.mdx", "deep/er/a.md"])("but none that is read: %s", async (name) => {
    const { problems, pages } = await loadSite({ [`content/pages/${name}`]: "text" });

    expect(problems.filter(({ kind }) => kind === "problem")).toEqual([]);
    expect(pages.map(({ file }) => file)).toEqual([`content/pages/${name}`]);
  });

  test("but none in the tree of a host", async () => {
    const { problems } = await loadSite({
      "content/hosts/a/host.yaml": "summary: x\nkind: shaped\nsource: x\n",
      "content/hosts/a/root/usr/share/doc/readme.md": "text",
    });

    expect(problems).toEqual([]);
  });
});

describe("readContent() of files that others keep back by their name", () => {
  test.each([
    "content/pages/_drafts/a.md",
    "content/runbooks/team/_Drafts/deep/a.md",
    "content/postmortems/_drafts/a.md",
  ])("takes %s for a draft, whatever it says", async (file) => {
    const files = { [file]: "---\ndraft: false\npublished: true\nstatus: final\n---\n# x\n" };

    const shown = await loadSite(files);
    const own = await loadSite(files, { drafts: true });

    expect(shown.documents).toEqual([]);
    expect(own.documents).toMatchObject([{ file, data: { draft: true } }]);
  });

  test("reads no part of other documents, and tells so", async () => {
    const corpus = await loadSite({ "content/pages/_part.md": "# Part\n", "content/runbooks/a/_x.mdx": "# Part\n" });

    expect([corpus.documents, [...corpus.attachments]]).toEqual([[], []]);
    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/pages/_part.md:1:1  advice: file "_part.md" is not read
        Rename it if it is a document: a name that begins with "_" marks a part of others

      content/runbooks/a/_x.mdx:1:1  advice: file "_x.mdx" is not read
        Rename it if it is a document: a name that begins with "_" marks a part of others"
    `);
  });

  test.each(["pages/a.mdown", "pages/a.qmd", "runbooks/a.ipynb"])("does not read %s, and tells so", async (name) => {
    const { problems } = await loadSite({ [`content/${name}`]: "x" });

    expect(problems).toMatchObject([{ kind: "advice", what: expect.stringMatching(/^file ".*" is not read$/) }]);
  });

  test.each(["_index.md", "_index.fr.md", "_posts/a.md"])("reads %s", async (name) => {
    const { documents } = await loadSite({ [`content/pages/b/${name}`]: "# x\n", "content/pages/b/c.md": "# y\n" });

    expect(documents).toHaveLength(2);
  });
});

describe("readContent() of a site", () => {
  test("with an empty content folder is content", async () => {
    const root = await writeSite({ "content/a": "" });
    await rm(join(root, "content/a"));

    const corpus = await loadFolder(root);

    expect(corpus).toMatchObject({ postmortems: [], runbooks: [], pages: [], checks: [], links: [], problems: [] });
  });

  test("without a content folder says so, because a wrong root would publish an empty site", async () => {
    const root = await writeSite({ "README.md": "text" });

    expect(told(await loadFolder(root)).replace(root, "/a/site")).toMatchInlineSnapshot(`
      "content:1:1  no folder content/
        Create it in /a/site, or name the folder that has it with --root"
    `);
  });

  test("whose content is a file says so, too, and so does a root that is not there", async () => {
    const root = await writeSite({});
    await writeFile(join(root, "content"), "x");

    const whats = [await loadFolder(root), await loadFolder(join(root, "nowhere"))].map(({ problems }) =>
      problems.map(({ what }) => what),
    );

    expect(whats).toEqual([["no folder content/"], ["no folder content/"]]);
  });
});
