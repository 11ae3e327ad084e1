// Which reviews are overdue, in a real browser with a clock of its own; and what is left of that without a script.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { RUNBOOK, site } from "../site/support/tiny-site.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const reviewed = (title: string, day: string) =>
  RUNBOOK.replace("title: Disk is slow", `title: ${title}\nreviewed: ${day}\nreviewEvery: 6 months`);
const FILES = {
  "content/runbooks/a.md": reviewed("Later", "2026-11-22"),
  "content/runbooks/b.md": reviewed("Sooner", "2026-08-31"),
  "content/runbooks/c.md": RUNBOOK,
};
/** The last hour of a day somewhere, when UTC has begun another one. */
const LATE = "2027-05-22T23:30:00-07:00";

/** How often what is on the screen has moved until now, without the reader. */
const SHIFTS = `new Promise((resolve) => {
  let shifts = 0;
  new PerformanceObserver((list) => { shifts += list.getEntries().length; }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(shifts), 100));
})`;

describeInBrowser("a review that is overdue", () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    const { output } = await runBuild(["--root", await site(FILES)]);
    [browser, server] = await Promise.all([launchChromium(), serveFolder(output, "/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  test.each([
    ["2027-02-28T12:00:00Z", "No review is overdue", ["28 February 2027", "22 May 2027"]],
    ["2027-03-01T12:00:00Z", "1 of 2 reviews is overdue", ["28 February 2027, overdue by 1 day", "22 May 2027"]],
    [LATE, "2 of 2 reviews are overdue", ["28 February 2027, overdue by 84 days", "22 May 2027, overdue by 1 day"]],
  ])("is told on /reviews/ on %s: %s", async (now, count, days) => {
    const { page, complaints } = await openTab(browser, server.origin);
    await page.clock.setFixedTime(now);
    await page.goto("/reviews/");

    await page.getByText(count).waitFor();
    expect(await page.locator("td:last-child").allTextContents()).toEqual(days);
    expect(complaints).toEqual([]);
  });

  test("is told on the page of its runbook, and on no other", async () => {
    const { page, complaints } = await openTab(browser, server.origin);
    await page.clock.setFixedTime("2027-05-24T12:00:00Z");
    const facts = async (url: string) => {
      await page.goto(url);
      return page.locator("article p.facts").allTextContents();
    };

    expect(await facts("/runbooks/a/")).toEqual([
      "No owner\u00a0· Review overdue by 2 days",
      "Reviewed 22 November 2026, review due 22 May 2027, overdue by 2 days",
    ]);
    expect(await facts("/runbooks/c/")).toEqual(["No owner\u00a0· No review recorded"]);
    expect(complaints).toEqual([]);
  });

  test.each([
    ["2027-02-28T12:00:00Z", "2 reviews, earliest due 28 February 2027"],
    ["2027-03-01T12:00:00Z", "1 of 2 reviews is overdue"],
  ])("is counted on the home page on %s, and nothing moves: %s", async (now, count) => {
    const { page, complaints } = await openTab(browser, server.origin, { viewport: { width: 390, height: 844 } });
    await page.clock.setFixedTime(now);
    await page.goto("/");

    await page.locator(".counts span:visible", { hasText: count }).waitFor();
    expect(await page.locator(".counts span:visible").count()).toBe(1);
    expect(await page.evaluate(SHIFTS)).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("has its day without JavaScript, and nothing that only a script could fill", async () => {
    const { page } = await openTab(browser, server.origin, { javaScriptEnabled: false });
    await page.goto("/reviews/");

    expect(await page.locator("td:last-child").allTextContents()).toEqual(["28 February 2027", "22 May 2027"]);
    expect(await page.getByText("overdue").count()).toBe(0);
    expect(await page.locator("main p:visible").allTextContents()).toEqual([
      "When each runbook was last reviewed, and when its next review is due. The earliest comes first.",
      "These runbooks do not say when their next review is due.",
    ]);
  });
});
