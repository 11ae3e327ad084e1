// axe-core finds nothing to complain about, in light and dark, on a phone. What a page says does not depend on its
// colours, so in dark ones only colours are looked at. Whatever unfolds is unfolded.

import { readFile } from "node:fs/promises";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBuild } from "../site/support/shared-build.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PAGES = [
  "/",
  "/postmortems/kernel-update-took-avx-from-zfs/",
  "/runbooks/zfs-encryption-without-avx/",
  "/runbooks/",
  "/postmortems/",
  "/references/",
  "/workarounds/",
  "/reviews/",
  "/trackers/",
  "/checks/",
  "/checks/zfs-avx/",
  "/hosts/",
  "/hosts/pve-6.2.16-10/",
  "/alerts/",
  "/alerts/DiskReadLatencyHigh/",
  "/tags/",
  "/tags/zfs/",
  "/search/?q=avx",
  "/about/",
  "/404.html",
];

describeInBrowser("a page", () => {
  describe.each([
    ["light", '{ rules: { "target-size": { enabled: true } } }'],
    ["dark", '{ runOnly: ["color-contrast", "link-in-text-block"] }'],
  ] as const)("in %s colours", (colorScheme, rules) => {
    let browser: Browser;
    let server: StaticServer;
    let axe: string;

    beforeAll(async () => {
      const site = await sharedBuild();
      [browser, server, axe] = await Promise.all([
        launchChromium(),
        serveFolder(site, "/"),
        readFile("node_modules/axe-core/axe.min.js", "utf8"),
      ]);
    });
    afterAll(async () => {
      await Promise.all([browser.close(), server.close()]);
    });

    test.each([...PAGES.map((url) => [url, 390] as const), ["/runbooks/zfs-encryption-without-avx/", 1280] as const])(
      "%s has no violation at %i pixels",
      async (url, width) => {
        const viewport = { width, height: 844 };
        const { page } = await openTab(browser, server.origin, { colorScheme, viewport });
        await page.goto(url);
        if (url.includes("?q=")) await page.locator(".search-hits > li").first().waitFor();
        await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");

        await expectNoViolation(page);
      },
    );

    test("the menu of a phone has no violation", async () => {
      const { page } = await openTab(browser, server.origin, { colorScheme, viewport: { width: 390, height: 844 } });
      await page.goto("/");
      await page.getByRole("button", { name: "Menu" }).click();

      await expectNoViolation(page);
    });

    async function expectNoViolation(page: Page) {
      await page.evaluate(axe);
      const results = (await page.evaluate(`axe.run(${rules})`)) as AxeResults;

      expect(results.passes.map(({ id }) => id)).toContain("color-contrast");
      const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(found).toEqual([]);
    }
  });
});
