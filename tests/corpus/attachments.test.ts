import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { type Attachment, attachmentProblems } from "../../src/corpus/attachments.ts";
import { type Files, loadFolder, loadSite, told, writeSite } from "./tiny-site.ts";

const PAGE = "content/pages/a.md";

/** Addresses of the attachments that are published. */
async function urlsOf(text: string, files: Files): Promise<string[]> {
  const corpus = await loadSite({ [PAGE]: text, ...files });
  expect(told(corpus)).toBe("");
  return [...corpus.attachments.values()].map(({ url }) => url);
}

describe("listAttachments() publishes", () => {
  test("what lies beside a page, at the address of its folder", async () => {
    const files = {
      "content/runbooks/Team A/x.md": "![x](img/Graph%201.PNG)\n",
      "content/runbooks/Team A/img/Graph 1.PNG": "png",
    };

    const { attachments } = await loadSite(files);
    expect([...attachments.values()]).toEqual([
      {
        ...{ kind: "attachment", file: "content/runbooks/Team A/img/Graph 1.PNG", size: 3, problems: [] },
        path: "/runbooks/team-a/img/Graph 1.PNG",
        url: "/runbooks/team-a/img/Graph%201.PNG",
      },
    ]);
  });

  test("what lies in content/media/, its folders as they are spelt", async () => {
    expect(await urlsOf("![x](/media/Team%20A/b.JPeG)", { "content/media/Team A/b.JPeG": "x" })).toEqual([
      "/media/Team%20A/b.JPeG",
    ]);
  });

  test.each([
    ["a number sign", "a%23b.png", "a#b.png", "/a%23b.png"],
    ["a question mark", "a%3Fb.png", "a?b.png", "/a%3Fb.png"],
    ["a percent sign", "100%25.log", "100%.log", "/100%25.log"],
    ["what looks like an encoding", "a%2520b.log", "a%20b.log", "/a%2520b.log"],
    ["quotes", "%22a%22'.txt", '"a"\'.txt', "/%22a%22'.txt"],
    ["letters beyond ASCII", "größe.csv", "größe.csv", "/gr%C3%B6%C3%9Fe.csv"],
    ["letters that a browser has encoded", "gr%C3%B6%C3%9Fe.csv", "größe.csv", "/gr%C3%B6%C3%9Fe.csv"],
  ])("a file whose name has %s", async (_what, written, name, url) => {
    expect(await urlsOf(`[x](${written})`, { [`content/pages/${name}`]: "x" })).toEqual([url]);
  });

  test("what only the front matter or raw HTML links", async () => {
    const checks = 'checks: { io: { asks: x, then: { affected: "/media/c.pdf" } } }';
    const text = `---\nelsewhere: [{ text: x, url: /media/b.pdf }]\n${checks}\n---\n<img src="a.png">\n\n\`\`\`bash check=io\nx\n\`\`\`\n`;
    const files = { "content/pages/a.png": "x", "content/media/b.pdf": "x", "content/media/c.pdf": "x" };

    expect((await urlsOf(text, files)).toSorted()).toEqual(["/a.png", "/media/b.pdf", "/media/c.pdf"]);
  });

  test.each([
    ["media/x.png", "media/x.png", "/media/x.png"],
    ["media/x.png", "/media/x.png", "/media/x.png"],
    ["api/x.png", "api/x.png", "/api/x.png"],
    ["assets/img/x.png", "assets/img/x.png", "/media/assets/img/x.png"],
    ["assets/img/x.png", "/assets/img/x.png", "/media/assets/img/x.png"],
    ["Badges/x.png", "Badges/x.png", "/media/badges/x.png"],
  ])("what lies in a folder called as one of the site's: content/pages/%s by %s", async (file, link, url) => {
    expect(await urlsOf(`![x](${link})`, { [`content/pages/${file}`]: "x" })).toEqual([url]);
  });

  // GitBook keeps pictures in .gitbook/assets/, wikis of Azure DevOps in .attachments/.
  test.each([
    [
      "content/pages/a/b.md",
      "../.gitbook/assets/x (1).png",
      "../.gitbook/assets/x%20(1).png",
      "/gitbook/assets/x%20(1).png",
    ],
    ["content/postmortems/a/b.md", "../.attachments/x.png", "/.attachments/x.png", "/postmortems/attachments/x.png"],
  ])("what lies in a folder that begins with a dot, at an address that does not: %s", async (page, file, link, url) => {
    const files = { [page]: `![x](${link})`, [join(page, "..", file)]: "x" };

    expect(await urlsOf("text", files)).toEqual([url]);
  });

  test("nothing of git's own, no file that begins with a dot, and no other kind of file", async () => {
    const text = "[a](.git/a.txt) [b](.b.txt) [c](.ssh/.c.txt) [d](.ssh/id_rsa)\n";
    const files = { ".git/a.txt": "x", ".b.txt": "x", ".ssh/.c.txt": "x", ".ssh/id_rsa": "x" };
    const { attachments } = await loadSite({
      [PAGE]: text,
      ...Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`content/pages/${name}`, bytes])),
    });

    expect([...attachments.keys()]).toEqual([]);
  });

  test("nothing that no published page links", async () => {
    const files = {
      "content/pages/draft.md": "---\ndraft: true\n---\n![x](secret.png)\n",
      "content/pages/secret.png": "x",
      "content/pages/nobody.png": "x",
      "content/media/nobody.png": "x",
    };

    expect(await urlsOf("text", files)).toEqual([]);
  });

  test("nothing that a symbolic link leads to", async () => {
    const root = await writeSite({ [PAGE]: "[x](passwords.txt)\n" });
    await symlink("/etc/passwd", join(root, "content/pages/passwords.txt"));

    const { attachments, problems } = await loadFolder(root);

    expect(attachments.size).toBe(0);
    expect(problems.map(({ place, what }) => `${place.file} ${what}`)).toEqual([
      'content/pages/a.md link to "passwords.txt", which does not exist',
      "content/pages/passwords.txt symbolic link",
    ]);
  });
});

