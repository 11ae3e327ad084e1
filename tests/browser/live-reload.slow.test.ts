// npm start: what an author saves is what the open page shows, drafts included; a defect is named and takes no other
// page away.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { describeInBrowser, launchChromium } from "./chromium.ts";
import { openTab } from "./visit.ts";

const RUNBOOK = (text: string) =>
  `---\nstatus: draft\ntitle: Disk is slow\n---\n\n## First minute\n\n${text}\n\n## Meaning\n\n## Impact\n\n## Diagnosis\n\n## Mitigation\n`;

let browser: Browser;
let server: ChildProcess;
let root: string;
let printed = "";

describeInBrowser("npm start", () => {
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "faultbook-start-"));
    await mkdir(join(root, "content/runbooks"), { recursive: true });
    await writeFile(join(root, "content/runbooks/disk.md"), RUNBOOK("Wait."));
    server = spawn(execPath, ["scripts/start.ts", "--root", root, "--port", "18080", "--path-prefix", "/kb/"]);
    server.stdout?.on("data", (chunk) => {
      printed += chunk;
    });
    server.stderr?.on("data", (chunk) => {
      printed += chunk;
    });
    browser = await launchChromium();
    await vi.waitFor(() => expect(printed).toContain("Server at"), { timeout: 60_000 });
  });

  afterAll(async () => {
    server.kill();
    await browser.close();
    await rm(root, { recursive: true, force: true });
  });

  test("prints its address, and an open page follows what is saved", async () => {
    const origin = /Server at (http:\/\/localhost:\d+)\//.exec(printed)?.[1] ?? "";
    const { page, complaints } = await openTab(browser, origin);
    await page.goto("/kb/runbooks/disk/");
    expect(await page.locator("main").textContent()).toContain("Wait.");

    await writeFile(join(root, "content/runbooks/disk.md"), RUNBOOK("Run."));
    await page.getByText("Run.").waitFor();

    await writeFile(join(root, "content/runbooks/cpu.md"), "---\ndate: 2023-02-30\n---\n");
    await expect
      .poll(() => printed, { timeout: 60_000 })
      .toContain('content/runbooks/cpu.md:2:7  invalid date "2023-02-30"');
    // The page may just be reloaded for that change, which interrupts a visit.
    await vi.waitFor(
      async () => {
        await page.goto("/kb/");
        expect(await page.locator("main").textContent()).toContain("Not published because of problems1 file");
      },
      { timeout: 60_000 },
    );
    expect(complaints).toEqual([]);
  });
});
