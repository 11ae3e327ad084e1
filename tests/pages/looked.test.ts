import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { LOOK_ERRORS, type Look, type Reference } from "../../src/model/reference.ts";
import { lastLook } from "../../src/pages/parts/references/looked.ts";
import page from "../../src/pages/references.11ty.ts";
import { daysSince, lookText, overdueCount, overdueText, reviewsText, siteText } from "../../src/pages/theme/looked.js";
import { machineSite } from "./support/machine-site.ts";

const NOW = Date.parse("2024-05-09T01:00:00Z");

describe("daysSince()", () => {
  test.each([
    ["2024-05-09T00:59:00Z", 0],
    ["2024-05-08T23:59:59.999Z", 1],
    ["2024-05-08T02:00:00Z", 1],
    ["2024-05-07T23:00:00Z", 2],
    ["2024-05-09T01:30:00+02:00", 1],
    ["2024-04-30T12:00:00Z", 9],
    ["2023-05-09T12:00:00Z", 366],
    ["2030-01-01T00:00:00Z", 0],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("from %s there are %s calendar days in UTC", (instant, days) => {
    expect(daysSince(instant, NOW)).toBe(days);
  });
});

describe("siteText()", () => {
  const good = (lastGood: string | null) => ({ at: "2024-05-09T00:00:00Z", lastGood, result: "ok", failures: 0 });

  test.each([
    ["2024-05-09", "Last successful lookup: today", false],
    ["2024-05-08", "Last successful lookup: yesterday", false],
    ["2024-05-07", "Last successful lookup: 2 days ago", false],
    ["2024-05-06", "Last successful lookup: 3 days ago. States may be out of date", true],
    ["2024-04-30", "Last successful lookup: 9 days ago. States may be out of date", true],
  ])("with a last refresh and look on %s says %j", (day, text, isOld) => {
    expect(siteText(day, { a: good("2024-01-01"), b: good(day) }, NOW)).toEqual({ text, isOld });
  });

  test("tells when something was looked at, not when a refresh found nothing due; and warns of the refresh alone", () => {
    expect(siteText("2024-05-09", { a: good("2024-05-04") }, NOW)).toEqual({
      ...{ text: "Last successful lookup: 5 days ago", isOld: false },
    });
  });

  test("warns by the last look where nobody knows of a refresh", () => {
    expect(siteText(null, { a: good("2024-05-04") }, NOW)?.isOld).toBe(true);
  });

  test.each([[{}], [{ a: good(null) }]])("says nothing where nothing was ever read: %j", (looks) => {
    expect(siteText("2024-05-09", looks, NOW)).toBeUndefined();
  });
});

test("lookText() tells a look that failed from a good one", () => {
  const look = { at: "2024-05-07T02:00:00Z", lastGood: null, result: "ok", failures: 0 };
  const told = [look, { ...look, result: "timeout", failures: 1 }, { ...look, result: "timeout", failures: 4 }];

  expect([...told.map((one) => lookText(one, NOW)), lookText(undefined, NOW)]).toMatchInlineSnapshot(`
    [
      "Last lookup: 2 days ago.",
      "Last lookup: 2 days ago, failed.",
      "Last lookup: 2 days ago, failed 4 times in a row.",
      undefined,
    ]
  `);
});

test.each([
  ["2024-05-10", undefined],
  ["2024-05-09", undefined],
  ["2024-05-08", "overdue by 1 day"],
  ["2024-05-07", "overdue by 2 days"],
  ["2023-05-09", "overdue by 366 days"],
  ["soon", undefined],
])("overdueText() of a review that is due on %s: %s", (due, text) => {
  expect(overdueText(due, NOW)).toBe(text);
});

test.each([
  [0, "No review is overdue"],
  [1, "1 of 7 reviews is overdue"],
  [7, "7 of 7 reviews are overdue"],
])("reviewsText() of %s overdue ones: %s", (overdue, text) => {
  expect(reviewsText(overdue, 7)).toBe(text);
});

describe("lastLook()", () => {
  const failing: Look = {
    ...{ at: "2024-05-09T02:00:00Z", result: "timeout", failures: 3 },
    ...{ lastGood: "2024-05-06T02:00:00Z", failingSince: "2024-05-07T02:00:00Z" },
  };
  const textOf = (look: Look | undefined, source?: Reference["source"]) => lastLook({ look, source } as Reference);

  test("says since when each kind of failure lasts", () => {
    expect(LOOK_ERRORS.map((result) => textOf({ ...failing, result }))).toMatchInlineSnapshot(`
      [
        "Lookups have failed since 7 May 2024 (no connection). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (no answer in time). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (upstream asks for fewer requests). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (upstream refuses access). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (upstream has no such page). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (upstream's server reports an error). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (the answer is malformed). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (the upstream status is not known here). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (the answer is too long). Last successful lookup: 6 May 2024.",
        "Lookups have failed since 7 May 2024 (upstream answers only browsers, or redirects elsewhere). Last successful lookup: 6 May 2024.",
      ]
    `);
  });

  test("a failure that nobody dated, of an item that was never read", () => {
    const { lastGood: _, failingSince: __, ...look } = failing;

    expect(textOf(look)).toMatchInlineSnapshot(`"The last lookup failed (no answer in time)."`);
  });

  test("a good look needs no words, and what was only read by hand says so", () => {
    const byHand = { kind: "by-hand", on: "2024-05-07", evidence: "read" } as const;

    expect(textOf({ ...failing, result: "ok" })).toBe("");
    expect(textOf(undefined)).toBe("");
    expect(textOf(undefined, byHand)).toBe("Not looked up yet.");
  });

  test("stays the same while the failures last", () => {
    expect(textOf({ ...failing, at: "2024-05-20T02:00:00Z", failures: 14 })).toBe(textOf(failing));
  });
});

test("overdueCount() counts the days that are over, and not today", () => {
  expect(overdueCount(["2024-05-07", "2024-05-08", "2024-05-08", "2024-05-09", "2024-06-01", ""], NOW)).toBe(3);
});

describe("/references/", () => {
  test("carries the places that the script fills, and not the nights", async () => {
    const site = await machineSite();
    const $ = load(page.render(site));

    expect($("p[data-looks]").attr("data-looks")).toBe("/kb/api/looks.json");
    expect($("p[data-looks][hidden]").length).toBe(1);
    const places = $(".entries > li").map((_, item) => $(item).find("[id] > [data-look]").parent().attr("id"));
    expect(places.get()).toEqual(["launchpad-lp-7", "github-a-b-2", "github-a-b-1", "github-a-c-9"]);
    expect($("main").text()).not.toContain("9 May 2024");
  });

  test("says where upstream has moved an item, and why it cannot be read", async () => {
    const $ = load(page.render(await machineSite()));
    const entry = $("#github-a-b-1");

    expect(entry.find("a[href='https://github.com/new/b/issues/5']").length).toBe(1);
    expect(entry.text().replace(/\s+/g, " ")).toMatchInlineSnapshot(
      `"View at github.com. Entered by hand on 7 May 2024 · since 1 May 2024; upstream status “open”. Evidence: https://example.org/evidence (read once). Moved to https://github.com/new/b/issues/5. Lookups have failed since 7 May 2024 (upstream has no such page). Last successful lookup: 6 May 2024. Used in A & B · badge as SVG"`,
    );
  });

  test("does not change with a night without news", async () => {
    const looks = (at: string) => ({
      ".cache/looks.json": JSON.stringify({
        ...{ version: 1, lastSuccess: at },
        looks: { "https://github.com/a/b/issues/2": { at, result: "ok", lastGood: at, failures: 0 } },
      }),
    });
    const [one, next] = [
      await machineSite(looks("2024-05-09T02:00:00.000Z")),
      await machineSite(looks("2024-05-10T02:00:00.000Z")),
    ];

    expect(page.render(next)).toBe(page.render(one));
  });

  test("names the files for machines, below the prefix", async () => {
    const $ = load(page.render(await machineSite()));
    const links = $("main a")
      .map((_, e) => $(e).attr("href"))
      .get();

    expect(links).toEqual(
      expect.arrayContaining([
        "/kb/api/references.json",
        "/kb/api/references.schema.json",
        "/kb/api/looks.json",
        "/kb/references.xml",
        "/kb/metrics.prom",
        "/kb/badges/github-a-b-1.svg",
      ]),
    );
  });
});
