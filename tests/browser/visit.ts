// A browser tab that writes down what no page of ours may do: errors on the console, violations of the security
// policy, failed requests, requests to another host.

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";

export type Visit = { readonly page: Page; readonly complaints: readonly string[] };

/** Opens a tab at an origin until the test ends; `complaints` fills while it is used. */
export async function openTab(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL: origin, ...options });
  // Pages that stay open go on drawing beside those of the next tests.
  onTestFinished(() => context.close());
  if (options.javaScriptEnabled !== false) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  // Only against what never comes: a machine may be slow.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin) complaints.push(`request to ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} for ${response.url()}`);
  });
  return { page, complaints };
}
