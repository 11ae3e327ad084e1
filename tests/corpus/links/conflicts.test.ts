import { describe, expect, test } from "vitest";
import { CARD, type Files, loadSite, runbook, told } from "../tiny-site.ts";

/** "file: what" of every problem of a site. */
async function linesOf(files: Files, options = {}): Promise<string[]> {
  const { problems } = await loadSite(files, options);
  return problems.map(({ place, what }) => `${place.file}: ${what}`);
}

describe("addressConflicts() tells, at each of them,", () => {
  test("documents whose names differ by their date and by case alone", async () => {
    const files = {
      "content/runbooks/a/Disk.md": runbook("title: x"),
      "content/runbooks/a/2024-05-06-disk.md": runbook("title: x"),
    };

    expect(told(await loadSite(files))).toMatchInlineSnapshot(`
      "content/runbooks/a/2024-05-06-disk.md:1:1  address /runbooks/a/disk/ is taken by content/runbooks/a/Disk.md
          | ---
        Rename one of the files

      content/runbooks/a/Disk.md:1:1  address /runbooks/a/disk/ is taken by content/runbooks/a/2024-05-06-disk.md
          | ---
        Rename one of the files"
    `);
  });

  test.each([
    ["README.md and index.md of one folder", ["b/README.md", "b/index.md"], 2],
    ["README.md and index.md of one folder that holds others", ["b/README.md", "b/_index.md", "b/c/d.md"], 2],
    ["a document and the page of a folder of its name", ["team-a.md", "team-a/_index.md", "team-a/x.md"], 2],
    ["a document and one alone in a folder of its name", ["b.md", "b/index.md"], 2],
    ["folders that differ by case alone", ["Team A/x.md", "team-a/x.md"], 2],
  ])("%s", async (_what, names, count) => {
    const lines = await linesOf(Object.fromEntries(names.map((name) => [`content/pages/${name}`, "text"])));

    const [first = "", second = ""] = names.map((name) => `content/pages/${name}`);
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${first}: address /\\S+/ is taken by ${second}$`)));
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${second}: address /\\S+/ is taken by ${first}$`)));
    expect(lines).toHaveLength(count);
  });

  test("three of one address, each once", async () => {
    const files = { "content/pages/x.md": "", "content/pages/X.markdown": "", "content/pages/2024-05-06-x.md": "" };

    expect(await linesOf(files)).toMatchInlineSnapshot(`
      [
        "content/pages/2024-05-06-x.md: address /x/ is taken by content/pages/X.markdown and 1 more",
        "content/pages/X.markdown: address /x/ is taken by content/pages/2024-05-06-x.md and 1 more",
        "content/pages/x.md: address /x/ is taken by content/pages/2024-05-06-x.md and 1 more",
      ]
    `);
  });

  test("documents that have chosen one slug", async () => {
    const page = "---\nslug: Same\n---\n";

    expect(await linesOf({ "content/pages/a.md": page, "content/pages/b.md": page })).toEqual([
      "content/pages/a.md: address /same/ is taken by content/pages/b.md",
      "content/pages/b.md: address /same/ is taken by content/pages/a.md",
    ]);
  });

  test("a document whose slug is another one's name: each is told what of it to change", async () => {
    const chosen = "---\ntitle: B\nslug: a\n---\n";
    const { problems } = await loadSite({ "content/pages/a.md": "# A\n", "content/pages/b.md": chosen });

    expect(problems.map(({ place, remedy }) => `${place.file}:${place.line}:${place.column} ${remedy}`)).toEqual([
      "content/pages/a.md:1:1 Rename one of the files",
      "content/pages/b.md:3:7 Write another slug",
    ]);
  });
});

