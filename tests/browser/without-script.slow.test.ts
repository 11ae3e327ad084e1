// Pages whose script does not come, or that run none, offer nothing that does nothing.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBuild } from "../site/support/shared-build.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PAGES = [
  ...["/", "/postmortems/kernel-update-took-avx-from-zfs/", "/runbooks/zfs-encryption-without-avx/"],
  ...["/references/", "/checks/", "/checks/zfs-avx/", "/reviews/", "/search/?q=avx", "/alerts/", "/404.html"],
  "/alerts/ZfsAvxLost/",
];
/** What needs the script and is seen; the button of the menu is the browser's own, once all is unfolded. */
const DEAD = `(() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const parts = "button:not([popovertarget]), input, select, textarea, form, output, .to-log, .run-log";
  return [...document.querySelectorAll(parts)]
    .filter((part) => part.checkVisibility({ visibilityProperty: true }))
    .map((part) => part.outerHTML.slice(0, 100));
})()`;

describeInBrowser("without its script", () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    const site = await sharedBuild();
    [browser, server] = await Promise.all([launchChromium(), serveFolder(site, "/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  test("a page has such parts where the script comes", async () => {
    const { page } = await openTab(browser, server.origin);
    await page.goto("/runbooks/zfs-encryption-without-avx/", { waitUntil: "networkidle" });

    expect(((await page.evaluate(DEAD)) as string[]).length).toBeGreaterThan(10);
  });

  describe.each(PAGES)("%s", (url) => {
    test.each(["refused", "off"])("shows no dead part with the script %s", async (how) => {
      const viewport = { width: 390, height: 844 };
      const { page } = await openTab(browser, server.origin, { viewport, javaScriptEnabled: how === "refused" });
      await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
      await page.goto(url);

      expect(await page.evaluate(DEAD)).toEqual([]);
    });
  });
});
