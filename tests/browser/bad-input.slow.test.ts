// What authors may write at worst, on the narrowest screens: words without an end in every place, a wide table, titles of
// 300 characters, text at twice its size.

import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { glob } from "tinyglobby";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { site } from "../site/support/tiny-site.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const WORD = "x".repeat(400);
const TITLE = "Disk ".repeat(60);
const row = (cell: string) => `|${`${cell}|`.repeat(30)}\n`;
const FIELDS = `description: ${WORD}\nseverity: ${WORD}\ntags: [${WORD.slice(10)}, disk]\nsystems: [${WORD}]\n`;
const TEXT = `## First minute

- ${WORD} **${WORD}** \`${WORD}\` <https://example.org/${WORD}>

## ${WORD}

1. ${WORD}
2. - [ ] ${WORD}

${row("a")}${row("---")}${row(WORD)}
\`\`\`bash title="${WORD}"
echo ${WORD} <${WORD}>
\`\`\`

> [!WARNING]
> ${WORD}

### ${WORD}

Text[^1] https://github.com/${"x".repeat(39)}/${"x".repeat(90)}/issues/1

[^1]: ${WORD}

`;
const RULES = `groups:
  - name: ${WORD}
    rules:
      - alert: ${WORD}
        expr: up{a="${WORD}"} == 0
        labels: { severity: ${WORD} }
        annotations: { summary: ${WORD}, runbook_url: https://kb.example/runbooks/words/ }
`;
const FILES = {
  "content/site.yaml": `url: https://kb.example\ntitle: ${WORD}\n`,
  "content/runbooks/words.md": `---\ntitle: ${WORD}\n${FIELDS}alerts: [${WORD}]\nowner: ${WORD}\nreviewed: 2024-01-01\nreviewEvery: 90 days\n---\n\n${TEXT}`,
  "content/runbooks/title.md": `---\ntitle: ${TITLE}\n${FIELDS}---\n\n${TEXT}`,
  "content/postmortems/2024-01-01-long.md": `---\ntitle: ${TITLE}\ndate: 2024-01-01\n${FIELDS}---\n\n${TEXT}${"A line.\n\n".repeat(1500)}`,
  "content/alerts/rules.yaml": RULES,
};

describeInBrowser("a site of words and titles without an end", () => {
  let browser: Browser;
  let server: StaticServer;
  let pages: readonly string[];

  beforeAll(async () => {
    const { output } = await runBuild(["--root", await site(FILES), "--keep-going"]);
    const files = await glob("**/index.html", { cwd: output, ignore: "pagefind/**" });
    pages = files.map((file) => `/${file.replace(/index\.html$/, "")}`);
    [browser, server] = await Promise.all([launchChromium(), serveFolder(join(output), "/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  const width = (page: Page) => page.evaluate("document.documentElement.scrollWidth");

  test.each([
    [320, "medium"],
    [390, "200%"],
    [1280, "medium"],
  ])("is %i pixels wide with text of size %s", async (wide, fontSize) => {
    const viewport = { width: wide, height: 844 };
    const { page } = await openTab(browser, server.origin, { viewport, isMobile: wide < 600 });
    const wider: string[] = [];
    for (const url of pages) {
      await page.goto(url, { waitUntil: "networkidle" });
      await page.evaluate(`document.documentElement.style.fontSize = "${fontSize}"`);
      const found = await width(page);
      if (found !== wide) wider.push(`${url.slice(0, 40)} is ${found}`);
    }

    expect(pages).toEqual(expect.arrayContaining(["/runbooks/words/", "/runbooks/title/", "/postmortems/long/"]));
    expect(wider).toEqual([]);
  });

  test("has titles of three lines at most in its lists", async () => {
    const { page } = await openTab(browser, server.origin, { viewport: { width: 320, height: 844 } });
    const heights: number[] = [];
    for (const url of ["/", "/runbooks/", "/postmortems/", "/tags/disk/", "/search/"]) {
      await page.goto(url);
      const links = page.locator("main a", { hasText: "Disk Disk" });
      for (const link of await links.all()) heights.push((await link.boundingBox())?.height ?? 999);
    }

    expect(heights.length).toBeGreaterThan(6);
    expect(heights.filter((height) => height > 130)).toEqual([]);
  });
});
