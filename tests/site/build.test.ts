// The build as a command: what it publishes, and what it leaves alone when the content has defects.

import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { runBuild } from "./build-content.ts";

const SECTIONS = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"];
const BODY = SECTIONS.map((name) => `## ${name}\n\nText.\n`).join("\n");
const RUNBOOK = `---\ntitle: Disk is slow\ndescription: What to do\n---\n\n${BODY}`;

async function site(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-root-"));
  await mkdir(join(root, "content"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

/** Path → modification time and bytes of every file below a folder. */
async function snapshot(folder: string): Promise<Map<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const states = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    return [path, `${(await stat(path)).mtimeMs} ${(await readFile(path)).toString("base64")}`] as const;
  });
  return new Map(await Promise.all(states));
}

describe("a build with problems", () => {
  test("exits with 1, tells all of all files, and leaves the earlier site as it was", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK });
    const { output } = await runBuild(["--root", root]);
    const before = await snapshot(output);
    await writeFile(join(root, "content/runbooks/disk.md"), RUNBOOK.replace("title:", "date: 2023-02-30\ntitel:"));
    await writeFile(join(root, "content/runbooks/cpu.md"), `---js\n{}\n---\n${BODY}`);

    const built = await runBuild(["--root", root], output);

    expect(built.exitCode).toBe(1);
    expect(built.stdout).toBe("");
    expect(built.stderr.replaceAll(output, "OUTPUT")).toMatchInlineSnapshot(`
      "content/runbooks/cpu.md:1:4  front matter in "js", which is never run
          | ---js
          |    ^^
        Write YAML between two lines of three hyphens

      content/runbooks/disk.md:2:7  invalid date "2023-02-30" in "date"
          | date: 2023-02-30
          |       ^^^^^^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00"

      content/runbooks/disk.md:3:1  unknown key "titel"
          | titel: Disk is slow
          | ^^^^^
        Did you mean "title"? Known keys here: title, description, date, updated, tags, status, audience, severity, systems, alerts, fixes, elsewhere, references, checks, owner, reviewed, reviewEvery

      3 problems in 2 files
      Nothing was published; OUTPUT is as it was
      "
    `);
    expect(await snapshot(output)).toEqual(before);
  });

  test("--keep-going publishes the rest and names what is withheld", async () => {
    const root = await site({
      "content/runbooks/disk.md": RUNBOOK,
      "content/runbooks/cpu.md": RUNBOOK.replace("description:", "date: yesterday\ndescription:"),
      "content/runbooks/ram.md": `${RUNBOOK.replace("title:", "alerts: [Gone]\ntitle:")}\n[a](https://github.com/a/b/issues/1) [b](/nowhere/)\n`,
    });

    const built = await runBuild(["--root", root, "--keep-going"]);

    expect(built.exitCode).toBe(0);
    expect(built.stderr).toContain('content/runbooks/cpu.md:3:7  invalid date "yesterday"');
    expect(await readdir(join(built.output, "runbooks"))).toEqual(["disk", "index.html"]);
    const home = await readFile(join(built.output, "index.html"), "utf8");
    expect(home).toContain("<code>content/runbooks/cpu.md</code>");
    expect(home).toContain("<code>content/runbooks/ram.md</code>");
    expect(await readFile(join(built.output, "references/index.html"), "utf8")).not.toContain("a/b#1");
  });
});

describe("a build without problems", () => {
  test("writes nothing when nothing has changed, and removes what is gone", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, "content/runbooks/cpu.md": RUNBOOK });
    const first = await runBuild(["--root", root]);
    const before = await snapshot(first.output);

    const second = await runBuild(["--root", root], first.output);
    expect(second.stdout).toMatch(/0 files written, \d+ unchanged, 0 removed/);
    expect(await snapshot(first.output)).toEqual(before);

    await writeFile(join(root, "content/runbooks/cpu.md"), RUNBOOK.replace("title:", "status: draft\ntitle:"));
    await runBuild(["--root", root], first.output);
    expect(await readdir(join(first.output, "runbooks"))).toEqual(["disk", "index.html"]);
  });

  test("an empty content folder gives a welcome with the next two commands", async () => {
    const root = await site({});

    const built = await runBuild(["--root", root]);

    expect(built.exitCode).toBe(0);
    const home = await readFile(join(built.output, "index.html"), "utf8");
    expect(home).toContain("There is no content yet. Two commands make the first page");
    expect(home).toContain("mkdir -p content/runbooks");
  });

  test("the two commands of the welcome page make a page", async () => {
    const root = await site({
      "content/runbooks/disk-latency.md": `# Disk latency\n\n${SECTIONS.map((s) => `## ${s}\n\n`).join("")}`,
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
      "content/postmortems/2024-01-01-b.md": secret("audience: internal\ndate: 2024-01-01"),
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
    const root = await site({ "content/postmortems/a.md": page("graph.svg"), "content/media/graph.svg": "<svg/>" });

    const built = await runBuild(["--root", root, "--path-prefix", "kb"]);
    expect(built.stderr).toBe("");
    expect(await readFile(join(built.output, "media/graph.svg"), "utf8")).toBe("<svg/>");
    expect(await readFile(join(built.output, "postmortems/a/index.html"), "utf8")).toContain(
      'src="/kb/media/graph.svg"',
    );

    await writeFile(join(root, "content/postmortems/a.md"), page("grahp.svg"));
    const broken = await runBuild(["--root", root], built.output);
    expect(broken.stderr).toContain('content/postmortems/a.md:5:10  link to "/media/grahp.svg", which does not exist');
    expect(broken.stderr).toContain('Did you mean "/media/graph.svg"?');
  });

  test("the audience of an output sees what is meant for it", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK.replace("title:", "audience: internal\ntitle:") });

    const built = await runBuild(["--root", root, "--audience", "internal"]);

    expect(await readdir(join(built.output, "runbooks"))).toEqual(["disk", "index.html"]);
  });
});

describe("the output folder", () => {
  test("is refused where it holds what no build has written, and nothing of it is lost", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, "precious/letter.txt": "mine" });

    const built = await runBuild(["--root", root], join(root, "precious"));

    expect(built.exitCode).toBe(2);
    expect(built.stderr).toContain("precious holds files that no build has written; choose a new or empty folder");
    expect(await readdir(join(root, "precious"))).toEqual(["letter.txt"]);
  });

  test("is refused where it is a file", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, letter: "mine" });

    const built = await runBuild(["--root", root], join(root, "letter"));

    expect(built.exitCode).toBe(2);
    expect(built.stderr).toContain("letter is a file; the output must be a folder");
    expect(await readdir(root)).toEqual(["content", "letter"]);
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
    "https://kb.example/group/kb/postmortems/a/ 2024-05-06T00:00:00.000Z",
    "https://kb.example/group/kb/postmortems/b/ 2024-06-07T00:00:00.000Z",
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

describe("wrong usage", () => {
  test.each([
    [["--path-prefix", "a b"], 'Cannot use pathPrefix "a b": must be a path such as /group/kb/'],
    [["--url", "kb.example"], 'Cannot use url "kb.example": Invalid URL'],
    [["--audience", "everybody"], 'No audience is called "everybody": public, internal, restricted'],
    [["--root", "tests/nowhere"], "tests/nowhere has no folder content/"],
    [["--outptu", "x"], "Unknown option '--outptu'"],
  ])("%s is refused with exit code 2", async (args, message) => {
    const built = await runBuild(args);

    expect(built.stderr).toContain(message);
    expect(built.stderr).toContain("Usage: npm run build");
    expect(built.exitCode).toBe(2);
  });
});
