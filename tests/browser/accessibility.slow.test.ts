// axe-core finds nothing to complain about, in light and dark, on a phone. What a page says does not depend on its
// colours, so in dark ones only colours are looked at.

import { readFile } from "node:fs/promises";
import type { AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharedBuild } from "../site/support/shared-build.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PAGES = [
  "/",
  "/postmortems/kernel-update-took-avx-from-zfs/",
  "/runbooks/zfs-encryption-without-avx/",
  "/references/",
  "/workarounds/",
  "/reviews/",
  "/trackers/",
  "/checks/",
  "/checks/zfs-avx/",
  "/hosts/pve-6.2.16-10/",
  "/alerts/",
  "/tags/",
  "/about/",
  "/404.html",
];

describeInBrowser("a page", () => {
  describe.each([
    ["light", ""],
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

    test.each(PAGES)("%s has no violation", async (url) => {
      const viewport = { width: 390, height: 844 };
      const { page } = await openTab(browser, server.origin, { colorScheme, viewport });
      await page.goto(url);

      await page.evaluate(axe);
      const results = (await page.evaluate(`axe.run(${rules})`)) as AxeResults;

      expect(results.passes.map(({ id }) => id)).toContain("color-contrast");
      const found = results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      expect(found).toEqual([]);
    });
  });
});
