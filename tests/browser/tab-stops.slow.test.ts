// How often somebody who uses a keyboard presses Tab, and on what.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedBuild } from "../site/support/shared-build.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const ARTICLE = "/postmortems/kernel-update-took-avx-from-zfs/";
/** How many stops come before the first link that an author wrote into a text. */
const STOPS_BEFORE_OWN = `[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((stop) => stop.checkVisibility({ visibilityProperty: true }))
  .findIndex((stop) => stop.matches(".prose a:not(.anchor)"))`;
/** Frames of code and tables, by whether they are wider than their place and whether they are a stop. */
const FRAMES = `[...document.querySelectorAll("pre, .table")].map((frame) => ({
  wide: frame.scrollWidth > frame.clientWidth, stop: frame.tabIndex === 0 }))`;

describeInBrowser("with a keyboard", () => {
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

  test("a runbook's own links come within 40 stops", async () => {
    const { page } = await openTab(browser, server.origin, { viewport: { width: 1280, height: 844 } });
    const far: string[] = [];
    for (const url of runbooks) {
      await page.goto(url);
      const stops = (await page.evaluate(STOPS_BEFORE_OWN)) as number;
      if (stops < 10 || stops > 40) far.push(`${url} after ${stops}`);
    }

    expect(runbooks.length).toBeGreaterThan(6);
    expect(far).toEqual([]);
  });

  test("code and tables are stops where they scroll", async () => {
    const { page } = await openTab(browser, server.origin, { viewport: { width: 390, height: 844 } });
    await page.goto(ARTICLE);
    const frames = async () => (await page.evaluate(FRAMES)) as { wide: boolean; stop: boolean }[];
    const stops = async () => (await frames()).filter(({ stop }) => stop).length;
    const wrong = async () => (await frames()).filter(({ wide, stop }) => wide !== stop);

    await expect.poll(stops).toBeGreaterThan(0);
    expect(await wrong()).toEqual([]);
    await page.setViewportSize({ width: 1600, height: 844 });
    await expect.poll(wrong).toEqual([]);
    expect(await stops()).toBeLessThan((await frames()).length);
  });
});
