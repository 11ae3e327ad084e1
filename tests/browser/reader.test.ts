// What readers do, in a real browser, on the real content: served from the root and from a folder.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pasteSafe } from "../../src/checks/downloads/paste.ts";
import { siteAddress } from "../../src/corpus/site/site-address.ts";
import { readEverything } from "../../src/site/content.ts";
import { runBuild } from "../site/support/build-content.ts";
import { sharedBuild } from "../site/support/shared-build.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const ARTICLE = "Slow encrypted ZFS on Proxmox: a kernel update took AVX away";
const RUNBOOK = "ZFS encryption without AVX";
async function builtFor(pathPrefix: string): Promise<string> {
  const built = await runBuild(["--path-prefix", pathPrefix]);
  expect(built.stderr).toBe("");
  return built.output;
}

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

describeInBrowser("a reader", () => {
  describe.each(["/", "/group/kb/"])("a site served from %s", (pathPrefix) => {
    let browser: Browser;
    let server: StaticServer;

    beforeAll(async () => {
      const site = pathPrefix === "/" ? await sharedBuild() : await builtFor(pathPrefix);
      [browser, server] = await Promise.all([launchChromium(), serveFolder(site, pathPrefix)]);
    });
    afterAll(async () => {
      await Promise.all([browser.close(), server.close()]);
    });

    test("a reader comes from home to the article and to the source of a badge", async () => {
      const { page, complaints } = await openTab(browser, server.origin);

      await page.goto(pathPrefix);
      await page.getByRole("link", { name: ARTICLE }).click();
      await page.locator(".prose .badge").first().click();

      const target = page.locator(":target");
      expect(await target.textContent()).toMatch(/Entered by hand on|Seen at|Not looked up yet/);
      expect(await target.isVisible()).toBe(true);
      expect(complaints).toEqual([]);
    });

    test("a reader learns from uname whether the kernel is affected", async () => {
      const { page, complaints } = await openTab(browser, server.origin);
      await page.goto(pathPrefix);
      await page.getByRole("link", { name: ARTICLE }).click();
      const say = async (release: string) => {
        await page.getByLabel("uname").fill(release);
        return page.locator(".kernel output").textContent();
      };

      expect(await say("5.15.0-84-generic")).toContain("in the affected range; fixed in 5.15.0-88.98");
      expect(await say("5.15.0-125-generic")).toContain("this kernel has the fix");
      expect(await say("6.8.0-48-generic")).toContain("newer than every series");
      expect(complaints).toEqual([]);
    });

    test("on call: the first check is one touch away and its answers are explained", async () => {
      const { page, complaints } = await openTab(browser, server.origin, PHONE);

      await page.goto(`${pathPrefix}runbooks/zfs-encryption-without-avx/`);
      const copy = page.getByRole("button", { name: "Copy first check" });
      expect((await copy.boundingBox())?.y).toBeLessThan(844);
      await copy.tap();
      const copied = await page.evaluate("navigator.clipboard.readText()");
      const { checkById, settings } = await readEverything(".");
      const check = checkById.get("zfs-avx");
      const panel = page.locator("#check-zfs-avx");
      await panel.getByText("Source:").tap();

      expect(copied).toBe(check && pasteSafe(check, siteAddress({ ...settings, pathPrefix })));
      expect(await panel.locator(".answers").textContent()).toMatch(/OK[\s\S]*AFFECTED[\s\S]*CANNOT TELL/);
      expect(await panel.getByText("not yours").isVisible()).toBe(true);
      expect(await panel.locator("pre").isVisible()).toBe(true);
      await panel.getByText("not yours").tap();
      await page.waitForURL("**/checks/zfs-avx/#machines");
      expect(await page.locator("tbody tr").count()).toBeGreaterThan(5);
      expect(await page.locator(":target").textContent()).toBe("Test hosts");
      expect(complaints).toEqual([]);
    });

    test("on call, without the right to use the clipboard: the text of the first check is there, selected", async () => {
      const { page, complaints } = await openTab(browser, server.origin, PHONE);
      await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");

      await page.goto(`${pathPrefix}runbooks/zfs-encryption-without-avx/`);
      await page.getByRole("button", { name: "Copy first check" }).tap();

      const area = page.getByLabel("Text to copy");
      expect(await area.inputValue()).toContain("icp_gcm_impl");
      expect(await page.evaluate("getSelection().toString()")).toBe(await area.inputValue());
      expect(complaints).toEqual([]);
    });

    test("the search finds the runbook for avx and filters by kind", async () => {
      const { page, complaints } = await openTab(browser, server.origin);

      await page.goto(`${pathPrefix}search/`);
      await page.getByRole("searchbox").fill("avx");
      await page.locator(".search-hits .hit", { hasText: RUNBOOK }).first().waitFor();
      await page.getByRole("group", { name: "Kinds" }).getByRole("button", { name: "Runbook" }).click();
      await page.locator(".search-hits .hit", { hasText: ARTICLE }).first().waitFor({ state: "detached" });
      await page.locator(".search-hits .hit a", { hasText: RUNBOOK }).first().click();
      await page.waitForURL(`**${pathPrefix}runbooks/zfs-encryption-without-avx/**`);

      expect(await page.locator("h1").textContent()).toBe(RUNBOOK);
      expect(complaints).toEqual([]);
    });

    test("every page reads without JavaScript", async () => {
      const { page, complaints } = await openTab(browser, server.origin, { javaScriptEnabled: false });

      await page.goto(`${pathPrefix}runbooks/zfs-encryption-without-avx/`);
      const panel = page.locator("#check-zfs-avx");

      const shown = (await panel.locator("pre").textContent()) ?? "";
      expect(shown).toContain("icp_gcm_impl");
      // Selected and pasted, it must not close the reader's shell.
      expect(shown.trim()).toMatch(/^\([\s\S]*\)$/);
      expect(await page.getByRole("button").count()).toBe(0);
      expect(complaints).toEqual([]);
    });

    test("an address without a page leads to help", async () => {
      const { page, complaints } = await openTab(browser, server.origin);

      await page.goto(`${pathPrefix}runbooks/no-such-alert/`);

      expect(await page.locator("main").textContent()).toContain("has no runbook at this address");
      expect(complaints).toEqual([
        `404 for ${server.origin}${pathPrefix}runbooks/no-such-alert/`,
        "console: Failed to load resource: the server responded with a status of 404 (Not Found)",
      ]);
    });
  });
});
