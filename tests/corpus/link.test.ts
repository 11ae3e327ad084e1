import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { loadFolder, loadSite, runbook, told, writeSite } from "./tiny-site.ts";

describe("link()", () => {
  test("tells the problems of all files in one run, sorted by place", async () => {
    const corpus = await loadSite({
      "content/site.yaml": "url: kb.example\n",
      "content/readme.md": "text",
      "content/postmortems/b.md": "---\ndate: 2023-02-30\ntittle: x\n---\n[a](/nowhere/)\n\n```bsh\nx\n```\n",
      "content/postmortems/a.md": "---\ntitle: [\n---\n",
      "content/runbooks/c.md": runbook("checks: { io: { asks: x, ok: [pve] } }", "```bash check=oi\nx\n```\n"),
      "content/pages/d.md": Buffer.from("gr\xfcn", "latin1"),
      "content/hosts/e/host.yaml": "kind: recorded\n",
      "content/hosts/e/commands.yaml": "- [\n",
    });

    const lines = corpus.problems.map((problem) => formatProblem(problem, corpus.readLine).split("\n")[0]);
    expect(lines).toMatchInlineSnapshot(`
      [
        "content/hosts/e/commands.yaml:1:3  not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
        "content/hosts/e/host.yaml:1:1  key "summary" is missing",
        "content/hosts/e/host.yaml:1:1  key "source" is missing",
        "content/pages/d.md:1:3  not UTF-8 text",
        "content/postmortems/a.md:2:8  not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
        "content/postmortems/b.md:2:7  invalid date "2023-02-30" in "date"",
        "content/postmortems/b.md:3:1  advice: unknown key "tittle"",
        "content/postmortems/b.md:5:5  link to "/nowhere/", which does not exist",
        "content/postmortems/b.md:7:4  advice: fence in an unknown language "bsh"",
        "content/readme.md:1:1  Markdown file that belongs to no kind of document",
        "content/runbooks/c.md:2:11  check "io" has no fence in this document",
        "content/runbooks/c.md:2:31  check "io" expects test host "pve", which does not exist",
        "content/runbooks/c.md:14:9  check "oi" has no expectations",
        "content/site.yaml:1:6  "url" cannot be "kb.example"",
      ]
    `);
  });

  test("gives the same result twice, and with a renderer that has seen other documents", async () => {
    const files = {
      "content/pages/a.md": "# A\n\n[a](https://e.org/)[^1]\n\n[^1]: n\n\n```bash\nx\n```\n",
      "content/pages/b.md": "# A\n\nb[^1]\n\n[^1]: n\n",
    };

    const [first, second] = [await loadSite(files), await loadSite(files)];
    const fresh = await loadFolder(await writeSite(files));

    const rendered = [first, second, fresh].map(({ pages }) => pages.map((page) => page.rendered));
    expect(rendered[1]).toEqual(rendered[0]);
    expect(rendered[2]).toEqual(rendered[0]);
  });

  test("sorts post-mortems by date, newest first, then by name; those without a date come last", async () => {
    const dated = (date: string) => `---\ndate: ${date}\n---\n`;

    const { postmortems } = await loadSite({
      "content/postmortems/a.md": "text",
      "content/postmortems/b.md": dated("2023-09-21"),
      "content/postmortems/c.md": dated("2023-09-21T23:30:00-02:00"),
      "content/postmortems/2022-01-01-e.md": dated("2023-09-21"),
      "content/postmortems/d.md": dated("2024-01-01"),
      "content/postmortems/0.md": "text",
    });

    expect(postmortems.map(({ name }) => name)).toEqual(["d", "c", "b", "e", "0", "a"]);
  });

  test("sorts runbooks by title, in any case", async () => {
    const { runbooks } = await loadSite({
      "content/runbooks/1.md": runbook("title: zfs"),
      "content/runbooks/2.md": runbook("title: Load"),
      "content/runbooks/3.md": runbook("title: Ärger"),
    });

    expect(runbooks.map(({ title }) => title)).toEqual(["Ärger", "Load", "zfs"]);
  });
});

describe("an existing blog post", () => {
  const load = (options = {}) => loadFolder("tests/fixtures/sites/blog-post", options);

  test("builds as it is", async () => {
    const corpus = await load();

    expect(told(corpus)).toBe("");
    expect(corpus.postmortems).toMatchObject([
      {
        url: "/postmortems/zfs-encryption-and-a-slow-night/",
        title: "ZFS encryption, and a slow night",
        data: { date: "2023-09-21", tags: ["proxmox", "zfs", "kernel"], audience: "public" },
      },
    ]);
  });

  test("has its raw links among the links of the corpus, each at its place", async () => {
    const { links } = await load();

    expect(links.map(({ url, place }) => `${place.line}:${place.column} ${url}`)).toMatchInlineSnapshot(`
      [
        "32:16 https://github.com/openzfs/zfs/issues/15223",
        "33:16 https://bugs.launchpad.net/ubuntu/+source/linux/+bug/2034745",
        "34:16 https://forum.proxmox.com/threads/133681/?page=2&order=date",
      ]
    `);
  });

  test("gets a state behind each of them", async () => {
    const { postmortems, links } = await load();

    const slots = postmortems[0]?.rendered.parts.filter((part) => typeof part !== "string");
    expect(slots).toEqual(links.map(({ url }) => ({ kind: "state", url })));
  });

  test("has its snippet coloured, and never run", async () => {
    const { postmortems, checks } = await load();

    const html = postmortems[0]?.rendered.parts.filter((part) => typeof part === "string").join("") ?? "";
    expect(html).toMatch(/data-language="bash"[^>]*><code><i class="s[0-9a-f]+">cat/);
    expect(html).toContain("AVX is there &amp; fine");
    expect(html).not.toContain("highlight");
    expect(checks).toEqual([]);
    expect(postmortems[0]?.rendered.untested.map(({ place, language }) => `${place.line} ${language}`)).toEqual([
      "14 bash",
      "23 text",
    ]);
  });
});
