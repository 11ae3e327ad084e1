// Makes docs/pictures/: every page type of the built site on one sheet each, on a phone, on a desktop, in light and dark,
// and on paper; and the README's picture. Run it with "npm run pictures" after "npm run build"; it needs a Chromium, which CHROMIUM names.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { env, exit, stderr, stdout } from "node:process";
import { type Browser, chromium } from "playwright-core";
import { serveFolder } from "./static-server.ts";

const ARTICLE = "/postmortems/kernel-update-took-avx-from-zfs/";
const RUNBOOK = "/runbooks/disk-latency/";
const PAGES = [
  ...["/", ARTICLE, RUNBOOK, "/runbooks/", "/postmortems/", "/alerts/", "/references/", "/checks/", "/checks/zfs-avx/"],
  ...["/hosts/", "/hosts/pve-6.2.16-10/", "/tags/", "/tags/zfs/", "/workarounds/", "/reviews/", "/trackers/"],
  ...["/alerts/DiskReadLatencyHigh/", "/search/?q=avx", "/about/", "/no-such-page/"],
];
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };
/** What a sheet of A4 shows, in pixels of CSS. */
const PAPER = { viewport: { width: 794, height: 1123 } };
const SHEETS = [
  { name: "phone-light", options: PHONE, scheme: "light", media: "screen", pages: PAGES, columns: 7, width: 240 },
  { name: "phone-dark", options: PHONE, scheme: "dark", media: "screen", pages: PAGES, columns: 7, width: 240 },
  { name: "desktop-light", options: DESKTOP, scheme: "light", media: "screen", pages: PAGES, columns: 4, width: 480 },
  { name: "desktop-dark", options: DESKTOP, scheme: "dark", media: "screen", pages: PAGES, columns: 4, width: 480 },
  { name: "paper", options: PAPER, scheme: "light", media: "print", pages: [ARTICLE, RUNBOOK], columns: 2, width: 600 },
] as const;

/** The picture of the README. */
const README = {
  name: "readme",
  options: { ...PHONE, deviceScaleFactor: 2 },
  scheme: "light",
  media: "screen",
  pages: ["/", RUNBOOK, ARTICLE],
  columns: 3,
  width: 390,
} as const;

type Sheet = (typeof SHEETS)[number] | typeof README;

/** The first screen of each page, in the order of the pages. */
async function shots(browser: Browser, origin: string, sheet: Sheet): Promise<string[]> {
  const context = await browser.newContext({ ...sheet.options, baseURL: origin, colorScheme: sheet.scheme });
  const page = await context.newPage();
  await page.emulateMedia({ media: sheet.media });
  const taken: string[] = [];
  for (const url of sheet.pages) {
    await page.goto(url, { waitUntil: "networkidle" });
    taken.push((await page.screenshot()).toString("base64"));
  }
  await context.close();
  return taken;
}

async function compose(browser: Browser, { columns, width }: Sheet, taken: readonly string[], path: string) {
  const page = await browser.newPage({ viewport: { width: columns * (width + 16) + 16, height: 600 } });
  const images = taken.map((data) => `<img src="data:image/png;base64,${data}">`).join("");
  await page.setContent(
    `<style>body{margin:0;padding:16px;display:grid;grid-template-columns:repeat(${columns},${width}px);gap:16px;background:#888}img{width:100%}</style>${images}`,
  );
  const quality = path.endsWith(".jpg") ? ({ type: "jpeg", quality: 70 } as const) : {};
  await page.screenshot({ path, fullPage: true, ...quality });
  await page.close();
}

const { CHROMIUM: executablePath = "" } = env;
const lacking = [
  !existsSync(executablePath) && "CHROMIUM names no browser: CHROMIUM=/usr/bin/chromium npm run pictures\n",
  !existsSync("_site/index.html") && "_site/ holds no site: npm run build\n",
].filter((line) => line !== false);
if (lacking.length > 0) {
  stderr.write(lacking.join(""));
  exit(2);
}

const [browser, server] = await Promise.all([
  chromium.launch({ executablePath, args: ["--no-sandbox"] }),
  serveFolder("_site", "/"),
]);
await mkdir("docs/pictures", { recursive: true });
for (const sheet of SHEETS) {
  const path = `docs/pictures/${sheet.name}.jpg`;
  await compose(browser, sheet, await shots(browser, server.origin, sheet), path);
  stdout.write(`${path}\n`);
}
await compose(browser, README, await shots(browser, server.origin, README), "docs/screenshot.png");
await Promise.all([browser.close(), server.close()]);
