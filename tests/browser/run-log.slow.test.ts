// Ticks and log of a run, in a real browser: kept over pages and tabs for twelve hours, copied as Markdown, and nothing
// moves when they appear.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { RUNBOOK, site } from "../site/support/tiny-site.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PREFIX = "/group/kb/";
const DISK = `${PREFIX}runbooks/disk/`;
const KEY = `faultbook-log:${PREFIX}`;
const STEPS = `1. Show the pools. Wait for them.

   \`\`\`bash
   zpool status <pool>
   \`\`\`

2. Start it.

   \`\`\`bash run=never
   systemctl start x
   \`\`\`

3. Start it.

   \`\`\`bash run=never
   systemctl start x
   \`\`\`

- [ ] Tell the *data* owner
- [x] Keep a backup

\`\`\`bash run=never
zpool scrub -p <pool>
\`\`\`

Text[^1].

[^1]: A note is no step.
`;

let browser: Browser;
let server: StaticServer;

describeInBrowser("the log of a run", () => {
  beforeAll(async () => {
    const withSteps = (steps: string) => RUNBOOK.replace("## Meaning", `${steps}\n## Meaning`);
    const root = await site({
      "content/runbooks/disk.md": withSteps(STEPS),
      "content/runbooks/still.md": withSteps(STEPS.replaceAll("```bash\n", "```text\n")),
      "content/runbooks/load.md": withSteps("1. Look at the load.\n").replace("Disk is slow", "Load [high]"),
      "content/pages/about.md": `---\ntitle: About\n---\n${STEPS}`,
    });
    const built = await runBuild(["--root", root, "--path-prefix", PREFIX]);
    expect(built.exitCode).toBe(0);
    [browser, server] = await Promise.all([launchChromium(), serveFolder(built.output, PREFIX)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  /** A tab at a runbook, at twelve past three, with its log unfolded. */
  async function openRunbook(address = DISK, options: BrowserContextOptions = {}) {
    const visit = await openTab(browser, server.origin, { timezoneId: "Europe/Berlin", ...options });
    await visit.page.clock.install({ time: new Date("2026-11-30T03:12:00+01:00") });
    await visit.page.goto(address);
    return visit;
  }

  const tick = (page: Page, name: string) => page.getByRole("checkbox", { name: `Done: ${name}`, exact: true });
  const ticked = (page: Page) => page.locator(".tick:checked").evaluateAll((all) => all.map((one) => one.ariaLabel));
  const count = (page: Page) => page.locator(".run-log output").textContent();
  const kept = (page: Page) => page.evaluate<string | null>(`localStorage.getItem("${KEY}")`);
  const copied = (page: Page) => page.evaluate<string>("navigator.clipboard.readText()");
  const unfold = (page: Page) => page.locator(".run-log summary").click();

  test("has a box for each step: numbered ones, open tasks, and commands that change something by themselves", async () => {
    const { page, complaints } = await openRunbook();

    expect(await page.locator(".tick").evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual([
      "Done: Show the pools.",
      "Done: Start it.",
      "Done: Start it.",
      "Done: Tell the data owner",
      "Done: zpool scrub -p <pool>",
    ]);
    await page.goto(`${PREFIX}about/`);
    expect(await page.locator(".tick").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("keeps what was ticked over a reload, filled-in names and another tab; of like steps, one", async () => {
    const { page } = await openRunbook();
    const other = await page.context().newPage();
    await other.goto(DISK);
    await tick(page, "Show the pools.").check();
    await tick(page, "Start it.").nth(1).check();
    await page.locator(".run-values summary").click();
    await page.getByRole("textbox", { name: "pool" }).fill("tank");
    await other.locator(".tick:checked").nth(1).waitFor();
    await page.reload();

    for (const tab of [page, other]) {
      expect(await ticked(tab)).toEqual(["Done: Show the pools.", "Done: Start it."]);
      expect(await tick(tab, "Start it.").nth(1).isChecked()).toBe(true);
    }
    await tick(other, "Show the pools.").uncheck();
    await page.locator(".tick:checked").nth(1).waitFor({ state: "detached" });
    expect([await ticked(page), await count(page)]).toEqual([["Done: Start it."], "3"]);
  });

  test("is copied as Markdown, with commands, notes and the pages where they belong", async () => {
    const { page, complaints } = await openRunbook();
    await tick(page, "Tell the data owner").check();
    await page.clock.fastForward("00:01:00");
    await page.locator(".run-values summary").click();
    await page.getByRole("textbox", { name: "pool" }).fill("tank");
    await page.locator("figure.shell button").click();
    await expect.poll(() => count(page)).toBe("2");
    await page.evaluate(`getSelection().selectAllChildren(document.querySelector("li figcaption.never + pre"))`);
    await page.keyboard.press("Control+C");
    await page.goto(`${PREFIX}runbooks/load/`);
    await unfold(page);
    await page.getByLabel("Add a note").fill("called *Kim*");
    await page.keyboard.press("Enter");

    expect(await page.locator(".run-log li").allTextContents()).toEqual([
      "03:12 Disk is slow: ☑ Tell the data owner",
      "03:13 Disk is slow: copied zpool status tank",
      "03:13 Disk is slow: copied systemctl start x",
      "03:13 Note: called *Kim*",
    ]);
    expect(await page.getByLabel("Add a note").inputValue()).toBe("");
    await page.getByRole("button", { name: "Copy my log" }).click();
    expect((await copied(page)).replaceAll(server.origin, "")).toMatchInlineSnapshot(`
      "## Log of 30 November 2026 (times in Europe/Berlin, UTC+1)
      - 03:12 [Disk is slow](/group/kb/runbooks/disk/): ☑ Tell the data owner
      - 03:13 copied \`zpool status tank\`
      - 03:13 copied \`systemctl start x\`
      - 03:13 [Load \\[high\\]](/group/kb/runbooks/load/): Note: called \\*Kim\\*
      "
    `);
    expect(await count(page)).toBe("4");
    expect(complaints).toEqual([]);
  });

  test("is forgotten twelve hours after its first entry, or when the reader says so", async () => {
    const { page } = await openRunbook();
    await tick(page, "Show the pools.").check();
    await page.clock.fastForward("11:00:00");
    await unfold(page);
    expect(await page.locator(".run-log").textContent()).toContain("Kept on this device until 15:12");
    await page.clock.fastForward("00:59:59");
    await tick(page, "Start it.").first().check();
    await page.clock.fastForward("00:00:02");

    expect([await count(page), await ticked(page), await kept(page)]).toEqual(["0", [], null]);
    await tick(page, "Start it.").first().check();
    page.once("dialog", (dialog) => dialog.dismiss());
    await page.getByRole("button", { name: "Forget my log" }).click();
    expect(await count(page)).toBe("1");
    page.once("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: "Forget my log" }).click();
    expect([await count(page), await ticked(page), await kept(page)]).toEqual(["0", [], null]);
  });

  test("holds for this page alone where storage is refused, is selected where the clipboard is, and says so", async () => {
    const { page, complaints } = await openTab(browser, server.origin);
    await page.addInitScript(
      `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
       Object.defineProperty(navigator, "clipboard", { value: undefined });`,
    );
    await page.goto(DISK);
    await tick(page, "Show the pools.").check();
    await unfold(page);
    await page.getByRole("button", { name: "Copy my log" }).click();

    expect(await page.locator(".run-log").textContent()).toContain("Kept until you leave this page");
    expect(await page.evaluate("getSelection().toString()")).toContain("☑ Show the pools.\n");
    await page.reload();
    expect([await count(page), await ticked(page)]).toEqual(["0", []]);
    expect(complaints).toEqual([]);
  });

  test.each(["{", '{"started":1,"entries":[]}', '{"started":1,"entries":[{"at":1}]}', '"<img src=x>"'])(
    "empties a storage with %s in it",
    async (value) => {
      const { page, complaints } = await openRunbook(`${PREFIX}about/`);
      await page.evaluate(`localStorage.setItem("${KEY}", ${JSON.stringify(value)})`);
      await page.goto(DISK);

      expect([await count(page), await kept(page)]).toEqual(["0", null]);
      expect(complaints).toEqual([]);
    },
  );

  test.each([
    ["a phone", { width: 390, height: 844 }],
    ["a desktop", { width: 1280, height: 900 }],
  ])("moves nothing on %s, and keeps a line's room for each box", async (_, viewport) => {
    const { page } = await openTab(browser, server.origin, { viewport });
    await page.goto(`${PREFIX}runbooks/still/#mitigation`);
    const shifts = await page.evaluate<number[]>(`new Promise((done) => {
      const found = [];
      new PerformanceObserver((list) => found.push(...list.getEntries().map((entry) => entry.value)))
        .observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done(found), 300);
    })`);
    const places = () =>
      page
        .locator(".prose *:not(.tick, .task, .anchor)")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    const after = await places();
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.reload();

    expect(shifts).toEqual([]);
    expect(await places()).toEqual(after);
  });

  test("is neither there without JavaScript, nor on paper, where the ticks stay", async () => {
    const { page } = await openTab(browser, server.origin, { javaScriptEnabled: false });
    await page.goto(DISK);
    expect(await page.locator(".run-log, .to-log").first().isVisible()).toBe(false);
    expect(await page.locator(".tick").count()).toBe(0);

    const { page: paper } = await openRunbook();
    await tick(paper, "Show the pools.").check();
    expect(await paper.locator(".run-log").isVisible()).toBe(true);
    await paper.emulateMedia({ media: "print" });
    expect(await paper.locator(".run-log").isVisible()).toBe(false);
    expect(await tick(paper, "Show the pools.").isVisible()).toBe(true);
  });

  test("is reached from the contents of the page", async () => {
    const { page } = await openRunbook();
    expect(await page.getByLabel("Add a note").isVisible()).toBe(false);

    await page.getByRole("link", { name: "My log" }).click();

    await page.getByLabel("Add a note").waitFor();
  });
});
