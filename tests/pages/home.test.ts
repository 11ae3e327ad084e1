// What the home page says, of sites of all sizes.

import { type CheerioAPI, load } from "cheerio";
import { describe, expect, test } from "vitest";
import { createRenderer } from "../../src/markdown/renderer.ts";
import home from "../../src/pages/home.11ty.ts";
import notFound from "../../src/pages/not-found.11ty.ts";
import references from "../../src/pages/references.11ty.ts";
import runbookList from "../../src/pages/runbook-list.11ty.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";
import { EVIL, machineSite } from "./support/machine-site.ts";
import { manyReferences } from "./support/many-references.ts";

const renderer = createRenderer();
const siteOf = async (files: Files) => loadSite(await writeSite(files), { renderer: await renderer });
const homeOf = async (files: Files, withheld?: { titles: readonly string[]; others: number; rules?: number }) => {
  const site = await siteOf(files);
  return load(
    home.render(
      withheld === undefined ? site : { ...site, build: { ...site.build, withheld: { rules: 0, ...withheld } } },
    ),
  );
};
const FILE = "content/postmortems/018edf27-f738-448d-8c46-947cd3b6d5b0.md";

test("only what has dates can be the newest", async () => {
  expect((await homeOf({ "content/postmortems/a.md": "---\ndate: 2024-05-06\n---\n" }))("h2").text()).toBe(
    "Newest post-mortems",
  );
  expect((await homeOf({ "content/postmortems/a.md": "# A\n" }))("h2").text()).toBe("Post-mortems");
});

test("a document whose name is a number for machines is called by its first words", async () => {
  const text = `---\nsummary: "*It* was [DNS](https://x.example/)."\n---\n\n${"All `crates` were broken ".repeat(9)}\n`;
  const $ = await homeOf({ [FILE]: text });

  expect($(".documents a").text()).toBe(
    "All crates were broken All crates were broken All crates were broken All crates …",
  );
  expect($(".documents p").text()).toBe("It was DNS.");
});

test("the page of content/pages/ opens the home page, title and all", async () => {
  const settings = { "content/site.yaml": "title: Ours\n" };
  const titleOf = async (text: string) => (await homeOf({ ...settings, "content/pages/index.md": text }))("h1").text();

  expect(await titleOf("# Operations\n\nWelcome.\n")).toBe("Operations");
  expect(await titleOf("Welcome.\n"), "without a title of its own").toBe("Ours");
});

test("files alone are no other files", async () => {
  const listed = async (titles: string[], others: number, rules = 0) =>
    (await homeOf({}, { titles, others, rules }))(".callout li")
      .map((_, item) => load(item).text())
      .get();

  expect(await listed([], 1)).toEqual(["1 file"]);
  expect(await listed(["<A>"], 2)).toEqual(["<A>", "2 other files"]);
});

const texts = ($: CheerioAPI, selector: string) =>
  $(selector)
    .map((_, element) => $(element).text().replace(/\s+/g, " ").trim())
    .get();

