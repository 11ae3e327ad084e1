// A long list in a real browser: the box that filters it, the list without a script, and what axe says of both.

import { readFile } from "node:fs/promises";
import type { AxeResults } from "axe-core";
import { load } from "cheerio";
import { HtmlValidate } from "html-validate";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { site } from "../site/support/tiny-site.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/** Forty post-mortems of four years; one in ten is about certificates, and says so in its tags alone. */
const FILES = Object.fromEntries(
  Array.from({ length: 40 }, (_, i) => {
    const date = `202${i % 4}-05-${String((i % 28) + 1).padStart(2, "0")}`;
    const tag = i % 10 === 0 ? "certificates" : "network";
    const frontMatter = `title: Incident ${i}\ndescription: Everything was down\ndate: ${date}\ntags: [${tag}]\nseverity: sev${(i % 2) + 1}`;
    return [`content/postmortems/${date}-outage-${i}.md`, `---\n${frontMatter}\n---\n\nText.\n`];
  }),
);

/** Three hundred runbooks in seventeen folders, each with a tag of its own; one has a title of three hundred characters. */
const MANY = Object.fromEntries(
  Array.from({ length: 300 }, (_, i) => {
    const title =
      i === 7 ? "Very long titles wrap ".repeat(14).slice(0, 300) : `Disk ${i} of the storage array is almost full`;
    const frontMatter = `title: ${title}\ndescription: ${"Words ".repeat(60)}\nseverity: sev2\ntags: [${"abcdefgh"[i % 8]}tag-${i}]`;
    return [`content/runbooks/team-${i % 17}/disk-${i}.md`, `---\n${frontMatter}\n---\n\nText.\n`];
  }),
);

describeInBrowser("a list of three hundred rows", () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    const { output } = await runBuild(["--root", await site(MANY)]);
    [browser, server] = await Promise.all([launchChromium(), serveFolder(output, "/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const CASES = [320, 390, 1280].flatMap((width) => ["/runbooks/", "/tags/"].map((path) => [path, width] as const));

  test.each(CASES)("%s is easy to touch, fits and does not move at %d px", async (path, width) => {
    const { page, complaints } = await openTab(browser, server.origin, { viewport: { width, height: 844 } });
    await page.addInitScript(
      "shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) shift += one.value; }).observe({ type: 'layout-shift', buffered: true });",
    );
    await page.goto(path);
    await page.getByLabel("Filter this list").waitFor();

    const heights = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    const [rows, links] = await Promise.all([heights(".documents > li"), heights(".documents > li > a, nav.groups a")]);
    expect(rows).toHaveLength(300);
    // Two lines with their room, and on a wide screen one of the description.
    expect(Math.max(...rows)).toBeLessThan(width < 640 ? 72 : 105);
    expect(Math.min(...links)).toBeGreaterThanOrEqual(40);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await page.evaluate("shift")).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describeInBrowser("a long list", () => {
  let browser: Browser;
  let server: StaticServer;
  let output: string;

  beforeAll(async () => {
    ({ output } = await runBuild(["--root", await site(FILES)]));
    [browser, server] = await Promise.all([launchChromium(), serveFolder(output, "/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  test("is filtered by words of titles, tags and paths; Escape shows it whole again", async () => {
    const { page, complaints } = await openTab(browser, server.origin, PHONE);
    await page.goto("/postmortems/");
    const box = page.getByLabel("Filter this list");
    const rows = page.locator(".documents > li:visible");
    const shown = () => Promise.all([rows.count(), page.getByRole("status").textContent()]);

    expect(await shown()).toEqual([40, "40 entries"]);
    await box.fill("CERTIF sev1");
    expect(await shown()).toEqual([4, "4 of 40 entries"]);
    expect(await page.locator("h2:visible").allTextContents()).toEqual(["2022 2 of 10", "2020 2 of 10"]);
    expect(await page.getByRole("navigation", { name: "Groups" }).isVisible()).toBe(false);
    await box.fill("outage-17");
    expect(await rows.first().locator("a").textContent()).toBe("Incident 17");
    await box.fill("everything");
    expect(await shown(), "descriptions are cut on this page, so they are not searched").toEqual([
      0,
      "0 of 40 entries",
    ]);
    await box.press("Escape");
    expect(await box.inputValue()).toBe("");
    expect(await shown()).toEqual([40, "40 entries"]);
    await box.press("Enter");
    expect(page.url()).toBe(`${server.origin}/postmortems/`);
    expect(complaints).toEqual([]);
  });

  test("is whole without JavaScript, and its groups are a touch away", async () => {
    const { page, complaints } = await openTab(browser, server.origin, { ...PHONE, javaScriptEnabled: false });
    await page.goto("/postmortems/");

    expect(await page.locator(".documents > li:visible").count()).toBe(40);
    expect(await page.locator("form:visible").count()).toBe(0);
    await page.getByRole("link", { name: "2020", exact: true }).tap();
    expect(await page.locator(":target").textContent()).toBe("2020 10");
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)("has nothing that axe complains about, in %s colours", async (colorScheme) => {
    const { page } = await openTab(browser, server.origin, { ...PHONE, colorScheme });
    await page.goto("/postmortems/");
    await page.getByLabel("Filter this list").fill("sev1");

    await page.evaluate(await readFile("node_modules/axe-core/axe.min.js", "utf8"));
    const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
  });

  test("is valid HTML, and goes to the printer without its box", async () => {
    const text = await readFile(`${output}/postmortems/index.html`, "utf8");
    const rules = { "void-style": "off", "long-title": "off", "no-trailing-whitespace": "off" } as const;
    const { results } = await new HtmlValidate({ extends: ["html-validate:standard"], rules }).validateString(text);
    expect(load(text)(".documents > li")).toHaveLength(40);
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);

    const { page } = await openTab(browser, server.origin);
    await page.goto("/postmortems/");
    await page.getByLabel("Filter this list").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("form:visible, nav:visible").count()).toBe(0);
  });
});