describe("addressConflicts() tells a document at the address of", () => {
  test.each(["badges", "assets", "pagefind"])("files of the site: %s", async (name) => {
    const files = { [`content/pages/${name}.md`]: "text", [`content/pages/${name}/deep/x.md`]: "text" };

    expect(await linesOf(files)).toEqual([
      `content/pages/${name}.md: address /${name}/ is taken by files of the site`,
      `content/pages/${name}/deep/x.md: address /${name}/deep/x/ is taken by files of the site`,
    ]);
  });

  test.each(["api", "media"])("the list of files that a page called %s would pass for", async (name) => {
    expect(await linesOf({ [`content/pages/${name}.md`]: "text" })).toEqual([
      `content/pages/${name}.md: address /${name}/ is taken by files of the site`,
    ]);
  });

  test("nothing in folders where all files of the site are known", async () => {
    const files = {
      "content/pages/api/index.md": "alone",
      "content/pages/runbooks/api.md": "text",
      "content/pages/media/_index.md": "# x",
      "content/pages/media/x.md": "",
    };

    expect(await linesOf(files)).toEqual([]);
  });

  test("a page of the site, a host or a tag", async () => {
    const files = {
      "content/pages/Search.md": "---\ntags: [ZFS]\n---\n",
      "content/pages/hosts/web.md": "text",
      "content/pages/tags/zfs.md": "text",
      "content/hosts/web/host.yaml": CARD,
    };

    expect(await linesOf(files)).toEqual([
      "content/pages/Search.md: address /search/ is taken by a page of the site",
      'content/pages/hosts/web.md: address /hosts/web/ is taken by host "web"',
      'content/pages/tags/zfs.md: address /tags/zfs/ is taken by tag "ZFS"',
    ]);
  });

  test("a host whose name differs by capitals alone", async () => {
    const files = { "content/pages/hosts/web.md": "text", "content/hosts/WEB/host.yaml": CARD };

    expect(await linesOf(files)).toEqual(['content/pages/hosts/web.md: address /hosts/web/ is taken by host "WEB"']);
  });

  test("a check: its page, and its script, below which nothing can be", async () => {
    const text = "```bash check=io\nx\n```\n[a](x.png)\n";
    const files = {
      "content/pages/c.md": "text",
      "content/pages/c/IO.md": "text",
      "content/pages/c/io/deep/y.md": "![a](y.png)\n",
      "content/pages/c/io/deep/y.png": "x",
      "content/pages/c/others.md": "text",
      "content/pages/checks/io.md": "text",
      "content/pages/checks/others.md": "text",
      "content/pages/x.md": `---\nchecks: { io: { asks: x } }\naliases: [/c/io/old/]\n---\n${text}`,
      "content/pages/x.png": "x",
    };

    expect(await linesOf(files)).toMatchInlineSnapshot(`
      [
        "content/pages/c/IO.md: address /c/io/ is taken by the script of a check",
        "content/pages/c/io/deep/y.md: address /c/io/deep/y/ is taken by the script of a check",
        "content/pages/c/io/deep/y.png: address /c/io/deep/y.png is taken by the script of a check",
        "content/pages/checks/io.md: address /checks/io/ is taken by check "io"",
        "content/pages/x.md: alias "/c/io/old/" needs a folder where the script of a check is a file, or the reverse",
      ]
    `);
  });

  test("a page of the site, be it a folder's own page", async () => {
    const files = { "content/pages/runbooks/_index.md": "text", "content/pages/runbooks/x.md": "text" };

    expect(await linesOf(files)).toEqual([
      "content/pages/runbooks/_index.md: address /runbooks/ is taken by a page of the site",
    ]);
  });
});

describe("addressConflicts() is content with", () => {
  test("the texts of the kinds' own folders", async () => {
    const files = {
      "content/pages/index.md": "a",
      "content/runbooks/README.md": "b",
      "content/postmortems/_index.md": "c",
    };

    expect(await linesOf(files)).toEqual([]);
  });

  test("a document in place of a folder's list", async () => {
    expect(await linesOf({ "content/pages/team-a.md": "text", "content/pages/team-a/x.md": "text" })).toEqual([]);
  });

  test("a document that is not shown", async () => {
    const files = { "content/pages/a.md": "text", "content/pages/2024-05-06-a.md": "---\ndraft: true\n---\n" };

    expect(await linesOf(files)).toEqual([]);
    expect(await linesOf(files, { drafts: true })).toHaveLength(2);
  });
});
