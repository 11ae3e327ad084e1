// An SVG beside a page, in a real browser: its own style follows the reader's colours, and print is light. Neither the
// check of attachments nor the security policy of the page takes that away.

import { afterAll, beforeAll, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { site } from "../site/support/tiny-site.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const FILES = {
  "content/postmortems/a.md": '---\ntitle: A\n---\n\n![Three steps](steps.svg "What the order decided")\n',
  "content/postmortems/steps.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 60" width="520" height="60">
  <style>
    .paper { fill: #f4f2ee }
    @media (prefers-color-scheme: dark) { .paper { fill: #1d2327 } }
  </style>
  <rect class="paper" width="520" height="60"/>
</svg>
`,
};

describeInBrowser("an SVG beside a page", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let server: StaticServer;

  beforeAll(async () => {
    const { output } = await runBuild(["--root", await site(FILES)]);
    [browser, server] = await Promise.all([launchChromium(), serveFolder(output, "/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  test("is light, dark, and light on paper", async () => {
    const { page, complaints } = await openTab(browser, server.origin, { viewport: { width: 390, height: 844 } });
    await page.goto("/postmortems/a/");
    const picture = page.getByAltText("Three steps");
    const shown = async (media: "screen" | "print", colorScheme: "light" | "dark") => {
      await page.emulateMedia({ media, colorScheme });
      return (await picture.screenshot()).toString("base64");
    };

    const light = await shown("screen", "light");
    expect(await shown("screen", "dark")).not.toBe(light);
    expect(await shown("print", "dark")).toBe(await shown("print", "light"));
    expect(await page.locator("figure.picture figcaption").textContent()).toBe("What the order decided");
    await page.emulateMedia({ media: "screen" });
    expect((await picture.boundingBox())?.width).toBeLessThan(390);
    expect(complaints).toEqual([]);
  });
});
