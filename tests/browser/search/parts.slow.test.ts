// The search over an index in three parts: it finds what an index in one part finds, and misses no part silently.

import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { glob } from "tinyglobby";
import { afterAll, beforeAll, expect, test } from "vitest";
import { searchRecords } from "../../../src/site/search/records.ts";
import { searchedPages, writeSearchIndex } from "../../../src/site/search/search.ts";
import { runBuild } from "../../site/support/build-content.ts";
import { loadSite } from "../../site/support/load-site.ts";
import { describeInBrowser, launchChromium } from "../chromium.ts";
import { SEARCH_EACH, searchedSite } from "../search-site.ts";
import { type StaticServer, serveFolder } from "../static-server.ts";
import { openTab } from "../visit.ts";

const PREFIX = "/team/kb/";
const WORDS = [
  ...[
    "PostgresReplicationLag",
    "standby_streaming",
    "certificate",
    "certificate expires",
    "renew it",
    "lag",
    "database",
  ],
  ...[
    "queue",
    "jobs wait",
    "#4711",
    "14.9.3-4",
    "14.9.3-2-amd64",
    "Warteschlange",
    "promoting",
    "alerts",
    "the standby",
  ],
];

const field = (page: Page) => page.getByRole("searchbox");
const lists = (page: Page) => page.locator(".search-lists:visible");

/** Waits for the sentence, which comes with the results. */
async function says(page: Page, sentence: string | RegExp): Promise<void> {
  await page.locator(".search-status", { hasText: sentence }).waitFor();
}

describeInBrowser("the search in parts", () => {
  let browser: Browser;
  let servers: readonly StaticServer[];
  let output: string;

  beforeAll(async () => {
    const root = await searchedSite();
    const built = await runBuild(["--root", root, "--path-prefix", PREFIX]);
    expect(built.exitCode, built.stderr).toBe(0);
    output = join(await mkdtemp(join(tmpdir(), "faultbook-in-parts-")), "site");
    await cp(built.output, output, { recursive: true });
    await rm(join(output, "pagefind"), { recursive: true });
    const site = await loadSite(root, { pathPrefix: PREFIX });
    const [pages, records] = [await searchedPages(site.corpus, output), searchRecords(site)];
    const folders = { staged: output, published: output };
    const pagesPerPart = Math.ceil((pages.filter(({ hash }) => hash !== "").length + records.length) / 3);
    const { parts } = await writeSearchIndex({ pages, records, ...folders, before: undefined, pagesPerPart });
    expect(parts).toHaveLength(3);
    [browser, ...servers] = await Promise.all([
      launchChromium(),
      serveFolder(built.output, PREFIX),
      serveFolder(output, PREFIX),
    ]);
  });
  afterAll(async () => {
    await Promise.all([browser.close(), ...servers.map((server) => server.close())]);
  });

  async function opened(at: number, without?: string) {
    const visit = await openTab(browser, servers[at]?.origin ?? "");
    if (without !== undefined) await visit.page.route(without, (route) => route.abort());
    await visit.page.goto(`${PREFIX}search/`);
    return visit;
  }

  /** The sentence, the kinds with their counts, and all hits, for each search. */
  async function answers(page: Page) {
    const all: { readonly words: string; readonly says: string; readonly kinds: string[]; readonly hits: string[] }[] =
      [];
    for (const words of WORDS) {
      await page.locator(".search-status").evaluate((status) => {
        status.textContent = "";
      });
      await field(page).fill(words);
      await says(page, /\./);
      const more = page.getByRole("button", { name: "More results" });
      const hits = page.locator(".search-hits:visible .hit a");
      while (await more.isVisible()) {
        const count = await hits.count();
        await more.click();
        await hits.nth(count).waitFor();
      }
      const hrefs = await hits.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      const kinds = await page.getByRole("group", { name: "Kinds" }).getByRole("button").allTextContents();
      const sentence = (await page.locator(".search-status").textContent()) ?? "";
      all.push({ words, says: sentence, kinds: kinds.sort(), hits: hrefs.sort() });
    }
    return all;
  }

  test("pages, kinds and sentences are those of an index in one part", async () => {
    const [one, three] = await Promise.all([opened(0), opened(1)]);

    expect(await answers(three.page)).toEqual(await answers(one.page));
    expect([...one.complaints, ...three.complaints]).toEqual([]);
  });

  test("a word that is in all parts finds pages of each", async () => {
    const { page } = await opened(1);
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));

    await field(page).fill("certificate");
    await says(page, "11 results.");

    const fragments = loaded.flatMap((url) => /pagefind\/(\d*)\/?fragment/.exec(url)?.[1] ?? []);
    expect([...new Set(fragments)].sort()).toEqual(["", "2", "3"]);
  });

  test("what a misspelt word meant is found wherever it is", async () => {
    const { page, complaints } = await opened(1);
    const meant = [
      ["replicaiton", "replication"],
      ["certifcate", "Certificate"],
      ["CONCURENTLY", "CONCURRENTLY"],
      ["Warteschlagne", "Warteschlange"],
      ["prefech_count", "prefetch_count"],
    ] as const;

    for (const [typed, word] of meant) {
      await field(page).fill(typed);
      await says(page, `Nothing has “${typed}”. Shown instead: “${word}”.`);
    }
    expect(complaints).toEqual([]);
  });

  test.each([
    ["program", "**/pagefind/wasm.*"],
    ["list", "**/parts.json"],
    ["first part", "**/pagefind/pagefind-entry.json*"],
    ["second part", "**/pagefind/2/pagefind-entry.json*"],
    ["words", "**/pagefind/3/words/**"],
    ["index", "**/pagefind/2/index/**"],
    ["metadata", "**/pagefind/3/*.pf_meta"],
    ["kinds", "**/pagefind/2/filter/**"],
  ])("without its %s, a sentence says so, and the next try finds what was missing", async (_, files) => {
    const { page } = await opened(1, files);
    await field(page).fill("certificate");
    await says(page, "The search index did not load.");
    expect(await lists(page).isVisible()).toBe(true);

    await page.unroute(files);
    await field(page).fill("certificates");
    await says(page, "11 results.");
  });

  test("every word of each part is found", async () => {
    const { page } = await opened(1);
    const files = await glob("pagefind/{,*/}words/*.txt", { cwd: output, absolute: true });
    const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
    const words = [...new Set(texts.flatMap((text) => text.split("\n").flatMap((line) => line.split(" ")[0] || [])))];
    expect(words.length).toBeGreaterThan(200);

    const failed = await page.evaluate(`(${SEARCH_EACH})(${JSON.stringify(words)})`);

    expect(failed).toEqual([]);
  });
});
