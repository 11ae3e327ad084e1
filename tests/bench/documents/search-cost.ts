// What a search costs a reader: requests and bytes of the search page and of one query, in a real browser.

import { join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "playwright-core";
import { serveFolder } from "../../browser/static-server.ts";
import { FONTS_FILE, thisMachine, unpackedChromium } from "../../browser/unpack.ts";

/** Words that most documents have. */
export const QUERY = "quorum lease";

/** Files that compress are counted as a server with gzip sends them. */
type Traffic = { readonly requests: number; readonly bytes: number };
export type SearchCost = {
  readonly page: Traffic;
  readonly query: Traffic;
  /** From the last letter to the results, in seconds. */
  readonly seconds: number;
};

export type NoBrowser = { readonly missing: string };

/** Root in a container cannot use Chromium's own sandbox; the pages are ours. */
const FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"];
const CACHE = fileURLToPath(new URL("../../../node_modules/.cache", import.meta.url));

/** The browser that CHROMIUM names, or that of npm, or the reason why there is none. */
export async function openBrowser(): Promise<Browser | NoBrowser> {
  const { chromium } = await import("playwright-core");
  const found = env.CHROMIUM === undefined ? await unpackedChromium(thisMachine([CACHE])) : undefined;
  if (found !== undefined && "missing" in found) return found;
  const options =
    found === undefined
      ? { executablePath: env.CHROMIUM ?? "" }
      : { executablePath: join(found.folder, "chromium"), env: unpackedEnvironment(found.folder) };
  // Interrupting the bench is the bench's own affair: it closes the browser with everything else.
  return chromium.launch({ ...options, args: FLAGS }).catch(({ message }: Error) => ({
    missing: `the browser does not start: ${message.split("\n")[0]}`,
  }));
}

/** NSS and fonts come with the package, because a bare machine has neither. */
function unpackedEnvironment(folder: string): NodeJS.ProcessEnv {
  const libraries = { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, FONTS_FILE) };
  return { ...env, ...libraries, HOME: folder, XDG_CACHE_HOME: folder };
}

/** Opens the search page of a built site as a first-time reader, and searches once. */
export async function searchCost(browser: Browser, output: string): Promise<SearchCost> {
  const server = await serveFolder(output, "/");
  const context = await browser.newContext({ baseURL: server.origin });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10 * 60_000);
    const seen: Response[] = [];
    page.on("response", (response) => seen.push(response));
    await page.goto("/search/", { waitUntil: "networkidle" });
    const first = await trafficOf(seen.splice(0));
    const seconds = await search(page);
    await page.waitForLoadState("networkidle");
    return { page: first, query: await trafficOf(seen), seconds };
  } finally {
    await context.close();
    await server.close();
  }
}

async function search(page: Page): Promise<number> {
  const began = performance.now();
  await page.getByRole("searchbox").fill(QUERY);
  await page.locator(".search-status", { hasText: /\d results?\.|Nothing has/ }).waitFor();
  return (performance.now() - began) / 1000;
}

async function trafficOf(responses: readonly Response[]): Promise<Traffic> {
  const bodies = await Promise.all(responses.map((response) => response.body()));
  // What is compressed already does not get smaller.
  const bytes = bodies.map((body) => Math.min(body.length, gzipSync(body).length));
  return { requests: responses.length, bytes: bytes.reduce((sum, size) => sum + size, 0) };
}
