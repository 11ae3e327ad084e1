// The Chromium that comes through npm, unpacked once per version into a folder of its own. It exists for few machines, so
// its absence is an answer with a reason, never an error.

import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { arch, env, execPath, platform, report } from "node:process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** Where a browser is looked for. Tests name another machine, a folder that is not there, or one that nobody may write. */
export type Machine = {
  readonly platform: string;
  readonly arch: string;
  /** The binary is linked against the GNU C library; Alpine, for one, has another. */
  readonly hasGlibc: boolean;
  /** The folder of the npm package. */
  readonly packageFolder: string;
  /** Folders to unpack into: the first that can be written. */
  readonly caches: readonly string[];
};

/** The folder of the unpacked browser, or the reason why there is none. */
export type Unpacked = { readonly folder: string } | { readonly missing: string };

export const PACKAGE_FOLDER = "node_modules/@sparticuz/chromium";
export const FONTS_FILE = "fonts.conf";

export function thisMachine(caches: readonly string[]): Machine {
  return { platform, arch, hasGlibc: hasGlibc(), packageFolder: PACKAGE_FOLDER, caches };
}

/** Safe to call from several processes at once. */
export async function unpackedChromium(machine: Machine): Promise<Unpacked> {
  const { packageFolder } = machine;
  if (machine.platform !== "linux" || machine.arch !== "x64" || !machine.hasGlibc) {
    const here = `${machine.platform} on ${machine.arch}${machine.platform === "linux" && !machine.hasGlibc ? " without glibc" : ""}`;
    return missing(`npm has one for Linux on x64 with glibc only, and this is ${here}`);
  }
  const manifest = await readFile(join(packageFolder, "package.json"), "utf8").catch(() => undefined);
  if (manifest === undefined) return missing(`${packageFolder} is not installed`);
  const { version } = JSON.parse(manifest) as { version: string };

  const reasons: string[] = [];
  for (const cache of machine.caches) {
    const folder = join(cache, `chromium-${version}`);
    if (await isUsable(folder)) return { folder };
    const failure = await unpackBeside(folder, cache, packageFolder).catch((error: Error) => error);
    if (failure === undefined) return { folder };
    reasons.push(reasonOf(failure));
  }
  return missing(`it cannot be unpacked: ${reasons.join("; ")}`);
}

function missing(why: string): Unpacked {
  return { missing: `no browser, because ${why}; CHROMIUM=/path/to/chromium names another` };
}

/** False also for one that another user has unpacked: the package lets nobody else run it. */
function isUsable(folder: string): Promise<boolean> {
  return access(join(folder, "chromium"), constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** What a process wrote before it failed stands below its command line. */
function reasonOf({ message }: Error): string {
  const [first = "", ...more] = message.split("\n");
  return more.find((line) => /^\w*Error\b/.test(line)) ?? first;
}

async function unpackBeside(folder: string, cache: string, packageFolder: string): Promise<undefined> {
  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(join(cache, "chromium-unpacking-"));
  try {
    await unpackInto(partial, packageFolder);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Whoever is second finds the folder there; its own copy is thrown away.
    if (!(await isUsable(folder))) throw error;
  }
}

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
async function unpackInto(folder: string, packageFolder: string): Promise<void> {
  const entry = pathToFileURL(join(packageFolder, "build/index.js")).href;
  const unpack = `const { default: chromium } = await import(${JSON.stringify(entry)}); await chromium.executablePath();`;
  const place = { ...env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" };
  await writeFile(join(folder, FONTS_FILE), FONTS);
  await promisify(execFile)(execPath, ["--input-type=module", "-e", unpack], { env: place });
}

function hasGlibc(): boolean {
  if (platform !== "linux") return false;
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
