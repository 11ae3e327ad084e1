// What the parts of the style sheet make of each other once they are joined: a rule of one file may outweigh that of
// another one.

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedBuild } from "../site/support/shared-build.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PHONE = { viewport: { width: 390, height: 844 } } as const;

describeInBrowser("the joined style sheet", () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), sharedBuild().then((site) => serveFolder(site, "/"))]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  async function opened(url: string, options = {}): Promise<Page> {
    const { page } = await openTab(browser, server.origin, { ...PHONE, ...options });
    await page.goto(url);
    return page;
  }

  const styleOf = (page: Page, selector: string, property: string) =>
    page.evaluate<string>(
      `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue("${property}")`,
    );

  test("shows in green what may go", async () => {
    const page = await opened("/workarounds/");
    await page.evaluate(`document.body.insertAdjacentHTML("beforeend", '<b class="verdict-ok">OK</b>')`);

    expect(await styleOf(page, ".until-retirable", "color")).toBe(await styleOf(page, "b.verdict-ok", "color"));
  });

  test("marks the chosen kind of results in the reader's own colours, too", async () => {
    const page = await opened("/search/?q=zfs&kind=Runbook", { forcedColors: "active" });
    await page.locator(".search-kinds [aria-pressed=true]").waitFor();

    const chosen = await styleOf(page, ".search-kinds [aria-pressed=true]", "border-top-color");
    expect(await styleOf(page, ".search-kinds [aria-pressed=false]", "border-top-color")).not.toBe(chosen);
  });

  test("puts the parts of the home page below each other on a phone", async () => {
    const page = await opened("/");
    const lefts = await page.locator("h2").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));

    expect(lefts.length).toBeGreaterThan(2);
    expect(new Set(lefts).size).toBe(1);
  });

  test("keeps room between the facts and a text without a bar of sections", async () => {
    const page = await opened("/about/");
    const boxOf = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox();
      if (box === null) throw new Error(`no ${selector}`);
      return box;
    };
    const [title, text] = [await boxOf(".title"), await boxOf(".text")];

    expect(text.y - title.y - title.height).toBeGreaterThanOrEqual(12);
  });
});