describe("attachmentProblems() tells", () => {
  test("a file of more bytes than the setting allows", async () => {
    const files = {
      "content/site.yaml": 'attachments: { limit: "1 kB" }\n',
      [PAGE]: "[a](a.log) [b](b.log)\n",
      "content/pages/a.log": "x".repeat(1001),
      "content/pages/b.log": "x".repeat(1000),
      "content/pages/unlinked.log": "x".repeat(5000),
    };

    expect(told(await loadSite(files))).toMatchInlineSnapshot(`
      "content/pages/a.log:1:1  file of 1001 B, above the limit of 1000 B for an attachment
        Keep it elsewhere and link to it, or raise attachments: { limit } in content/site.yaml"
    `);
  });

  test("a drawing with a script, and only if it is linked", async () => {
    const files = { "content/media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n<script>x</script></svg>' };

    expect(told(await loadSite({ ...files, [PAGE]: "text" }))).toBe("");
    expect(told(await loadSite({ ...files, [PAGE]: "![x](/media/a.svg)" }))).toMatchInlineSnapshot(`
      "content/media/a.svg:2:1  element <script>
        Remove it, or attach the file as a .zip: opened directly, the picture would run it as part of this site"
    `);
  });

  // Not every machine that runs the tests can hold both files.
  test("files whose addresses differ by case alone, at both", () => {
    const attachment = (path: string): Attachment => {
      return { kind: "attachment", file: `content/pages${path}`, path, url: path, size: 1, problems: [] };
    };
    const linked = [attachment("/img/Graph.png"), attachment("/img/graph.PNG"), attachment("/img/graph.log")];

    const lines = attachmentProblems(linked, 1).map((problem) => formatProblem(problem, () => undefined));
    expect(lines.join("\n")).toMatchInlineSnapshot(`
      "content/pages/img/Graph.png:1:1  address /img/Graph.png is also used by content/pages/img/graph.PNG (only capitals differ)
        Rename one of the files
      content/pages/img/graph.PNG:1:1  address /img/graph.PNG is also used by content/pages/img/Graph.png (only capitals differ)
        Rename one of the files"
    `);
  });

  test("files of two folders that have one address", async () => {
    const files = {
      "content/pages/Team A/a.md": "![x](x.png)",
      "content/pages/Team A/x.png": "x",
      "content/pages/team-a/b.md": "![x](x.png)",
      "content/pages/team-a/x.png": "x",
    };

    const { problems } = await loadSite(files);
    expect(problems.map(({ place, what }) => `${place.file} ${what}`)).toMatchInlineSnapshot(`
      [
        "content/pages/Team A/x.png address /team-a/x.png is also used by content/pages/team-a/x.png",
        "content/pages/team-a/x.png address /team-a/x.png is also used by content/pages/Team A/x.png",
      ]
    `);
  });

  test("files of content/media/ and content/pages/media/ that have one address", async () => {
    const files = { "content/media/x.png": "x", "content/pages/media/x.png": "y" };

    expect((await loadSite({ [PAGE]: "![x](media/x.png)\n![y](../media/x.png)\n", ...files })).problems).toMatchObject([
      { what: "address /media/x.png is also used by content/pages/media/x.png" },
      { what: "address /media/x.png is also used by content/media/x.png" },
    ]);
  });

  test("files of folders that give no address, once each, and no address of another server", async () => {
    const files = {
      [PAGE]: "![x](x.png) ![x](🔥/x.png) ![x](!!/x.png) ![x](🔥/b/x.png)\n",
      ...Object.fromEntries(["x", "🔥/x", "!!/x", "🔥/b/x"].map((name) => [`content/pages/${name}.png`, "x"])),
    };

    const { problems, attachments } = await loadSite(files);

    expect(problems.map(({ place, what }) => `${place.file} ${what}`)).toMatchInlineSnapshot(`
      [
        "content/pages/!!/x.png address /x.png is also used by content/pages/x.png and 1 more",
        "content/pages/x.png address /x.png is also used by content/pages/🔥/x.png and 1 more",
        "content/pages/🔥/x.png address /x.png is also used by content/pages/x.png and 1 more",
      ]
    `);
    expect([...attachments.values()].map(({ url }) => url).toSorted()).toEqual([
      "/b/x.png",
      "/x.png",
      "/x.png",
      "/x.png",
    ]);
  });

  test.each([
    ["content/pages/api/looks.json", "api/looks.json", "/api/looks.json"],
    ["content/pages/robots.txt", "robots.txt", "/robots.txt"],
    ["content/pages/Robots.TXT", "Robots.TXT", "/Robots.TXT"],
  ])("a file at an address that the site needs: %s", async (file, link, path) => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';

    expect((await loadSite({ [PAGE]: `[x](${link})`, [file]: svg })).problems).toMatchObject([
      { place: { file }, what: `address ${path} is taken by the site` },
    ]);
  });
});