describe("runbooks by the alerts that lead to them", () => {
  const RULES = `groups: [{ name: g, rules: [
    { alert: IODelayHigh, expr: up, annotations: { runbook_url: https://kb.example/runbooks/disk/ } },
    { alert: DiskGone, expr: up, annotations: { runbook_url: https://kb.example/runbooks/disk/ } } ] }]`;
  const FILES = {
    "content/site.yaml": "url: https://kb.example\n",
    "content/alerts/a.yml": RULES,
    "content/runbooks/disk.md": "---\ntitle: Disk\nsystems: [Storage]\nseverity: sev1\nalerts: [IODelayHigh]\n---\n",
    "content/runbooks/backup.md": "---\ntitle: Backup\nsystems: [Storage]\n---\n",
    "content/runbooks/other.md": "---\ntitle: Other\n---\n",
  };

  test("a row is one link with title, severity and every alert, also one that only its rule connects", async () => {
    const $ = await homeOf(FILES);

    expect(texts($, "h2, h3")).toEqual(["An alert fired?", "Storage", "Others"]);
    expect(texts($, ".runbook-index > ul a")).toEqual(["Disk SEV1 IODelayHigh DiskGone", "Backup", "Other"]);
    expect($("a:contains(DiskGone)").attr("href")).toBe("/runbooks/disk/");
  });

  test("nobody is asked for an alert where no runbook has one, and what is in no group needs no name alone", async () => {
    const $ = await homeOf({ "content/runbooks/other.md": "# Other\n" });

    expect(texts($, "h2, h3")).toEqual(["Runbooks"]);
    expect($(".counts, .columns, .news")).toHaveLength(0);
  });

  test("the page that an alert without a runbook leads to has the same", async () => {
    const site = await siteOf(FILES);
    const $ = load(notFound.render(site));

    expect($.html(".runbook-index")).toBe(load(home.render(site)).html(".runbook-index"));
    expect($("form[role=search]").attr("action")).toBe("/search/");
  });

  test("300 of them in 17 folders are linked by folder, with counts, on a page that stays small", async () => {
    const files = Array.from({ length: 300 }, (_, i) => [
      `content/runbooks/team-${i % 17}/book-${i}.md`,
      `---\ntitle: Book ${i}\nalerts: [Alert${i}]\n---\n`,
    ]);
    const site = await siteOf(Object.fromEntries(files));
    const text = home.render(site);
    const $ = load(text);
    const links = $("nav.groups a");
    const list = load(runbookList.render(site));

    expect(links).toHaveLength(17);
    const counts = $("nav.groups .facts").map((_, count) => Number($(count).text()));
    expect(counts.get().reduce((sum, count) => sum + count, 0)).toBe(300);
    const lost = links.filter((_, link) => list($(link).attr("href")?.replace("/runbooks/", "") ?? "").length !== 1);
    expect(lost).toHaveLength(0);
    expect(texts($, ".runbook-index > .facts")).toEqual(["Search for its name."]);
    expect(texts($, ".runbook-index > p:last-child")).toEqual(["All 300 runbooks"]);
    expect(text.length).toBeLessThan(9000);
  });

  test("hostile titles and names of alerts stay text", async () => {
    const $ = await homeOf({
      "content/runbooks/a.md": `---\ntitle: ${JSON.stringify(`${"very long ".repeat(30)}<script>`)}\nalerts: ["<b>x</b>"]\n---\n`,
    });

    expect($(".runbook-index script, .runbook-index b")).toHaveLength(0);
    expect($(".runbook-index .alerts").text()).toContain("<b>x</b>");
  });
});

describe("how things stand", () => {
  test("each count of upstream items leads to the group that has as many", async () => {
    const site = await siteOf(manyReferences(50));
    const $ = load(home.render(site));
    const page = load(references.render(site));
    const groupOf = (link: string) => page($(link).attr("href")?.replace("/references/", "") ?? "none").text();

    expect(texts($, ".counts li")).toEqual(["12 open upstream", "2 being worked on upstream"]);
    expect(groupOf(".counts li:first-child a")).toMatch(/Open 12$/);
    expect(groupOf(".counts li:last-child a")).toMatch(/Being worked on 2$/);
    expect(texts($, ".counts + .facts")).toEqual(["1 of 50 references is not looked up yet"]);
    expect(groupOf(".counts + .facts a")).toMatch(/Unknown 1$/);
  });

  test("what moved last is told with its badge, five at most, the newest first", async () => {
    const $ = await homeOf(manyReferences(50));
    const days = $(".news .references .facts").map((_, day) => Date.parse($(day).text()));

    expect($(".news .references .badge")).toHaveLength(5);
    expect(days.get()).toEqual(days.get().toSorted((a, b) => b - a));
    expect(texts($, ".news p:has(> a[href='/references/'])")).toEqual(["All 50 references"]);
  });

  test("where nothing has moved, nothing is said of that, and the list is still a click away", async () => {
    const $ = await homeOf({ "content/postmortems/a.md": "[x](https://github.com/a/b/issues/1)\n" });

    expect(texts($, "h2")).toEqual(["Post-mortems"]);
    expect($(".columns")).toHaveLength(0);
    expect($("a[href='/references/']").last().text()).toBe("1 reference");
    expect(texts($, "form + .facts")).toEqual(["1 reference is not looked up yet"]);
  });

  test("what upstream writes is text", async () => {
    const text = home.render(await machineSite());

    expect(load(text)(".news .references p").text()).toContain(EVIL.slice(0, 20));
    expect(text).not.toContain("<img");
  });

  test("reviews carry their days for the script, and a runbook without a day does not count", async () => {
    const reviewed = (day: string) => `---\nreviewed: ${day}\nreviewEvery: 6 months\n---\n`;
    const $ = await homeOf({
      "content/runbooks/a.md": reviewed("2026-11-22"),
      "content/runbooks/b.md": reviewed("2026-08-31"),
      "content/runbooks/c.md": "# C\n",
    });

    expect(texts($, ".counts")).toEqual(["2 reviews, earliest due 28 February 2027"]);
    expect($(".counts a").attr("data-due-days")).toBe("2027-02-28 2027-05-22");
  });
});

test("a site without content has its welcome alone, and one of pages has them listed", async () => {
  expect(texts(await homeOf({}), "h2, form, .home")).toEqual(["Welcome"]);

  const $ = await homeOf({ "content/pages/about.md": "# About us\n" });
  expect(texts($, "h2, .documents a")).toEqual(["Pages", "About us"]);
});
