// A thousand references in a real browser: how long the list is on a phone, that a settled one has one line, that an
// address opens what it leads into, the box that filters by words and host, and what axe says.

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { AxeResults } from "axe-core";
import { HtmlValidate } from "html-validate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manyReferences } from "../pages/support/many-references.ts";
import { runBuild } from "../site/support/build-content.ts";
import { site } from "../site/support/tiny-site.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const SCREEN = { width: 390, height: 844 };
const PHONE = { viewport: SCREEN, isMobile: true, hasTouch: true } as const;

describeInBrowser("/references/", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  async function served(count: number): Promise<{ readonly server: StaticServer; readonly text: string }> {
    const { output, stderr } = await runBuild(["--root", await site(manyReferences(count))]);
    expect(stderr).toBe("");
    return { server: await serveFolder(output, "/"), text: await readFile(`${output}/references/index.html`, "utf8") };
  }

  describe("of a thousand items", () => {
    let server: StaticServer;
    let text: string;

    beforeAll(async () => {
      ({ server, text } = await served(1000));
    });
    afterAll(() => server.close());

    const heightOf = (page: Page) => page.evaluate<number>("document.documentElement.scrollHeight");

    test.each([true, false])("is at most forty screens of a phone; JavaScript: %s", async (javaScriptEnabled) => {
      const { page, complaints } = await openTab(browser, server.origin, { ...PHONE, javaScriptEnabled });
      await page.goto("/references/");

      expect(await page.locator(".entries > li").count()).toBe(1000);
      expect((await heightOf(page)) / SCREEN.height).toBeLessThanOrEqual(40);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBe(SCREEN.width);
      expect(await page.locator(".filter:visible").count()).toBe(javaScriptEnabled ? 1 : 0);
      expect(complaints).toEqual([]);
    });

    test("has less bytes than as a list without any history", () => {
      expect(Buffer.byteLength(text)).toBeLessThan(710_000);
      expect(gzipSync(text).byteLength).toBeLessThan(50_000);
    });

    test("gives each settled item one line, in which its number and its words are whole", async () => {
      const { page } = await openTab(browser, server.origin, PHONE);
      await page.goto("/references/");
      await page.evaluate("for (const fold of document.querySelectorAll('.fold')) fold.open = true");

      const lines = page.locator(".settled summary");
      expect(await lines.count()).toBeGreaterThan(550);
      const heights = await lines.evaluateAll((all) => all.map((line) => line.getBoundingClientRect().height));
      // Two lines of this page are more than 48 px high.
      expect(Math.max(...heights)).toBeLessThan(48);
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
      const cut = await lines
        .locator(".badge:not(.state-duplicate)")
        .evaluateAll((all) => all.filter((badge) => badge.scrollWidth > badge.clientWidth).map((b) => b.textContent));
      expect(cut).toEqual([]);
      const wide = await lines.evaluateAll((all) => all.filter((line) => line.scrollWidth > line.clientWidth).length);
      expect(wide).toBe(0);
    });

    test.each([true, false])(
      "a badge opens the history of a folded item; JavaScript: %s",
      async (javaScriptEnabled) => {
        const { page } = await openTab(browser, server.origin, { ...PHONE, javaScriptEnabled });
        await page.goto("/postmortems/slow-rack-3/");
        const badge = page.locator(".prose .badge.state-released").first();
        const whole = await badge.getAttribute("title");
        await badge.tap();

        const line = page.locator("details:has(> :target) > summary");
        await line.waitFor();
        expect(whole).toContain(`${await line.locator(".badge").textContent()} · `);
        expect(await page.locator(":target > ol > li").first().isVisible()).toBe(true);
        expect(await page.locator(".fold:visible > ul:visible").count()).toBe(1);
        const box = await line.boundingBox();
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect(box?.y).toBeLessThan(SCREEN.height / 2);
      },
    );

    test("in a browser that opens nothing for an address, a script does", async () => {
      const { page } = await openTab(browser, server.origin, PHONE);
      await page.goto("/references/");
      const item = page.locator(".fold li > details > [id]").nth(500);
      const id = await item.getAttribute("id");
      expect(await item.isVisible()).toBe(false);

      // Without a navigation, the browser itself does nothing.
      await page.evaluate(`history.replaceState(null, "", "#${id}"); dispatchEvent(new Event("hashchange"))`);

      expect(await item.isVisible()).toBe(true);
      expect(await page.locator(".fold[open]").count()).toBe(1);
      expect(await item.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(SCREEN.height);
    });

    test("is filtered by words and by host; what was folded opens for that, and is folded again", async () => {
      const { page, complaints } = await openTab(browser, server.origin, PHONE);
      await page.goto("/references/");
      const box = page.getByLabel("Filter this list");
      const host = page.getByLabel("Host");
      const rows = page.locator(".entries > li:visible");
      const status = () => page.getByRole("status").textContent();
      const around = page.locator("nav.groups:visible, .latest:visible, .fold > summary:visible");
      const before = await around.count();
      expect(await status()).toBe("1000 entries");

      await host.selectOption("gitlab.com");
      const found = await rows.count();
      expect(await status()).toBe(`${found} of 1000 entries`);
      expect(found).toBe((text.match(/View at gitlab\.com</g) ?? []).length);
      expect(await around.count()).toBe(0);
      await box.fill("project#22 USES");
      expect(await rows.locator("summary").allTextContents()).toEqual([
        "team/project#22 open Kernel update uses ten times the memory of the release before",
      ]);
      await box.fill("slow-rack-7");
      expect(await status(), "addresses are not searched").toBe("0 of 1000 entries");
      await host.selectOption("All");
      await box.fill("rack 47 released zfs#9340");
      expect(await status(), "where an item is used").toBe("1 of 1000 entries");
      expect(await page.locator(".fold[open] .entries > li:visible").count()).toBe(1);
      await box.press("Escape");

      expect(await status()).toBe("1000 entries");
      expect(await around.count()).toBe(before);
      expect(await page.locator(".fold[open]").count()).toBe(0);
      expect(complaints).toEqual([]);
    });
  });

  describe("of sixty items", () => {
    let server: StaticServer;
    let text: string;

    beforeAll(async () => {
      ({ server, text } = await served(60));
    });
    afterAll(() => server.close());

    test.each(["light", "dark"] as const)(
      "has nothing that axe complains about, in %s colours",
      async (colorScheme) => {
        const { page } = await openTab(browser, server.origin, { ...PHONE, colorScheme });
        await page.goto("/references/");
        await page.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true");

        await page.evaluate(await readFile("node_modules/axe-core/axe.min.js", "utf8"));
        const { violations, passes } = (await page.evaluate("axe.run()")) as AxeResults;
        expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(["color-contrast", "heading-order"]));
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
      },
    );

    test("is valid HTML, and is printed whole", async () => {
      const rules = { "void-style": "off", "long-title": "off", "no-trailing-whitespace": "off" } as const;
      const { results } = await new HtmlValidate({ extends: ["html-validate:standard"], rules }).validateString(text);
      expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);

      const { page } = await openTab(browser, server.origin);
      await page.goto("/references/");
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".filter:visible, nav:visible, .fold > summary:visible").count()).toBe(0);
      expect(await page.locator(".entries [id]:visible").count()).toBe(60);
    });
  });
});
