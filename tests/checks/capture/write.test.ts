// The folder of a new host is there as a whole or not at all.

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeFolder } from "../../../src/checks/capture/folder.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-folder-"));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe("writeFolder()", () => {
  test("writes the files, and a folder that others may read", async () => {
    await writeFolder(
      join(root, "hosts", "new"),
      new Map<string, string | Uint8Array>([
        ["host.yaml", "a"],
        ["root/proc/x", Uint8Array.from([255])],
      ]),
    );

    expect(await readFile(join(root, "hosts/new/root/proc/x"))).toEqual(Buffer.from([255]));
    expect(await readdir(join(root, "hosts"))).toEqual(["new"]);
    expect((await stat(join(root, "hosts/new"))).mode & 0o777).toBe(0o755);
  });

  test("leaves nothing behind where a file cannot be written", async () => {
    const files = new Map([
      ["host.yaml", "a"],
      ["host.yaml/x", "b"],
    ]);

    await expect(writeFolder(join(root, "new"), files)).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(await readdir(root)).toEqual([]);
  });

  test("replaces no folder that somebody made meanwhile", async () => {
    await mkdir(join(root, "new"));
    await writeFile(join(root, "new", "mine"), "");

    await expect(writeFolder(join(root, "new"), new Map([["host.yaml", "a"]]))).rejects.toThrow(/ENOTEMPTY|EEXIST/);
    expect(await readdir(root, { recursive: true })).toEqual(["new", "new/mine"]);
  });
});
