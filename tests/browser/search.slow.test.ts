// The search in a real browser: what it finds, what it says it does not find, its address, its keys, and what is left
// where it cannot run.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { glob } from "tinyglobby";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { SEARCH_EACH, searchedSite } from "./search-site.ts";
import { type StaticServer, serveFolder } from "./static-server.ts";
import { openTab } from "./visit.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
/** A site in a folder: addresses that forget it lead nowhere. */
const PREFIX = "/team/kb/";

const field = (page: Page) => page.getByRole("searchbox");
const status = (page: Page) => page.getByRole("status");
const hits = (page: Page) => page.locator(".search-hits:visible .hit a");
const kinds = (page: Page) => page.getByRole("group", { name: "Kinds" }).getByRole("button");
const lists = (page: Page) => page.locator(".search-lists:visible");

/** Waits for the sentence, which comes with the results. */
async function says(page: Page, sentence: string | RegExp): Promise<void> {
  await page.locator(".search-status", { hasText: sentence }).waitFor();
}

describeInBrowser("the search", () => {
  let browser: Browser;
  let server: StaticServer;
  let output: string;

  beforeAll(async () => {
    const built = await runBuild(["--root", await searchedSite(), "--path-prefix", PREFIX]);
    expect(built.exitCode, built.stderr).toBe(0);
    output = built.output;
    [browser, server] = await Promise.all([launchChromium(), serveFolder(built.output, PREFIX)]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), server.close()]);
  });

  /** Every word that the index says it has. */
  async function vocabulary(): Promise<string[]> {
    const files = await glob("words/*.txt", { cwd: join(output, "pagefind"), absolute: true });
    const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
    return texts.flatMap((text) => text.split("\n").flatMap((line) => line.split(" ")[0] || []));
  }

  async function opened(query = "", options = {}) {
    const visit = await openTab(browser, server.origin, options);
    await visit.page.goto(`${PREFIX}search/${query}`);
    return visit;
  }

  test.each([
    // An alert, and a part of its name, lead to the runbook.
    ["PostgresReplicationLag", "runbooks/replication/", "3 results."],
    ["ReplicationLag", "runbooks/replication/", "result"],
    ["DepthHigh", "runbooks/queue/", "2 results."],
    // Parts of an identifier; what a command and a log have.
    ["standby_streaming", "runbooks/replication/", "1 result."],
    ["pg_stat_replication", "runbooks/replication/", "1 result."],
    [
      "FATAL:  could not receive data from WAL stream: SSL SYSCALL",
      "runbooks/replication/",
      "Nothing has “SSL”, “SYSCALL”.",
    ],
    // Numbers of versions and references.
    ["14.9.3-4", "postmortems/index/", "1 result."],
    ["14.9.3-2-amd64", "runbooks/replication/", "Nothing has “14.9.3-2-amd64”. Shown instead: “14.9.3-2”."],
    ["#4711", "postmortems/index/", "2 results."],
    // What authors say that readers say.
    ["Warteschlange", "runbooks/queue/", "1 result."],
    ["hinkt", "runbooks/replication/", "1 result."],
    // Another form of a word, and misspelt ones.
    ["promoting", "runbooks/replication/", "1 result."],
    ["replicaiton", "runbooks/replication/", "Nothing has “replicaiton”. Shown instead: “replication”."],
    ["certifcate", "runbooks/certificate-", "11 results. Nothing has “certifcate”."],
    // What is no page of its own is found all the same.
    ["idle-standby", "hosts/idle-standby/", "1 result."],
    ["alerts", "alerts/", "result"],
    // A small number tells pages apart, and so does an address by its path.
    ["certificate 7", "runbooks/certificate-7/", "1 result."],
    ["https://github.com/example/worker/issues/4711", "references/#", /^1 result\.$/],
    // Copied with a hyphen that does not break; shown instead as the page writes it.
    ["14.9.3\u20114", "postmortems/index/", "1 result."],
    ["QueuesDepthHigh", "runbooks/queue/", /Shown instead: “QueueDepthHigh”\.$/],
    ['"restart no worker"', "runbooks/queue/", "1 result."],
    ['"no restart worker"', "runbooks/queue/", "No page has these words in this order."],
    ["pg_replication_lag_seconds", "alerts/PostgresReplicationLag/", "1 result."],
  ])("%s leads to %s", async (query, url, sentence) => {
    const { page, complaints } = await opened();

    await field(page).fill(query);
    await says(page, sentence);

    expect(await hits(page).first().getAttribute("href")).toContain(PREFIX + url);
    expect(complaints).toEqual([]);
  });

  test.each([
    // Parts that no identifier has side by side, a word that begins like another, a number like another.
    ["standby_delay", "Nothing has “standby_delay”."],
    ["replicaset", "Nothing has “replicaset”."],
    ["15.9.3", "Nothing has “15.9.3”."],
    ["4712", "Nothing has “4712”."],
    ["!!!", "Type a word or a number."],
  ])("%s finds nothing, and the lists are there", async (query, sentence) => {
    const { page, complaints } = await opened();

    await field(page).fill(query);
    await says(page, sentence);

    expect(await hits(page).count()).toBe(0);
    expect(await lists(page).getByRole("link", { name: "The queue grows" }).isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test.each([
    ["PostgresReplicationLag", "replication", "postmortems/index/"],
    ["QueueDepthHigh", "queue", undefined],
  ])("the name of the alert %s leads to its runbook, then to its page", async (name, runbook, third) => {
    const { page } = await opened();
    await field(page).fill(name);
    await says(page, "results.");

    const links = await hits(page).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const expected = [`runbooks/${runbook}/`, `alerts/${name}/`, third].filter((one) => one !== undefined);
    expect(links.map((link) => link?.replace(/#.*/, ""))).toEqual(expected.map((one) => PREFIX + one));
  });

  test("another form of a word does not find what only begins like that form", async () => {
    const { page } = await opened("?q=runs");
    await says(page, "result");

    const marked = await page.locator(".search-hits mark").allTextContents();
    expect(marked.filter((word) => /runbook/i.test(word))).toEqual([]);
  });

  test("a result has its kind, marks, sections, and a second page follows on demand", async () => {
    const { page, complaints } = await opened("?q=standby%20replays", PHONE);
    await says(page, "result");
    const first = page.locator(".search-hits > li").first();

    expect(await first.locator(".kind").textContent()).toBe("Runbook");
    expect(await first.locator("mark").allTextContents()).toEqual(expect.arrayContaining(["standby", "replays"]));
    await first.getByRole("link", { name: "Meaning" }).tap();
    await page.waitForURL(`**${PREFIX}runbooks/replication/#meaning`);

    await page.goto(`${PREFIX}search/?q=certificate`);
    await says(page, "11 results.");
    expect(await hits(page).count()).toBe(10);
    await page.getByRole("button", { name: "More results" }).tap();
    await hits(page).nth(10).waitFor();
    expect(await page.getByRole("button", { name: "More results" }).isVisible()).toBe(false);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(complaints).toEqual([]);
  });

  test("more results come once, and where they do not load, a sentence says so and the button stays", async () => {
    const { page, complaints } = await opened("?q=certificate");
    await says(page, "11 results.");
    await page.route("**/pagefind/fragment/*", (route) => route.abort());
    await page.getByRole("button", { name: "More results" }).click();
    await says(page, "More results did not load.");
    expect(complaints.filter((text) => text.startsWith("error:"))).toEqual([]);

    await page.unroute("**/pagefind/fragment/*");
    await page.getByRole("button", { name: "More results" }).dblclick();
    await hits(page).nth(10).waitFor();
    await page.waitForTimeout(300);
    expect(await hits(page).count()).toBe(11);
    await says(page, /^11 results\.$/);
  });

  test("of many words that nothing has, some are named", async () => {
    const { page } = await opened(`?q=${Array.from({ length: 40 }, (_, i) => `nope${i}x`).join("+")}`);

    await says(page, "“nope7x” and 32 others.");
  });

  test("pages that lack a word say which, where none has all of them", async () => {
    const { page } = await opened("?q=promote%20CONCURRENTLY");
    await says(page, "No page has all of the words.");

    expect(await page.locator(".lacking").allTextContents()).toEqual(
      expect.arrayContaining(["Without: promote", "Without: CONCURRENTLY"]),
    );
  });

  test("kinds count what the words found, and choose from it", async () => {
    const { page } = await opened("?q=replication%20lag");
    await says(page, "result");
    const counts = Object.fromEntries(
      (await kinds(page).allTextContents()).map((text) => [text.replace(/ \d+$/, ""), Number(/\d+$/.exec(text)?.[0])]),
    );
    expect(counts).toMatchObject({ "Post-mortem": 1, Alert: 1 });

    await kinds(page).filter({ hasText: "Post-mortem" }).click();
    await says(page, "1 result: Post-mortem.");
    expect(await hits(page).count()).toBe(1);
    expect(new URL(page.url()).search).toBe("?q=replication+lag&kind=Post-mortem");
    expect(await kinds(page).count(), "the other kinds can still be chosen").toBe(Object.keys(counts).length);

    await page.goBack();
    await says(page, /^\d+ results\.$/);
    expect(await kinds(page).filter({ hasText: "Post-mortem" }).getAttribute("aria-pressed")).toBe("false");
  });

  test("the address follows the words, and Back leads to those before", async () => {
    const { page } = await opened();
    const query = () => new URL(page.url()).searchParams.get("q");
    expect(await lists(page).isVisible()).toBe(true);

    await field(page).pressSequentially("queue");
    await says(page, "result");
    expect(query()).toBe("queue");
    await field(page).press("Enter");
    await field(page).fill("standby");
    await says(page, "result");
    await field(page).fill("certificate");
    await says(page, "11 results.");
    await hits(page).first().click();
    await page.waitForURL("**/runbooks/**");

    await page.goBack();
    await says(page, "11 results.");
    expect([query(), await field(page).inputValue()]).toEqual(["certificate", "certificate"]);
    await page.goBack();
    await says(page, /^\d results\.$/);
    expect([query(), await field(page).inputValue()]).toEqual(["queue", "queue"]);

    await field(page).fill("");
    await lists(page).waitFor();
    expect(await status(page).textContent()).toBe("");
  });

  test("/ and Ctrl-K lead here from every page, and arrows through the results", async () => {
    const { page } = await openTab(browser, server.origin);
    for (const key of ["/", "Control+k"]) {
      await page.goto(`${PREFIX}runbooks/queue/`);
      await page.keyboard.press(key);
      await page.waitForURL(`**${PREFIX}search/`);
      await page.waitForFunction("document.activeElement?.matches('input[type=search]')");
    }
    await page.keyboard.type("a/b certificate");
    expect(await field(page).inputValue(), "a slash within the words is one of them").toBe("a/b certificate");
    await field(page).fill("certificate");
    await says(page, "11 results.");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator(":focus").textContent()).toBe(await hits(page).first().textContent());
    await page.keyboard.press("/");
    expect(await page.locator("input[type=search]:focus").count()).toBe(1);
  });

  test.each([
    ["the script of the index", "**/pagefind/*.js"],
    ["WebAssembly", "**/pagefind/wasm*"],
    ["its parts", "**/pagefind/index/*"],
    ["the vocabulary", "**/pagefind/words/*"],
  ])("without %s, the lists are left", async (_, blocked) => {
    const { page } = await openTab(browser, server.origin);
    await page.route(blocked, (route) => route.abort());
    await page.goto(`${PREFIX}search/?q=queue`);
    await says(page, "The search index did not load. Reload the page to try again.");

    expect(await lists(page).getByRole("link", { name: "The queue grows" }).isVisible()).toBe(true);
    expect(await hits(page).count()).toBe(0);
  });

  test("a login page in place of the vocabulary is no vocabulary without words", async () => {
    const { page } = await openTab(browser, server.origin);
    const contentType = "text/html";
    await page.route("**/pagefind/words/*", (route) =>
      route.fulfill({ contentType, body: "<!doctype html><p>Log in" }),
    );
    await page.goto(`${PREFIX}search/?q=queue`);

    await says(page, "The search index did not load. Reload the page to try again.");
  });

  test("every word of the vocabulary is found or has no page; none is a failure", async () => {
    const { page } = await opened();
    const failed = await page.evaluate(`(${SEARCH_EACH})(${JSON.stringify(await vocabulary())})`);

    expect(failed).toEqual([]);
  });

  test("a line of a log leads by its rare words, and its time is not missed", async () => {
    const { page } = await opened();
    await field(page).fill("Nov 30 03:00:00 db1 postgres[4242]: a standby is not promoted");
    await says(page, "result");

    expect(await status(page).textContent()).not.toMatch(/Nov|30|03|00|4242/);
    expect(await hits(page).first().getAttribute("href")).toContain("runbooks/replication/");
    expect(await page.locator(".lacking", { hasText: /Nov|00|is|not/ }).count()).toBe(0);
  });

  test("a kind that the index does not have chooses none", async () => {
    const { page } = await opened("?q=certificate&kind=Nope");
    await says(page, "11 results.");

    expect(await page.getByText("Nope").count()).toBe(0);
  });

  test("where the script does not load, a sentence says so, and where it does, nothing moves", async () => {
    const { page } = await openTab(browser, server.origin, PHONE);
    const top = () => page.locator(".search-lists").boundingBox();
    await page.goto(`${PREFIX}search/`);
    await page.locator(".search-status:not([data-waits])").waitFor({ state: "attached" });
    expect(await status(page).textContent()).toBe("");
    const before = await top();

    await page.route("**/assets/*.js", (route) => route.abort());
    await page.reload();
    await page.getByText("Search is not running. Use these lists:").waitFor();
    expect(await top()).toEqual(before);
  });

  test("without JavaScript, the lists are there and say why", async () => {
    const { page, complaints } = await opened("?q=queue", { ...PHONE, javaScriptEnabled: false });

    expect(await status(page).textContent()).toBe("Search is not running. Use these lists:");
    expect(await status(page).isVisible()).toBe(true);
    expect(await page.locator("form:visible").count()).toBe(0);
    const links = await lists(page).getByRole("link").allTextContents();
    expect(links).toEqual(expect.arrayContaining(["The queue grows", "Alerts", "Test hosts", "References", "Tags"]));
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)("has nothing that axe complains about, in %s colours", async (colorScheme) => {
    const { page } = await opened("?q=replication", { ...PHONE, colorScheme });
    await says(page, "result");

    await page.evaluate(await readFile("node_modules/axe-core/axe.min.js", "utf8"));
    const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
  });
});
