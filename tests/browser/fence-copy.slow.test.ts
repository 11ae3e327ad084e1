// What the copy button of a session takes, in a real browser, and what a reader selects by hand.

import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { htmlOfText } from "../markdown/render.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";

const theme = (file: string) => readFileSync(new URL(`../../src/pages/theme/${file}`, import.meta.url), "utf8");

const SESSION = "```console\n$ zfs list tank \\\n> -r\nNAME  <b>\n$ uptime\n 12:00 up\n```\n";

describeInBrowser("a session", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  async function open() {
    const page = await browser.newPage();
    await page.setContent(`<style>${theme("content.css")}</style>${await htmlOfText(SESSION)}`);
    await page.evaluate(
      "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.kept = text; } } })",
    );
    await page.addScriptTag({ content: theme("run/fence-copy.js"), type: "module" });
    return page;
  }

  test("is copied without prompts and output", async () => {
    const page = await open();

    await page.locator("figure.shell button").click();

    expect(await page.evaluate("window.kept")).toBe("zfs list tank \\\n-r\nuptime");
  });

  test("is selected without prompts", async () => {
    const page = await open();

    const selected = await page.evaluate(
      "getSelection().selectAllChildren(document.querySelector('pre')), String(getSelection())",
    );

    expect(String(selected).trimEnd()).toBe("zfs list tank \\\n-r\nNAME  <b>\nuptime\n 12:00 up");
  });
});
