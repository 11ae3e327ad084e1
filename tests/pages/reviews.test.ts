// The list of all reviews, and what a runbook's own page says of its review, without a script: a build has no clock.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import reviews from "../../src/pages/reviews.11ty.ts";
import runbooks from "../../src/pages/runbooks.11ty.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";

const siteOf = async (files: Files, drafts = false) => loadSite(await writeSite(files), { drafts });
const pageOf = async (files: Files, drafts = false) => load(reviews.render(await siteOf(files, drafts)));
/** Text of what a selector finds, blanks collapsed. */
const texts = ($: ReturnType<typeof load>, selector: string) =>
  $(selector)
    .map((_, element) => $(element).text().trim().replace(/\s+/g, " "))
    .get();

const FILES: Files = {
  "content/runbooks/a.md": runbook("title: Disk\nowner: storage\nreviewed: 2026-11-22\nreviewEvery: 6 months"),
  "content/runbooks/b.md": runbook("title: Load\nreviewed: 2026-12-01T23:30:00-07:00\nreviewEvery: 90 days"),
  "content/runbooks/c.md": runbook("title: Nothing"),
  "content/runbooks/d.md": runbook("title: No end\nowner: web\nreviewed: 2024-06-01"),
  "content/runbooks/e.md": runbook("title: No begin\nreviewEvery: 1 year"),
  "content/postmortems/a.md": "# A night\n\nText\n",
};

describe("/reviews/", () => {
  test("lists what is due by its day, with owner and day of the last review", async () => {
    const $ = await pageOf(FILES);

    expect(texts($, "tbody tr")).toEqual([
      "Loadnone1 December 20261 March 2027",
      "Diskstorage22 November 202622 May 2027",
    ]);
    expect(
      $("time[data-due]")
        .map((_, day) => $(day).attr("datetime"))
        .get(),
    ).toEqual(["2027-03-01", "2027-05-22"]);
  });

  test("lists the others behind them, and says plainly what nobody has stated", async () => {
    const $ = await pageOf(FILES);

    expect(texts($, "section")[0]).toMatch(
      /^No review date ?These runbooks do not say when their next review is due\./,
    );
    expect(texts($, "section li").sort()).toEqual([
      "No begin No owner · No review recorded",
      "No end Owner: web · Reviewed 1 Jun 2024",
      "Nothing No owner · No review recorded",
    ]);
  });

  test.each<[string, Files]>([
    ["without runbooks", {}],
    ["whose runbooks have neither key", { "content/runbooks/c.md": runbook("title: Nothing\nowner: web") }],
  ])("is one line on a site %s", async (_what, files) => {
    const $ = await pageOf(files);

    expect(texts($, "main > :not(h1, .lead)")).toEqual([
      "No runbook has a review date yet: none has both reviewed and reviewEvery.",
    ]);
    expect($("[data-overdue], [data-due]")).toHaveLength(0);
  });

  test("says that line above runbooks of which a part is known", async () => {
    const $ = await pageOf({ "content/runbooks/d.md": FILES["content/runbooks/d.md"] ?? "" });

    expect(texts($, "main > p:not(.lead)")).toHaveLength(1);
    expect(texts($, "section li")).toEqual(["No end Owner: web · Reviewed 1 Jun 2024"]);
  });

  test("tells an author which of them nobody else sees, and others nothing of these", async () => {
    const files = {
      "content/runbooks/a.md": runbook("title: Disk\ndraft: true\nreviewed: 2026-11-22\nreviewEvery: 1 day"),
    };

    expect(texts(await pageOf(files, true), "tbody a + .facts")).toEqual(["Draft, not published"]);
    expect(texts(await pageOf(files), "main").join()).not.toContain("Disk");
  });

  test("does not change with the nights", async () => {
    const looks = (at: string) => ({ ".cache/looks.json": JSON.stringify({ version: 1, lastSuccess: at, looks: {} }) });
    const [one, next] = await Promise.all(
      ["2027-05-22T02:00:00Z", "2027-05-23T02:00:00Z"].map((at) => siteOf({ ...FILES, ...looks(at) })),
    );

    expect(next?.lastSuccess).toBe("2027-05-23T02:00:00Z");
    expect(next && reviews.render(next)).toBe(one && reviews.render(one));
  });
});

describe("the page of a runbook", () => {
  test.each([
    [
      "content/runbooks/a.md",
      "Owner: storage · Reviewed 22 Nov 2026 Reviewed 22 November 2026, review due 22 May 2027",
      1,
    ],
    ["content/runbooks/c.md", "No owner · No review recorded", 0],
    ["content/runbooks/d.md", "Owner: web · Reviewed 1 Jun 2024", 0],
    ["content/runbooks/e.md", "No owner · No review recorded", 0],
  ])("%s says: %s", async (file, facts, due) => {
    const site = await siteOf({ [file]: FILES[file] ?? "" });
    const [document] = site.corpus.runbooks;
    const $ = load(document === undefined ? "" : runbooks.render({ ...site, document }));

    expect(texts($, ".document .facts").join(" ")).toBe(facts);
    expect($("time[data-due]")).toHaveLength(due);
    expect($("[data-review-due='2027-05-22']")).toHaveLength(due);
  });
});
