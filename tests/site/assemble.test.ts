import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { html } from "../../src/core/html.ts";
import { formatProblem } from "../../src/core/problem.ts";
import type { Publication } from "../../src/corpus/publication.ts";
import home from "../../src/pages/home.11ty.ts";
import { prose } from "../../src/pages/parts/document/prose.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { assemble, assembleSound, readSources, type Site } from "../../src/site/site.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";

const SETTINGS = { "content/site.yaml": "url: https://kb.example\n" };

/** The site as a build without --keep-going sees it, and as one with it does. */
async function sites(files: Files, publication: Publication = {}) {
  const root = await writeSite({ ...SETTINGS, ...files });
  const sources = await readSources(await readSiteContent(root));
  return { whole: assemble(sources, publication), sound: assembleSound(sources, publication) };
}

function lines({ problems, corpus }: Site): string[] {
  return problems.map((problem) => formatProblem(problem, corpus.readLine).split("\n")[0] ?? "");
}

/** The text of a document of the site, as its page has it. */
function textOf(site: Site, file: string): string {
  const document = site.corpus.documents.find((one) => one.file === file);
  if (document === undefined) throw new TypeError(`No document ${file}: ${lines(site).join("\n")}`);
  return (
    load(html`${prose(site, document)}`.toString())("body")
      .html()
      ?.trim() ?? ""
  );
}

const PAGE = "content/pages/a.md";
const BROKEN = "content/runbooks/broken.md";
const FILES = {
  [PAGE]: 'Text [of **it**](../runbooks/broken.md#impact "x") and [load](/runbooks/load/).\n',
  [BROKEN]: runbook("{ title: The broken one, aliases: [/old/] }", "[x](/nowhere/)\n"),
  "content/runbooks/load.md": runbook("title: Load"),
};

describe("assembleSound()", () => {
  test("is the whole site where nothing is broken", async () => {
    const { whole, sound } = await sites({ [PAGE]: "text" });

    expect(sound.corpus.documents.map(({ file }) => file)).toEqual([PAGE]);
    expect(sound.build.withheld).toEqual({ titles: [], others: 0, rules: 0 });
    expect([whole.problems, sound.problems]).toEqual([[], []]);
  });

  test("takes no sound page along: what it links becomes text", async () => {
    const { sound } = await sites(FILES);

    expect(sound.corpus.documents.map(({ file }) => file).toSorted()).toEqual([PAGE, "content/runbooks/load.md"]);
    expect(textOf(sound, PAGE)).toMatchInlineSnapshot(
      `"<p>Text of <strong>it</strong> <span class="held-back">(not published)</span> and <a href="/runbooks/load/">load</a>.</p>"`,
    );
  });

  test("finds the same with and without a second pass", async () => {
    const { whole, sound } = await sites(FILES);

    expect(lines(sound)).toEqual(lines(whole));
    expect(lines(sound)).toEqual(['content/runbooks/broken.md:14:5  link to "/nowhere/", which does not exist']);
  });

  test("tells as advice what only the second pass finds", async () => {
    const to = "annotations: { runbook_url: https://kb.example/runbooks/disks/disk/ }";
    const rules = `groups: [{ name: g, rules: [{ alert: Disk, expr: up == 0, ${to} }] }]\n`;
    const { whole, sound } = await sites({
      "content/runbooks/disks/_index.md": "---\ntitle: Disks\n---\n[x](/nowhere/)\n",
      "content/runbooks/disks/disk.md": runbook("{ title: Disk, alerts: [Disk] }", "[x](/nowhere/)\n"),
      "content/pages/a.md": "[the folder](../runbooks/disks/)\n",
      "content/alerts/a.yml": rules,
    });

    expect(lines(whole).filter((line) => !line.startsWith("content/runbooks/"))).toEqual([]);
    expect(lines(sound).filter((line) => !line.startsWith("content/runbooks/"))).toMatchInlineSnapshot(`[]`);
    expect(textOf(sound, "content/pages/a.md")).toBe(
      '<p>the folder <span class="held-back">(not published)</span></p>',
    );
  });

  test("holds back what cannot be read, and pictures with a defect", async () => {
    const { sound } = await sites({
      [PAGE]: '[b](b.md) ![A drawing](x.svg "y") <a href="x.svg">z</a>\n',
      "content/pages/b.md": "---\ndate: 2023-02-30\n---\n",
      "content/pages/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    });

    expect(textOf(sound, PAGE)).toMatchInlineSnapshot(
      `"<p>b <span class="held-back">(not published)</span> A drawing <span class="held-back">(not published)</span> z <span class="held-back">(not published)</span></p>"`,
    );
    expect(sound.build.withheld).toEqual({ titles: [], others: 2, rules: 0 });
    expect(sound.corpus.attachments.size).toBe(0);
  });

  test("names the titles that are held back on the home page, and counts the rest", async () => {
    const { sound } = await sites({
      ...FILES,
      "content/pages/b.md": "---\ndate: 2023-02-30\n---\n",
      [PAGE]: "# A\n[x](#n)\n",
    });

    const $ = load(home.render(sound));
    expect($("aside.callout").text()).toMatchInlineSnapshot(
      `"Not published because of problemsAThe broken one1 other file"`,
    );
  });

  test("says nothing of what is for others, and holds nothing back for its defects", async () => {
    const { sound } = await sites({
      [PAGE]: "text",
      [BROKEN]: runbook("{ title: Secret, draft: true }", "```bash check=A\nx\n```\n"),
    });

    expect(sound.build.withheld).toEqual({ titles: [], others: 0, rules: 0 });
    expect(load(home.render(sound)).text()).not.toContain("Secret");
    expect(sound.problems.filter(({ kind }) => kind === "problem")).toEqual([]);
  });

  test("holds back both of one address, and neither their folder nor their neighbours", async () => {
    const { sound } = await sites({
      "content/pages/team/a.md": "text",
      "content/pages/team/A.markdown": "text",
      "content/pages/team/b.md": "[a](a.md)\n",
    });

    expect(sound.corpus.pages.map(({ file }) => file)).toEqual(["content/pages/team/b.md"]);
    expect(sound.corpus.folders.map(({ url }) => url)).toEqual(["/team/"]);
  });
});
