// A real Chromium for tests: the one that CHROMIUM names, or that of npm with flags of our own. The package's default
// ones switch off web security, which hides exactly what a browser test should see.

import { join } from "node:path";
import { env } from "node:process";
import { type Browser, chromium } from "playwright-core";
import { inject } from "vitest";
import { describeUnless } from "../summary/summary.ts";
import { FONTS_FILE } from "./unpack.ts";

/** A suite that opens pages. Where there is no browser it is skipped, with the reason in its title. */
export function describeInBrowser(title: string, body: () => void): void {
  const found = inject("chromium");
  describeUnless("missing" in found ? found.missing : undefined, title, body);
}

export async function launchChromium(): Promise<Browser> {
  const found = inject("chromium");
  if ("missing" in found) throw new Error(found.missing);
  if ("executable" in found) return chromium.launch({ executablePath: found.executable, args: FLAGS });
  const { folder } = found;
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: FLAGS,
    // NSS and fonts come with the package, because a bare machine has neither.
    env: {
      ...env,
      LD_LIBRARY_PATH: join(folder, "al2023/lib"),
      FONTCONFIG_FILE: join(folder, FONTS_FILE),
      HOME: folder,
      XDG_CACHE_HOME: folder,
    },
  });
}

/** Root in a container cannot use Chromium's own sandbox; the pages are ours. */
const FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"];
