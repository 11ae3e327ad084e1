// A site whose settings state no url: nothing that it publishes names an address at which nothing is, and it says so.

import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "cheerio";
import { glob } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { type Built, runBuild } from "../site/support/build-content.ts";
import { loadSite } from "../site/support/load-site.ts";
import { site } from "../site/support/tiny-site.ts";

let root: string;
let built: Built;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-without-url-"));
  await cp("tests/fixtures/sites/everything", root, { recursive: true });
  await writeFile(join(root, "content/site.yaml"), "title: Tiny\npathPrefix: /kb/\n");
  built = await runBuild(["--root", root]);
});

const published = (file: string) => readFile(join(built.output, file), "utf8");

describe("the build", () => {
  test("says once that no url is stated, and what that costs", () => {
    expect(built.exitCode).toBe(0);
    expect(built.stderr).toMatchInlineSnapshot(`
      "content/postmortems/2024-05-06-disk-full.md:8:20  advice: alert "Retired" is in no rule file
        Rules live in content/alerts/
      content/alerts/disk.yml:14:16  advice: alerts without a runbook: "DiskSlow"
        Write a runbook of that name, or name them in one: alerts: […]. npm run alerts lists all of them
      content/site.yaml:1:1  advice: no url is stated
        Write the address of the site as url: https://… in content/site.yaml, or build with --url https://…
        Without it there are no feeds, no sitemap and no alerts.tmpl, scripts name pages by path only, and no runbook_url is judged
      content/runbooks/disk-full.md:26:1  advice: section without text: "Meaning", "Impact"
        Write what is known, or that nothing is known yet

      4 pieces of advice in 4 files
      "
    `);
  });

  test("takes --url for it", async () => {
    const stated = await runBuild(["--root", root, "--url", "https://kb.example"]);

    expect(stated.stderr).not.toContain("there are no feeds");
    expect(await readFile(join(stated.output, "robots.txt"), "utf8")).toContain("https://kb.example/kb/sitemap.xml");
  });
});

describe("what it publishes", () => {
  test("names no address of its own, and no server of the author's machine", async () => {
    for (const file of await glob("**/*.{html,sh,json,prom,txt,xml}", { cwd: built.output, ignore: "pagefind/**" })) {
      expect(`${file}: ${/.*localhost.*|.*undefined\/.*/.exec(await published(file))?.[0] ?? ""}`).toBe(`${file}: `);
    }
  });

  test("lacks the files whose formats know full addresses alone, and leads to none of them", async () => {
    const lacking = ["alerts.tmpl", "feed.xml", "references.xml", "sitemap.xml"];

    expect(await glob(lacking, { cwd: built.output })).toEqual([]);
    expect(await published("robots.txt")).toBe("User-agent: *\nAllow: /\n");
    for (const file of await glob("**/*.html", { cwd: built.output })) {
      const $ = load(await published(file));
      const links = $("[href]")
        .toArray()
        .map((element) => $(element).attr("href") ?? "");
      expect(links.filter((link) => lacking.some((name) => link.includes(name)))).toEqual([]);
      expect($("link[rel=canonical], meta[property='og:url']").length).toBe(0);
    }
  });

  test("offers scripts as files to save, without a line that would fetch them", async () => {
    const runbook = load(await published("runbooks/disk-full/index.html"));
    const check = load(await published("checks/disk-full/index.html"));

    expect(runbook("p:has(> a[href$='triage.sh'])").html()).toMatchInlineSnapshot(
      `"The check of this page as a script: <a href="/kb/runbooks/disk-full/triage.sh">triage.sh</a>"`,
    );
    expect(check("a[href='/kb/c/disk-full']").text()).toBe("/c/disk-full");
    expect([runbook, check].map(($) => $(".fetch").length + $(":contains('curl')").length)).toEqual([0, 0]);
  });

  test("says in scripts of which site a path is", async () => {
    const [triage, script] = await Promise.all(["runbooks/disk-full/triage.sh", "checks/disk-full.sh"].map(published));

    expect(triage).toContain("# From /kb/runbooks/disk-full/ on your Faultbook site\n");
    expect(triage).toContain("'/kb/runbooks/disk-full/#mitigation on your Faultbook site'");
    expect(script).toContain("/kb/postmortems/disk-full/ on your Faultbook site'");
  });

  test("gives programs paths, as its schema allows", async () => {
    const file = JSON.parse(await published("api/references.json"));
    const validate = new Ajv2020().compile(JSON.parse(await published("api/references.schema.json")));

    expect(validate(file)).toBe(true);
    expect(file.references[0]).toMatchObject({ badge: expect.stringMatching(/^\/kb\/badges\//) });
  });
});

test("a link to a file that it lacks is a dead end, and none where a url is stated", async () => {
  const links = "[feed](/feed.xml) [upstream](/references.xml#x) [map](/sitemap.xml) [api](/api/references.json)\n";
  const files = { "content/pages/a.md": links };
  const told = async (settings: string, options = {}) => {
    const { problems, corpus } = await loadSite(await site({ ...files, "content/site.yaml": settings }), options);
    return problems.filter(({ kind }) => kind === "problem").map((p) => formatProblem(p, corpus.readLine));
  };

  const found = await told("");

  expect(found).toHaveLength(3);
  expect(found[1]).toMatchInlineSnapshot(`
    "content/pages/a.md:1:30  link to "/references.xml#x", which exists only if the site states its url
        | [feed](/feed.xml) [upstream](/references.xml#x) [map](/sitemap.xml) [api](/api/references.json)
        |                              ^^^^^^^^^^^^^^^^^
      Write url: https://… in content/site.yaml, or remove the link"
  `);
  expect(await told("url: https://kb.example\n")).toEqual([]);
  expect(await told("", { url: "https://kb.example" })).toEqual([]);
});

test.each([
  ["a site without settings", {}, 1],
  ["settings that are broken, and may state one", { "content/site.yaml": "url: [https://kb.example\n" }, 0],
])("%s", async (_, files, told) => {
  const { problems, corpus } = await loadSite(await site({ "content/site.yaml": "", ...files }));

  expect(
    problems.filter(({ what }) => what === "no url is stated").map((p) => formatProblem(p, corpus.readLine)),
  ).toHaveLength(told);
});
