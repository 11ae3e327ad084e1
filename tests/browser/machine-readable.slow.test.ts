// What a browser makes of the files for machines: the line that says how long ago upstream was looked at, and whether
// feed and badges are XML, by a parser that forgives nothing.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { glob } from "tinyglobby";
import { afterAll, beforeAll, expect, test } from "vitest";
import { machineRoot } from "../pages/support/machine-site.ts";
import { runBuild } from "../site/support/build-content.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

let browser: Browser;
let server: StaticServer;
let output: string;

describeInBrowser("files for machines", () => {
  beforeAll(async () => {
    const built = await runBuild(["--root", await machineRoot()]);
    expect(built.stderr).toBe("");
    output = built.output;
    [browser, server] = await Promise.all([launchChromium(), serveFolder(output, "/kb/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  test.each([
    ["2024-05-10T12:00:00Z", "Last successful lookup: yesterday", 0],
    ["2024-05-18T12:00:00Z", "Last successful lookup: 9 days ago. States may be out of date", 1],
    ["1999-01-01T00:00:00Z", "Last successful lookup: today", 0],
  ])("on %s each page with badges says: %s", async (now, text, emphasised) => {
    const { page, complaints } = await openTab(browser, server.origin);
    await page.clock.setFixedTime(now);

    for (const url of ["/kb/", "/kb/references/", "/kb/postmortems/disk/"]) {
      await page.goto(url);
      const line = page.locator("[data-looks]");
      await line.waitFor();
      expect(await line.textContent()).toBe(text);
      expect(await line.locator("strong").count()).toBe(emphasised);
    }
    expect(complaints).toEqual([]);
  });

  test("each reference says when it was looked at; one that nobody has looked at says nothing", async () => {
    const { page } = await openTab(browser, server.origin);
    await page.clock.setFixedTime("2024-05-18T12:00:00Z");
    await page.goto("/kb/references/");
    await page.locator("[data-looks]").waitFor();

    const texts = await page.locator("[data-look]").allTextContents();
    expect(texts.map((text) => /Last lookup:.*/.exec(text)?.[0])).toEqual([
      undefined,
      "Last lookup: 9 days ago.",
      "Last lookup: 9 days ago, failed 3 times in a row.",
      undefined,
    ]);
  });

  test.each(["not JSON", '{"version":1,"lastSuccess":null,"looks":{}}', ""])(
    "with looks of %j, pages stay as they are",
    async (body) => {
      const { page } = await openTab(browser, server.origin);
      const status = body === "" ? 500 : 200;
      await page.route("**/api/looks.json", (route) => route.fulfill({ status, body }));
      await page.goto("/kb/references/", { waitUntil: "networkidle" });

      expect(await page.locator("[data-looks]").isVisible()).toBe(false);
      const texts = await page.locator("[data-look]").allTextContents();
      expect(texts).toHaveLength(4);
      expect(texts.join(" ")).not.toMatch(/Last lookup:/);
    },
  );

  test("the feed and every badge of a site with hostile titles are well-formed XML", async () => {
    const { page } = await openTab(browser, server.origin);
    const files = ["references.xml", "feed.xml", ...(await glob("badges/*.svg", { cwd: output }))];
    const roots = await Promise.all(
      files.map(async (file) => {
        const text = JSON.stringify(await readFile(join(output, file), "utf8"));
        return page.evaluate(`(() => {
        const parsed = new DOMParser().parseFromString(${text}, "application/xml");
        return parsed.querySelector("parsererror")?.textContent ?? parsed.documentElement.nodeName;
      })()`);
      }),
    );

    expect(roots).toEqual(["feed", "feed", "svg", "svg", "svg", "svg"]);
  });
});
