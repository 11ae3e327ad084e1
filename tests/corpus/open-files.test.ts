// A process may not have more than some hundred files open at once: however many a site has, few of them are.

import fs, { type FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CARD, type Files, loadSite, told } from "./tiny-site.ts";

const { open, readFile } = fs;
const opened = { now: 0, most: 0, files: [] as string[] };

// The modules under test may be loaded already, by another test file: Node's own functions are replaced for all of them.
beforeEach(() => {
  Object.assign(opened, { now: 0, most: 0, files: [] });
  fs.open = async (...args): Promise<FileHandle> => {
    const handle = await open(...args);
    const close = handle.close.bind(handle);
    opened.files.push(String(args[0]));
    opened.most = Math.max(opened.most, ++opened.now);
    handle.close = () => {
      opened.now--;
      return close();
    };
    return handle;
  };
  fs.readFile = (async (...args: Parameters<typeof readFile>) => {
    opened.most = Math.max(opened.most, ++opened.now);
    return readFile(...args).finally(() => opened.now--);
  }) as typeof readFile;
  syncBuiltinESMExports();
});

afterEach(() => {
  Object.assign(fs, { open, readFile });
  syncBuiltinESMExports();
});

const LIMIT = 64;
const names = Array.from({ length: 3 * LIMIT }, (_, i) => `n${i}`);

test("a site of many drawings has few of them open at once, and none that nobody links", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const files: Files = Object.fromEntries(names.map((name) => [`content/media/${name}.svg`, svg]));
  const page = names.map((name) => `![x](/media/${name}.svg)`).join("\n");

  const corpus = await loadSite({ ...files, "content/media/unlinked.svg": svg, "content/pages/a.md": page });

  expect(told(corpus)).toBe("");
  expect(corpus.attachments.size).toBe(names.length);
  expect(opened.most).toBeLessThanOrEqual(LIMIT);
  expect(opened.files.filter((file) => file.endsWith("n0.svg"))).toHaveLength(1);
  expect(opened.files.filter((file) => file.endsWith("unlinked.svg"))).toEqual([]);
});

test("a site of many hosts has few of their files open at once", async () => {
  const files = names.map((name) => [
    [`content/hosts/${name}/host.yaml`, CARD],
    [`content/hosts/${name}/root/etc/hostname`, name],
  ]);

  const { hosts } = await loadSite(Object.fromEntries(files.flat()));

  expect(hosts.get("n7")?.files.size).toBe(1);
  expect(opened.most).toBeLessThanOrEqual(LIMIT);
});
