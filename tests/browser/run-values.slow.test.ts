// The names of a run, in a real browser: given once, shown in every command that only reads, forgotten in time, and
// never shown in a command that changes something.

import { readFile } from "node:fs/promises";
import type { AxeResults } from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { sharedBuild } from "../site/support/shared-build.ts";
import { RUNBOOK, site } from "../site/support/tiny-site.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PREFIX = "/group/kb/";
const KEY = `faultbook-run:${PREFIX}`;
const START = "2024-05-06T03:12:00";
const FENCES = {
  disk: "```bash\n# both only read\nzpool status <pool>\nzfs list -r <pool>/<dataset>\n```\n\n```sh run=never\nzpool offline <pool> <disk>\n```\n\n```console\n$ zpool list <pool>\n```\n",
  guest: "```bash\nqm config <vmid> # on <pool>\n```\n",
  plain: "```bash\nuptime\n```\n\n```bash run=never\nreboot <pool>\n```\n",
};

let browser: Browser;
let server: StaticServer;
let content: StaticServer;

describeInBrowser("the names of a run", () => {
  beforeAll(async () => {
    const root = await site(
      Object.fromEntries(
        Object.entries(FENCES).map(([name, text]) => [
          `content/runbooks/${name}.md`,
          RUNBOOK.replace("## Meaning", `${text}\n## Meaning`),
        ]),
      ),
    );
    const [built, real] = await Promise.all([runBuild(["--root", root, "--path-prefix", PREFIX]), sharedBuild()]);
    expect(built.exitCode).toBe(0);
    [browser, server, content] = await Promise.all([
      launchChromium(),
      serveFolder(built.output, PREFIX),
      serveFolder(real, "/"),
    ]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close(), content.close()]);
  });

  /** A tab at a runbook of the small site, at twelve past three. */
  async function openRunbook(name: keyof typeof FENCES, options: BrowserContextOptions = {}) {
    const visit = await openTab(browser, server.origin, { timezoneId: "Europe/Berlin", ...options });
    await visit.page.clock.install({ time: new Date(`${START}+02:00`) });
    await visit.page.goto(`${PREFIX}runbooks/${name}/`);
    await unfold(visit.page);
    return visit;
  }

  /** The names stand folded away. */
  async function unfold(page: Page): Promise<void> {
    const summary = page.locator(".run-values summary");
    if (await summary.isVisible()) await summary.click();
  }

  const readable = (page: Page) => page.locator("figure.shell pre:not([data-language=console])").allTextContents();
  const kept = (page: Page) => page.evaluate<string | null>(`localStorage.getItem("${KEY}")`);
  const copied = (page: Page) => page.evaluate<string>("navigator.clipboard.readText()");

  describe("a name is given once", () => {
    test("and is shown in all commands that only read, here and in the next runbook", async () => {
      const { page, complaints } = await openRunbook("disk");
      const form = page.locator(".run-values");
      expect(await form.locator(".run-span").isVisible()).toBe(false);

      await page.getByLabel("pool", { exact: true }).fill("tank");

      expect(await readable(page)).toEqual(["# both only read\nzpool status tank\nzfs list -r tank/<dataset>"]);
      expect(await page.locator("pre[data-language=console]").textContent()).toBe("$ zpool list tank");
      expect(await form.locator("summary").textContent()).toBe("Fill in names: pool tank, <dataset>");
      expect(await form.locator(".run-span").textContent()).toContain("Entered at 03:12, forgotten at 15:12");
      await page.clock.fastForward("01:00:00");
      await page.goto(`${PREFIX}runbooks/guest/`);
      expect(await readable(page)).toEqual(["qm config <vmid> # on tank"]);
      expect(await page.getByLabel("pool", { exact: true }).inputValue()).toBe("tank");
      expect(await form.locator(".run-span").textContent()).toContain("Entered at 03:12, forgotten at 15:12");
      expect(complaints).toEqual([]);
    });

    test("and never in a command that changes something", async () => {
      const { page } = await openRunbook("disk");
      await page.getByLabel("pool", { exact: true }).fill("tank");
      // What is not asked for on this page is not filled in by a name of another one either.
      await page.evaluate(
        `localStorage.setItem("${KEY}", JSON.stringify({ started: Date.now(), values: { pool: "tank", disk: "sda" } }))`,
      );
      await page.reload();

      expect(await readable(page)).toEqual(["# both only read\nzpool status tank\nzfs list -r tank/<dataset>"]);
      const figure = page.locator("figure", { has: page.locator("figcaption.never") });
      expect(await figure.locator("pre").textContent()).toBe("zpool offline <pool> <disk>");
      expect(await figure.getByRole("button").count()).toBe(0);
      expect(await figure.locator("figcaption").textContent()).toContain("Type the names in <…> by hand");
    });

    test("and stays out of such a command even where somebody wrote the element by hand", async () => {
      const { page } = await openRunbook("disk");
      await page.evaluate(`document.querySelector("figcaption.never + pre var").dataset.placeholder = "pool"`);

      await page.getByLabel("pool", { exact: true }).fill("tank");

      expect(await page.locator("figcaption.never + pre").textContent()).toBe("zpool offline <pool> <disk>");
    });

    test("a page whose commands all change something, or need no name, asks for none", async () => {
      const { page } = await openRunbook("plain");

      expect(await page.locator(".run-values").count()).toBe(0);
      expect(await page.getByRole("button", { name: "Copy" }).count()).toBe(1);
    });

    test("it is text, in quotes where the shell needs them, and no HTML", async () => {
      const { page, complaints } = await openRunbook("disk");

      await page.getByLabel("pool", { exact: true }).fill(`<img src=x onerror=alert(1)>'; reboot #`);
      await page.getByLabel("dataset", { exact: true }).fill("a b");

      expect((await readable(page))[0]).toContain(
        String.raw`zfs list -r '<img src=x onerror=alert(1)>'\''; reboot #'/'a b'`,
      );
      expect(await page.locator("main img").count()).toBe(0);
      expect(complaints).toEqual([]);
    });

    test("one that a command would take for an option is refused, and stays to be corrected", async () => {
      const { page } = await openRunbook("guest");
      await page.getByLabel("vmid", { exact: true }).fill("101");
      await page.getByLabel("vmid", { exact: true }).fill("-r");

      expect(await page.locator(".run-values output").textContent()).toContain('A name cannot begin with "-"');
      expect(await page.getByLabel("vmid", { exact: true }).inputValue()).toBe("-r");
      await page.getByLabel("pool", { exact: true }).fill("tank");
      expect(await page.locator(".run-values output").textContent()).toContain('A name cannot begin with "-"');
      expect(await readable(page)).toEqual(["qm config <vmid> # on tank"]);
      await page.getByLabel("vmid", { exact: true }).fill("r");
      expect(await page.locator(".run-values output").textContent()).toBe("");
      expect(await readable(page)).toEqual(["qm config r # on tank"]);
    });

    test("taken back, it leaves the placeholder", async () => {
      const { page } = await openRunbook("guest");
      await page.getByLabel("vmid", { exact: true }).fill("101");
      await page.getByLabel("vmid", { exact: true }).fill("");

      expect(await readable(page)).toEqual(["qm config <vmid> # on <pool>"]);
      expect(await page.locator("var.filled").count()).toBe(0);
    });
  });

  describe("a run is forgotten", () => {
    test("twelve hours after its start, while the page stays open", async () => {
      const { page } = await openRunbook("guest");
      await page.getByLabel("vmid", { exact: true }).fill("101");
      await page.clock.fastForward("11:00:00");
      await page.getByLabel("pool", { exact: true }).fill("tank");
      // The page's clock goes on while the test runs: a minute is enough for a slow machine.
      await page.clock.fastForward("00:59:00");
      expect(await readable(page)).toEqual(["qm config 101 # on tank"]);

      await page.clock.fastForward("00:01:00");

      expect(await readable(page)).toEqual(["qm config <vmid> # on <pool>"]);
      expect(await page.getByLabel("vmid", { exact: true }).inputValue()).toBe("");
      expect(await page.locator(".run-span").isVisible()).toBe(false);
      expect(await kept(page)).toBeNull();
    });

    test("when the page comes back to sight after a sleep in which no timer ran", async () => {
      const { page } = await openRunbook("guest");
      await page.getByLabel("vmid", { exact: true }).fill("101");
      await page.clock.setFixedTime(new Date("2024-05-06T15:13:00+02:00"));
      expect(await readable(page)).toEqual(["qm config 101 # on <pool>"]);

      await page.evaluate(`document.dispatchEvent(new Event("visibilitychange"))`);

      expect(await readable(page)).toEqual(["qm config <vmid> # on <pool>"]);
      expect(await kept(page)).toBeNull();
    });

    test("before the copy button copies it, after a sleep with the page in sight", async () => {
      const { page } = await openRunbook("disk");
      await page.evaluate(`navigator.clipboard.writeText("before")`);
      await page.getByLabel("pool", { exact: true }).fill("tank");
      await page.getByLabel("dataset", { exact: true }).fill("data");
      await page.clock.setFixedTime(new Date("2024-05-06T15:13:00+02:00"));

      await page.getByRole("button", { name: "Copy" }).first().click();

      expect(await copied(page)).toBe("before");
      expect((await readable(page))[0]).toContain("zpool status <pool>");
      expect(await page.locator("figure.shell button").first().textContent()).toBe("Fill in <pool> first");
    });

    test("before the next page shows it", async () => {
      const { page } = await openRunbook("guest");
      await page.getByLabel("pool", { exact: true }).fill("tank");
      await page.clock.setFixedTime(new Date("2024-05-06T15:13:00+02:00"));

      await page.goto(`${PREFIX}runbooks/disk/`);

      expect(await page.getByLabel("pool", { exact: true }).inputValue()).toBe("");
      expect((await readable(page))[0]).toContain("zpool status <pool>");
      expect(await kept(page)).toBeNull();
    });

    test("by Forget the names, in all open tabs", async () => {
      const { page } = await openRunbook("disk");
      const other = await page.context().newPage();
      await other.goto(`${PREFIX}runbooks/guest/`);
      await page.getByLabel("pool", { exact: true }).fill("tank");
      await other.locator("var.filled").waitFor();
      expect(await readable(other)).toEqual(["qm config <vmid> # on tank"]);

      await page.getByRole("button", { name: "Forget the names" }).click();
      await other.locator("var.filled").waitFor({ state: "detached" });

      expect(await other.getByLabel("pool", { exact: true }).inputValue()).toBe("");
      expect((await readable(page))[0]).toContain("zpool status <pool>");
      expect([await kept(page), await page.locator(".run-span").isVisible()]).toEqual([null, false]);
    });
  });

  describe("the storage", () => {
    test.each(["{", '{"started":1,"values":{"pool":"old"}}', '{"started":"x"}', '"<img src=x>"'])(
      "with %s in it is emptied",
      async (value) => {
        const { page, complaints } = await openRunbook("plain");
        await page.evaluate(`localStorage.setItem("${KEY}", ${JSON.stringify(value)})`);

        await page.goto(`${PREFIX}runbooks/guest/`);

        expect(await page.getByLabel("pool", { exact: true }).inputValue()).toBe("");
        expect(await kept(page)).toBeNull();
        expect(complaints).toEqual([]);
      },
    );

    test("of another site on the same host is left alone", async () => {
      const { page } = await openRunbook("guest");
      const run = `JSON.stringify({ started: Date.now(), values: { pool: "theirs" } })`;
      await page.evaluate(`localStorage.setItem("faultbook-run:/group/other/", ${run})`);
      await page.reload();

      expect(await page.getByLabel("pool", { exact: true }).inputValue()).toBe("");
      expect(await page.evaluate("localStorage.length")).toBe(1);
    });

    test("blocked: the names hold for this page alone", async () => {
      const { page, complaints } = await openTab(browser, server.origin);
      await page.addInitScript(
        `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })`,
      );
      await page.goto(`${PREFIX}runbooks/guest/`);
      await unfold(page);

      await page.getByLabel("vmid", { exact: true }).fill("101");
      await page.getByLabel("pool", { exact: true }).fill("tank");
      expect(await readable(page)).toEqual(["qm config 101 # on tank"]);
      await page.reload();

      expect(await readable(page)).toEqual(["qm config <vmid> # on <pool>"]);
      expect(complaints).toEqual([]);
    });
  });

  describe("the copy button", () => {
    test("copies the commands as they are shown, comments and all", async () => {
      const { page, complaints } = await openRunbook("disk");
      await page.getByLabel("pool", { exact: true }).fill("tank");
      await page.getByLabel("dataset", { exact: true }).fill("a b");

      await page.getByRole("button", { name: "Copy" }).first().click();

      expect(await copied(page)).toBe("# both only read\nzpool status tank\nzfs list -r tank/'a b'");
      expect(await page.locator("figure.shell button").first().textContent()).toBe("Copied");
      expect(complaints).toEqual([]);
    });

    test("asks for the first missing name instead, and leads back to the command", async () => {
      const { page } = await openRunbook("disk");
      await page.evaluate(`navigator.clipboard.writeText("before")`);
      await page.getByLabel("pool", { exact: true }).fill("tank");
      await page.locator("summary").first().click();
      const button = page.locator("figure.shell button").first();

      await button.click();

      expect(await page.evaluate("document.activeElement.dataset.name")).toBe("dataset");
      expect(await button.textContent()).toBe("Fill in <dataset> first");
      expect(await page.locator(".run-values output").textContent()).toBe("Fill in <dataset> first");
      expect(await copied(page)).toBe("before");
      await page.keyboard.type("data");
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.parentElement.className")).toBe("snippet shell");
      expect(await page.locator(".run-values output").textContent()).toBe("");
      await page.keyboard.press("Enter");
      expect(await copied(page)).toContain("zfs list -r tank/data");
    });

    test("selects the commands where the clipboard is out of reach", async () => {
      const { page } = await openTab(browser, server.origin);
      await page.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
      await page.goto(`${PREFIX}runbooks/plain/`);

      await page.getByRole("button", { name: "Copy" }).click();

      expect(await page.evaluate("getSelection().toString()")).toBe("uptime");
      expect(await page.locator("figure.shell button").textContent()).toBe("Copy the selected text");
    });
  });

  test("without JavaScript the commands are read as they are, and nothing asks for names", async () => {
    const { page, complaints } = await openTab(browser, server.origin, { javaScriptEnabled: false });
    await page.goto(`${PREFIX}runbooks/disk/`);

    expect(await readable(page)).toEqual(["# both only read\nzpool status <pool>\nzfs list -r <pool>/<dataset>"]);
    expect(await page.locator(".run-values").isVisible()).toBe(false);
    expect(await page.getByRole("button").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("paper shows the names as they are, and neither form nor buttons", async () => {
    const { page } = await openRunbook("guest");
    await page.getByLabel("vmid", { exact: true }).fill("101");
    await page.emulateMedia({ media: "print" });

    expect(await readable(page)).toEqual(["qm config 101 # on <pool>"]);
    expect(await page.locator(".run-values").isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "Copy" }).isVisible()).toBe(false);
  });

  test.each(["light", "dark", "print"] as const)(
    "in %s, a given name differs by more than its colour",
    async (look) => {
      const { page } = await openRunbook("guest", look === "print" ? {} : { colorScheme: look });
      await page.getByLabel("vmid", { exact: true }).fill("101");
      await page.emulateMedia({ media: look === "print" ? "print" : "screen" });
      const lookOf = (selector: string) =>
        page.evaluate<string[]>(
          `["fontWeight", "borderTopWidth", "borderBottomStyle"].map((name) => getComputedStyle(document.querySelector("${selector}"))[name])`,
        );

      expect(await lookOf("var.filled")).toEqual(["700", "0px", "solid"]);
      expect(await lookOf("var:not(.filled)")).toEqual(["400", "1px", "dashed"]);
    },
  );

  describe.each(["light", "dark"] as const)("the real content in %s colours, on a phone", (colorScheme) => {
    const PHONE = { viewport: { width: 390, height: 844 }, colorScheme };

    test("has no violation with a run and without one", async () => {
      const { page, complaints } = await openTab(browser, content.origin, PHONE);
      const axe = await readFile("node_modules/axe-core/axe.min.js", "utf8");
      const violations = async () => {
        await page.evaluate(axe);
        const { violations: found } = (await page.evaluate("axe.run()")) as AxeResults;
        return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
      };

      await page.goto("/runbooks/move-to-unencrypted-dataset/");
      expect(await violations()).toEqual([]);
      await page.locator("figure.shell button").first().click();
      await page.keyboard.type("tank");
      expect(await page.locator("figure.shell var.filled").count()).toBeGreaterThan(3);
      expect(await violations()).toEqual([]);
      expect(complaints).toEqual([]);
    });

    test("shows the first minute on the first screen all the same, and no name off the screen", async () => {
      const { page } = await openTab(browser, content.origin, PHONE);
      for (const name of ["disk-latency", "move-to-unencrypted-dataset", "restore-from-backup"]) {
        await page.goto(`/runbooks/${name}/`);

        const place = await page.locator("h2#first-minute").boundingBox();
        const right = await page.evaluate<number>(
          `Math.max(...[...document.querySelectorAll("var")].map((name) => name.getBoundingClientRect().right))`,
        );
        expect(place?.y).toBeLessThan(844);
        expect(right).toBeLessThanOrEqual(390);
      }
    });
  });
});
