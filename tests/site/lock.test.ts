// Two refreshes at once, in one process and in two; and one that was killed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LockedError, withLock } from "../../src/site/lock.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbook-lock-"));
  file = join(folder, ".cache", "refresh.lock");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("withLock()", () => {
  it("gives back what the work gives, and lets the next one in", async () => {
    expect(await withLock(file, async () => 1)).toBe(1);
    expect(await withLock(file, async () => 2)).toBe(2);
  });

  it("lets the next one in after work that failed", async () => {
    await expect(withLock(file, () => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError);

    expect(await withLock(file, async () => 2)).toBe(2);
  });

  it("refuses a second one at once, and says what to do", async () => {
    const error = await withLock(file, () => withLock(file, async () => 2)).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(LockedError);
    expect(String(error).replace(folder, "")).toMatchInlineSnapshot(`
      "LockedError: Another refresh of this site is running
        Wait for it to end. If it was killed, remove /.cache/refresh.lock or wait 5 minutes"
    `);
  });

  it("notices that somebody has taken it over, and leaves the lock of who came next alone", async () => {
    const work = withLock(file, async ({ check }) => {
      check();
      await rm(file, { recursive: true });
      expect(check).toThrow(LockedError);
      // As another process makes it, perhaps with the very inode that has become free.
      await mkdir(file);
      expect(check).toThrow("Another process took over the lock of this refresh, so nothing more is written");
    });

    await work;
    expect((await stat(file)).isDirectory()).toBe(true);
  });

  it("refuses while another process holds it, and takes over from one that was killed", async () => {
    const module = new URL("../../src/site/lock.ts", import.meta.url).href;
    const code = `const { withLock } = await import(${JSON.stringify(module)});
      await withLock(${JSON.stringify(file)}, () => { console.log("held"); return new Promise((r) => setTimeout(r, 60_000)); });`;
    const holder = spawn(execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(holder.stdout, "data");

    await expect(withLock(file, async () => 1)).rejects.toThrow(LockedError);
    holder.kill("SIGKILL");
    await once(holder, "exit");
    await expect(withLock(file, async () => 1)).rejects.toThrow(LockedError);
    // What ten minutes without a sign of life leave behind.
    const before = new Date(Date.now() - 600_000);
    await utimes(file, before, before);

    expect(await withLock(file, async () => 1)).toBe(1);
  });
});
