// Alerts in a real browser: a list of a thousand, the page of each kind of alert, and addresses that no alert has.

import { readFile } from "node:fs/promises";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, launchChromium } from "../browser/chromium.ts";
import { type StaticServer, serveFolder } from "../browser/static-server.ts";
import { openTab } from "../browser/visit.ts";
import { runBuild } from "../site/support/build-content.ts";
import { site } from "../site/support/tiny-site.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
const SCREENS = 60;

const PARTS = [
  "Kube",
  "Filesystem",
  "Postgres",
  "Certificate",
  "Queue",
  "Network",
  "Etcd",
  "Memory",
  "Replica",
  "Proxy",
];
const FAULTS = [
  "High",
  "Missing",
  "FillingUp",
  "NotReady",
  "Saturated",
  "Flapping",
  "Expired",
  "Stuck",
  "Slow",
  "Failed",
];

/** A thousand names of up to thirty characters. */
const NAMES = PARTS.flatMap((one) => PARTS.flatMap((other) => FAULTS.map((fault) => `${one}${other}${fault}`)));

/** Ten files of ten groups; each tenth alert has no runbook. */
const RULES = Object.fromEntries(
  Array.from({ length: 10 }, (_, file) => {
    const groups = Array.from({ length: 10 }, (_, group) => ({
      name: `group-${file}-${group}`,
      rules: NAMES.slice(file * 100 + group * 10, file * 100 + group * 10 + 10).map((alert, i) => ({
        alert,
        expr: `up{alert="${alert}"} == 0`,
        labels: { severity: ["info", "warning", "critical"][i % 3] },
        annotations: i === 0 ? {} : { runbook_url: `https://kb.example/runbooks/${i}/` },
      })),
    }));
    return [`content/alerts/file-${file}.yml`, JSON.stringify({ groups })];
  }),
);

const checked = (name: string, more: string) => `---
title: Runbook ${name}
${more}
checks:
  ${name}: { asks: Is it so?, means: { ok: No, affected: Yes } }
---

## First minute

Do it.

## Meaning

Text.

## Impact

Text.

## Diagnosis

\`\`\`bash check=${name}
test ! -e /${name}
\`\`\`

## Mitigation

Text.
`;

const FILES = {
  ...RULES,
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [`content/runbooks/${i + 1}.md`, checked(`r${i + 1}`, "")]),
  ),
  "content/runbooks/first.md": checked(
    "first",
    `alerts: [{ name: ${NAMES[1]}, first: true }, { name: CloudDown, external: true }]`,
  ),
  "content/site.yaml": "url: https://kb.example\n",
};

describeInBrowser("alerts", () => {
  let browser: Browser;
  let server: StaticServer;

  beforeAll(async () => {
    const { output } = await runBuild(["--root", await site(FILES), "--keep-going"]);
    [browser, server] = await Promise.all([launchChromium(), serveFolder(output, "/")]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  async function opened(path: string, options: object = PHONE) {
    const visit = await openTab(browser, server.origin, options);
    await visit.page.goto(path);
    return visit;
  }

  async function expectNoViolation(page: Page) {
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    await page.evaluate(await readFile("node_modules/axe-core/axe.min.js", "utf8"));
    const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
  }

  test("a list of a thousand takes sixty screens of a phone at most", async () => {
    const { page, complaints } = await opened("/alerts/");

    expect(await page.locator(".documents > li").count()).toBe(NAMES.length + 1);
    expect(await page.evaluate("document.documentElement.scrollHeight")).toBeLessThanOrEqual(SCREENS * 844);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(complaints).toEqual([]);
  });

  test("is chosen from by severity, group, file and runbook, together with words", async () => {
    const { page } = await opened("/alerts/");
    const shown = () => page.getByRole("status").textContent();
    const choice = (name: string) => page.getByRole("combobox", { name });

    await choice("Runbook").selectOption("without one");
    expect(await shown()).toBe("100 of 1001 entries");
    await choice("File").selectOption("content/alerts/file-3.yml");
    expect(await shown()).toBe("10 of 1001 entries");
    await choice("Group").selectOption("group-3-4");
    expect(await page.locator(".documents > li:visible > a").allTextContents()).toEqual([NAMES[340]]);
    await choice("Severity").selectOption("critical");
    expect(await shown()).toBe("0 of 1001 entries");
    await choice("Group").selectOption("All");
    await choice("File").selectOption("All");
    await choice("Runbook").selectOption("All");
    await page.getByLabel("Filter this list").fill("kubekube");
    expect(await shown()).toBe("3 of 1001 entries");
  });

  test("without JavaScript, its groups are folded, and a touch away", async () => {
    const { page } = await opened("/alerts/", { ...PHONE, javaScriptEnabled: false });

    await page.getByText("101 groups").tap();
    await page.getByRole("link", { name: "group-3-4" }).tap();
    expect(await page.locator(":target").textContent()).toBe("group-3-4 10");
  });

  test("the page of one copies the first check of its first runbook", async () => {
    const { page, complaints } = await opened(`/alerts/${NAMES[1]}/`);

    expect(await page.locator("main h2 > a").allTextContents()).toEqual(["Runbook first", "Runbook r1"]);
    await page.getByRole("button", { name: "Copy first check" }).first().tap();
    expect(await page.evaluate("navigator.clipboard.readText()")).toContain("-e /first");
    await page.getByRole("link", { name: "See it" }).first().tap();
    await page.waitForURL("**/runbooks/first/#check-first");
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)(
    "pages have nothing that axe complains about, in %s colours",
    async (colorScheme) => {
      for (const name of [NAMES[1], NAMES[0], "CloudDown"]) {
        const { page } = await opened(`/alerts/${name}/`, { ...PHONE, colorScheme });
        expect(await page.locator("h1").textContent()).toBe(name);
        await expectNoViolation(page);
      }
    },
  );

  test.each([
    [
      "/alerts/kube_kube_missing/",
      ["Alert KubeKubeMissing", "Search for kube_kube_missing"],
      "/alerts/KubeKubeMissing/",
    ],
    [
      "/runbooks/KubeKubeMissing/",
      ["Alert KubeKubeMissing", "Search for Kube Kube Missing"],
      "/alerts/KubeKubeMissing/",
    ],
    ["/alerts/DiskEaten/", ["Search for Disk Eaten"], "/search/?q=Disk%20Eaten"],
  ])("an address that no alert has, %s, leads on", async (path, words, url) => {
    const { page } = await openTab(browser, server.origin, PHONE);
    await page.route("**/api/alerts.json", (route) =>
      route.fulfill({ json: { alerts: NAMES.map((name) => ({ name })) } }),
    );
    await page.goto(path);
    const place = page.locator("[data-search]:visible");

    expect((await place.textContent())?.trim()).toBe(words.join(" "));
    expect(await place.getByRole("link").first().getAttribute("href")).toBe(url);
  });

  test("without JavaScript, such an address says how those of alerts are made, and has the list", async () => {
    const { page } = await opened("/alerts/NoSuch/", { ...PHONE, javaScriptEnabled: false });

    expect(await page.locator("main").textContent()).toContain("/alerts/<Name>/");
    await page.getByRole("link", { name: "All alerts" }).tap();
    await page.waitForURL("**/alerts/");
  });
});
