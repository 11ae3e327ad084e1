// Where there is no browser, there is a reason: other machines, a missing package and a disk that nobody may write are
// made up here.

import { mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Machine, unpackedChromium } from "./unpack.ts";

/** A package that "unpacks" what `code` writes into TMPDIR. */
async function fakePackage(code: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-package-"));
  await mkdir(join(folder, "build"));
  await writeFile(join(folder, "package.json"), '{ "version": "1.2.3", "type": "module" }');
  await writeFile(join(folder, "build/index.js"), `export default { async executablePath() { ${code} } };\n`);
  return folder;
}

const WRITES = `const { writeFileSync } = await import("node:fs");
  writeFileSync(process.env.TMPDIR + "/chromium", "", { mode: 0o700 });`;

async function machine(changes: Partial<Machine>): Promise<Machine> {
  const cache = await mkdtemp(join(tmpdir(), "faultbook-cache-"));
  const packageFolder = await fakePackage(WRITES);
  return { platform: "linux", arch: "x64", hasGlibc: true, packageFolder, caches: [cache], ...changes };
}

/** A place below a file: no folder can be made there, not even by root. */
async function unwritable(): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "faultbook-cache-")), "file");
  await writeFile(file, "");
  return join(file, "cache");
}

test.each([
  [{ platform: "darwin", arch: "arm64" }, "darwin on arm64"],
  [{ platform: "darwin", arch: "x64" }, "darwin on x64"],
  [{ platform: "win32", arch: "x64" }, "win32 on x64"],
  [{ platform: "linux", arch: "arm64" }, "linux on arm64"],
  [{ platform: "linux", arch: "x64", hasGlibc: false }, "linux on x64 without glibc"],
])("%o has none", async (changes, here) => {
  expect(await unpackedChromium(await machine(changes))).toEqual({
    missing: `no browser, because npm has one for Linux on x64 with glibc only, and this is ${here}; CHROMIUM=/path/to/chromium names another`,
  });
});

test("there is none where the package is not installed", async () => {
  expect(await unpackedChromium(await machine({ packageFolder: "node_modules/@nobody/chromium" }))).toEqual({
    missing:
      "no browser, because node_modules/@nobody/chromium is not installed; CHROMIUM=/path/to/chromium names another",
  });
});

test("there is none where no folder can be written, and each is named", async () => {
  const caches = [await unwritable(), await unwritable()];

  const found = await unpackedChromium(await machine({ caches }));

  expect(found).toEqual({ missing: expect.stringMatching(/^no browser, because it cannot be unpacked: ENOTDIR/) });
  for (const cache of caches) expect(JSON.stringify(found)).toContain(cache);
});

test("there is none where unpacking fails, and nothing half unpacked is left", async () => {
  const given = await machine({ packageFolder: await fakePackage('throw new Error("cut off");') });

  expect(await unpackedChromium(given)).toEqual({
    missing: expect.stringContaining("it cannot be unpacked: Error: cut off;"),
  });
  expect(await readdir(given.caches[0] ?? "")).toEqual([]);
});

test("it is unpacked into the first folder that can be written, once", async () => {
  const { caches, ...given } = await machine({});
  const first = await unpackedChromium({ ...given, caches: [await unwritable(), ...caches] });
  expect(first).toEqual({ folder: join(caches[0] ?? "", "chromium-1.2.3") });
  expect((await readdir(join(caches[0] ?? "", "chromium-1.2.3"))).sort()).toEqual(["chromium", "fonts.conf"]);

  // A package that could not do it again.
  const packageFolder = await fakePackage('throw new Error("a second time");');
  expect(await unpackedChromium({ ...given, caches, packageFolder })).toEqual(first);
});

test("one that is there and cannot be run is passed over", async () => {
  const { caches, ...given } = await machine({});
  const [cache = ""] = caches;
  const other = await mkdtemp(join(tmpdir(), "faultbook-cache-"));
  await mkdir(join(cache, "chromium-1.2.3"));
  await writeFile(join(cache, "chromium-1.2.3/chromium"), "", { mode: 0o600 });

  const found = await unpackedChromium({ ...given, caches: [cache, other] });

  expect(found).toEqual({ folder: join(other, "chromium-1.2.3") });
});

test("two processes at once end with one folder, and both find it", async () => {
  const given = await machine({});

  const found = await Promise.all([unpackedChromium(given), unpackedChromium(given)]);

  expect(found[0]).toEqual(found[1]);
  expect(await readdir(given.caches[0] ?? "")).toEqual(["chromium-1.2.3"]);
});
