// A real Chromium out of npm, for tests. It is unpacked once per version into a folder of its own, with flags of our
// own: the package's default ones switch off web security, which hides exactly what a browser test should see.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env, execPath } from "node:process";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const CACHE = resolve("node_modules/.cache");

/** Starts the browser. Where the package has none for this machine, CHROMIUM names one: CHROMIUM=/usr/bin/chromium */
export async function launchChromium(): Promise<Browser> {
  if (env.CHROMIUM !== undefined) return chromium.launch({ executablePath: env.CHROMIUM, args: FLAGS });
  const folder = await unpackedChromium();
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

/** The folder of the unpacked browser; safe to call from several processes at once. */
export async function unpackedChromium(): Promise<string> {
  const manifest = await readFile("node_modules/@sparticuz/chromium/package.json", "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(CACHE, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "No browser for this machine comes through npm: set CHROMIUM to the path of an installed Chromium or Chrome",
    );
  }
  await mkdir(CACHE, { recursive: true });
  const partial = await mkdtemp(join(CACHE, "chromium-unpacking-"));
  await unpackInto(partial);
  // Whoever is second finds the folder there; its own copy is thrown away.
  await rename(partial, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(partial, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return folder;
}

const FONTS_FILE = "fonts.conf";

/** The package's own list of folders is that of AWS Lambda. Without any font the renderer crashes. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <include ignore_missing="yes">/etc/fonts/conf.d</include>
  <cachedir prefix="xdg">fonts-cache</cachedir>
</fontconfig>
`;

/** The package unpacks into TMPDIR, and its system libraries only where it believes to run on AWS Lambda. */
async function unpackInto(folder: string): Promise<void> {
  const unpack = 'const { default: chromium } = await import("@sparticuz/chromium"); await chromium.executablePath();';
  const place = { ...env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
  await writeFile(join(folder, FONTS_FILE), FONTS);
  await promisify(execFile)(execPath, ["--input-type=module", "-e", unpack], { env: place });
}
