// New files and folders are there as a whole or not at all.

import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeNew } from "../../../src/checks/authoring/write-new.ts";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-new-"));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

const CARD = new Map([["host.yaml", "a"]]);

describe("writeNew()", () => {
  test("writes a folder that others may read", async () => {
    const files = new Map<string, string | Uint8Array>([...CARD, ["root/proc/x", Uint8Array.from([255])]]);
    await writeNew(new Map([[join(root, "hosts", "new"), files]]));

    expect(await readFile(join(root, "hosts/new/root/proc/x"))).toEqual(Buffer.from([255]));
    expect(await readdir(join(root, "hosts"))).toEqual(["new"]);
    expect((await stat(join(root, "hosts/new"))).mode & 0o777).toBe(0o755);
  });

  test("writes folders and files side by side, in folders that are not there yet", async () => {
    const things = new Map<string, string | typeof CARD>([
      [join(root, "hosts/a"), CARD],
      [join(root, "hosts/b"), CARD],
      [join(root, "runbooks/x.md"), "text"],
    ]);
    await writeNew(things);

    expect((await readdir(root, { recursive: true })).sort()).toEqual([
      ...["hosts", "hosts/a", "hosts/a/host.yaml", "hosts/b", "hosts/b/host.yaml"],
      ...["runbooks", "runbooks/x.md"],
    ]);
    expect(await readFile(join(root, "runbooks/x.md"), "utf8")).toBe("text");
  });

  test("leaves nothing behind where a file cannot be written", async () => {
    const files = new Map([...CARD, ["host.yaml/x", "b"]]);

    await expect(writeNew(new Map([[join(root, "new"), files]]))).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(await readdir(root)).toEqual([]);
  });

  test.each([
    ["a file", (path: string) => writeFile(path, "mine")],
    ["an empty folder", (path: string) => mkdir(path)],
    ["a link that leads nowhere", (path: string) => symlink("nowhere", path)],
  ])("replaces nothing that somebody made meanwhile, and takes the rest back: %s", async (_, make) => {
    await make(join(root, "x.md"));
    const things = new Map<string, string | typeof CARD>([
      [join(root, "host"), CARD],
      [join(root, "x.md"), "text"],
    ]);

    await expect(writeNew(things)).rejects.toThrow("x.md has been created in the meantime");
    expect(await readdir(root)).toEqual(["x.md"]);
  });

  test("replaces no folder", async () => {
    await mkdir(join(root, "new"));
    await writeFile(join(root, "new", "mine"), "");

    await expect(writeNew(new Map([[join(root, "new"), CARD]]))).rejects.toThrow(
      "new has been created in the meantime",
    );
    expect(await readdir(root, { recursive: true })).toEqual(["new", "new/mine"]);
  });
});
