// What a phone shows before anybody scrolls, on the real content: positions in pixels of CSS at 390 × 844, where the
// layout shifts, what is loaded.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBuild } from "../site/support/shared-build.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
const ARTICLE = "/postmortems/kernel-update-took-avx-from-zfs/";
const PAGE_TYPES = [
  ...["/", ARTICLE, "/runbooks/disk-latency/", "/runbooks/", "/postmortems/", "/alerts/", "/references/", "/checks/"],
  ...["/checks/zfs-avx/", "/hosts/", "/hosts/pve-6.2.16-10/", "/tags/", "/tags/zfs/", "/workarounds/", "/reviews/"],
  ...["/alerts/DiskReadLatencyHigh/", "/trackers/", "/search/", "/about/", "/404.html"],
];
/** Sums up the layout shifts of a page from its first paint on (https://web.dev/articles/cls). */
const COUNT_SHIFTS = `
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

describeInBrowser("on a phone", () => {
  let browser: Browser;
  let server: StaticServer;
  let runbooks: readonly string[];

  beforeAll(async () => {
    const site = await sharedBuild();
    [browser, server] = await Promise.all([launchChromium(), serveFolder(site, "/")]);
    const entries = await readdir(join(site, "runbooks"), { withFileTypes: true });
    runbooks = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `/runbooks/${name}/`);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  /** Top and bottom of an element on the page that lies at the top of the window. */
  async function box(page: Page, selector: string) {
    const found = await page.locator(selector).first().boundingBox();
    if (found === null) throw new Error(`${page.url()} shows no ${selector}`);
    return { top: Math.round(found.y), bottom: Math.round(found.y + found.height) };
  }

  test("every runbook shows its whole first minute, and the button of its first check", async () => {
    const { page } = await openTab(browser, server.origin, PHONE);
    const late: string[] = [];
    let buttons = 0;
    for (const url of runbooks) {
      await page.goto(url);
      const heading = await box(page, ".prose h2");
      const minute = await box(page, ".text > .prose");
      if (heading.top > 250) late.push(`${url} begins at ${heading.top}`);
      if (minute.bottom > 660) late.push(`${url} ends at ${minute.bottom}`);
      if ((await page.locator(".first-check").count()) === 0) continue;
      buttons++;
      const button = await box(page, ".first-check button");
      if (button.bottom > 844) late.push(`${url} has its button at ${button.bottom}`);
    }

    expect(runbooks.length).toBeGreaterThan(6);
    expect(buttons).toBeGreaterThan(4);
    expect(late).toEqual([]);
  });

  test("the story of the article begins within two screens", async () => {
    const { page } = await openTab(browser, server.origin, PHONE);
    await page.goto(ARTICLE);

    expect((await box(page, ".prose h2")).top).toBeLessThan(2 * 844);
  });

  test("the section that is read is marked in the bar, which stays at the top", async () => {
    const { page } = await openTab(browser, server.origin, PHONE);
    await page.goto("/runbooks/disk-latency/#mitigation");

    const marked = page.locator("nav.toc [aria-current]");
    await expect.poll(() => marked.textContent()).toBe("Mitigation");
    expect((await box(page, "nav.toc")).top).toBe(0);
    expect((await box(page, "#mitigation")).top).toBeGreaterThan((await box(page, "nav.toc")).bottom - 1);
    expect((await box(page, "nav.toc [aria-current]")).bottom).toBeLessThan(844);
  });

  test("a bar that becomes a column marks lesser sections, too, and scrolls to them", async () => {
    const { page } = await openTab(browser, server.origin, { viewport: PHONE.viewport });
    await page.goto("/runbooks/disk-latency/#a-backup-is-running");
    const marked = page.locator("nav.toc [aria-current]");
    await expect.poll(() => marked.textContent()).toBe("Mitigation");

    await page.setViewportSize({ width: 1300, height: 400 });
    await page.evaluate("document.getElementById('a-backup-is-running').scrollIntoView()");

    await expect.poll(() => marked.textContent()).toBe("A backup is running");
    expect((await box(page, "nav.toc [aria-current]")).bottom).toBeLessThan((await box(page, "nav.toc")).bottom);
  });

  test("the menu is folded up when its page is left", async () => {
    const { page } = await openTab(browser, server.origin, PHONE);
    await page.goto("/");
    await page.getByRole("button", { name: "Menu" }).tap();
    const menu = page.getByRole("navigation", { name: "Site" });
    await menu.waitFor();

    await page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");

    await menu.waitFor({ state: "hidden" });
  });

  test("the menu opens and closes without a script", async () => {
    const { page } = await openTab(browser, server.origin, { ...PHONE, javaScriptEnabled: false });
    await page.goto("/");
    const link = page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Runbooks" });

    expect(await link.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Menu" }).tap();
    await link.tap();

    await page.waitForURL("/runbooks/");
  });

  describe.each(PAGE_TYPES)("%s", (url) => {
    test("loads one style sheet, one script and images", async () => {
      const { page, complaints } = await openTab(browser, server.origin, PHONE);
      const loaded: string[] = [];
      // The field of the search page has the focus, and that loads the index.
      const isIndex = (address: string) => url === "/search/" && address.includes("/pagefind/");
      page.on("request", (request) => isIndex(request.url()) || loaded.push(request.resourceType()));
      await page.goto(url, { waitUntil: "networkidle" });

      const others = loaded.filter((type) => type !== "image" && type !== "other").sort();
      // The list of references shows at once how long ago they were looked up.
      const lookups = url === "/references/" || url === "/workarounds/" ? ["fetch"] : [];
      // The search has a script of its own.
      const more = url === "/search/" ? ["script"] : [];
      expect(others).toEqual(["document", ...lookups, "script", ...more, "stylesheet"]);
      expect(complaints).toEqual([]);
    });

    test.each([320, 390])("is not wider than %i pixels", async (width) => {
      const { page } = await openTab(browser, server.origin, { ...PHONE, viewport: { width, height: 844 } });
      await page.goto(url);

      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    });
  });

  describe.each([...PAGE_TYPES, "/search/?q=avx"])("%s", (url) => {
    test.each([390, 1280])("moves nothing at %i pixels, however late its script comes", async (width) => {
      const { page } = await openTab(browser, server.origin, {
        viewport: { width, height: 844 },
        isMobile: width < 600,
      });
      await page.addInitScript(COUNT_SHIFTS);
      await page.route(/\/assets\/.*\.js$/, async (route) => {
        // What came before has been drawn by then.
        await setTimeout(300);
        await route.continue();
      });
      await page.goto(url, { waitUntil: "networkidle" });

      expect(await page.evaluate("window.shifts")).toBe(0);
    });
  });
});
