// The index in parts, made by Pagefind: what is made again, and what stays.

import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { outputOf } from "../../../src/model/urls.ts";
import { searchHash } from "../../../src/site/search/hash.ts";
import type { SearchedPage } from "../../../src/site/search/parts.ts";
import type { SearchRecord } from "../../../src/site/search/records.ts";
import { type SearchIndex, writeSearchIndex } from "../../../src/site/search/search.ts";
import { describeUnless } from "../../summary/summary.ts";

const RECORDS: readonly SearchRecord[] = [
  { url: "/alerts/DiskFull/", name: "DiskFull", kind: "Alert", content: "A disk is full." },
];
const URLS = Array.from({ length: 12 }, (_, i) => `/runbooks/r${i}/`);
/** Three parts of twelve pages and a record. */
const PER_PART = 5;

/** A folder for the published site, one for the next, and the pages of both. */
let root: string;
let [published, staged]: readonly string[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-parts-"));
  [published, staged] = [join(root, "site"), join(root, "next")];
});

async function pageOf(url: string, text: string, folder: string, state = "open"): Promise<SearchedPage> {
  const html = `<!doctype html><html lang="en"><head><title>T</title></head><body>
<main data-pagefind-body data-pagefind-filter="kind:Runbook"><h1 data-pagefind-meta="title">Page ${url}</h1>
<p>${text} <em data-pagefind-ignore>${state}</em></p></main></body></html>`;
  const file = join(folder, outputOf(url));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
  return { url, file, hash: searchHash(html) };
}

type Options = { readonly pages?: readonly SearchedPage[]; readonly before?: unknown; readonly pagesPerPart?: number };

/** Makes the index, and moves what was made to where it is published. */
async function make({ pages, before, pagesPerPart = PER_PART }: Options = {}) {
  const all = pages ?? (await Promise.all(URLS.map((url) => pageOf(url, "Shared words.", published ?? ""))));
  const index = await writeSearchIndex({ ...folders(), pages: all, records: RECORDS, before, pagesPerPart });
  const made = (await filesBelow(join(staged ?? "", "pagefind"))).map((file) => join("pagefind", file));
  for (const file of await filesBelow(join(published ?? "", "pagefind")))
    if (!index.kept.includes(join("pagefind", file))) await rm(join(published ?? "", "pagefind", file));
  await cp(join(staged ?? "", "pagefind"), join(published ?? "", "pagefind"), { recursive: true });
  await rm(staged ?? "", { recursive: true });
  return { ...index, made, pages: all };
}

function folders() {
  return { staged: staged ?? "", published: published ?? "" };
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name).slice(folder.length + 1));
}

/** Of each published part, the addresses that Pagefind has. */
async function found(): Promise<Map<string, string[]>> {
  const files = (await filesBelow(join(published ?? "", "pagefind"))).filter((file) => file.endsWith(".pf_fragment"));
  const pages = await Promise.all(
    files.map(async (file) => {
      const text = gunzipSync(await readFile(join(published ?? "", "pagefind", file))).toString();
      return { part: /^\d+(?=[\\/])/.exec(file)?.[0] ?? "", url: String(JSON.parse(text.slice(12)).url) };
    }),
  );
  return new Map([...Map.groupBy(pages, ({ part }) => part)].map(([part, all]) => [part, all.map(({ url }) => url)]));
}

const partsMade = ({ made }: { readonly made: readonly string[] }) =>
  made.filter((file) => file.endsWith("pagefind-entry.json")).length;

test("each page is in one part, parts bring nothing that is there already, and no folder is left", async () => {
  const { parts, kept, made } = await make();

  const pages = [...(await found()).values()];
  expect(pages).toHaveLength(3);
  expect(pages.flat().sort()).toEqual([...URLS, "/alerts/DiskFull/"].sort());
  expect(parts).toHaveLength(3);
  expect(kept).toEqual([]);
  const list: { folder: string; name: string }[] = JSON.parse(
    await readFile(join(published ?? "", "pagefind/parts.json"), "utf8"),
  );
  expect(list.map(({ folder }) => folder)).toEqual(parts.map(({ folder }) => folder));
  expect(made.filter((file) => file.endsWith(".js")).map((file) => file.replaceAll("\\", "/"))).toEqual([
    "pagefind/pagefind-worker.js",
    "pagefind/pagefind.js",
  ]);
  expect(made.filter((file) => file.includes("wasm"))).toHaveLength(1);
  expect(made.filter((file) => file.endsWith(join("words", "s.txt")))).toHaveLength(3);
  expect(await readdir(root)).toEqual(["site"]);
});

test("no id of a page is in two parts", async () => {
  // The same text everywhere, so that the hashes of Pagefind would be as near as they can.
  await make();

  const files = (await filesBelow(join(published ?? "", "pagefind"))).filter((file) => file.endsWith(".pf_fragment"));
  const ids = files.map((file) => file.split(/[\\/]/).at(-1));
  expect(new Set(ids).size).toBe(ids.length);
  const begins = new Set(ids.map((id) => id?.split("_")[0]));
  expect(begins.size).toBe(3);
});

test("what is the same stays, wherever its pages lie and whatever happened upstream", async () => {
  const first = await make();
  const again = await make({ before: JSON.parse(JSON.stringify(first.parts)) });
  const moved = await Promise.all(URLS.map((url) => pageOf(url, "Shared words.", join(root, "elsewhere"), "closed")));
  const last = await make({ before: again.parts, pages: moved });

  for (const { kept, made, parts } of [again, last]) {
    expect(made).toEqual([join("pagefind", "parts.json")]);
    expect(kept.toSorted()).toEqual(first.made.filter((file) => !file.endsWith("parts.json")).toSorted());
    expect(parts).toEqual(first.parts);
  }
});

test("a changed page has its own part made again, from pages of both folders", async () => {
  const first = await make();
  const changed = await pageOf(URLS[0] ?? "", "Another text, with zebra.", staged ?? "");
  const next = await make({ before: first.parts, pages: [changed, ...first.pages.slice(1)] });

  expect(partsMade(next)).toBe(1);
  expect(next.parts.filter(({ key }, i) => key !== first.parts[i]?.key)).toHaveLength(1);
  const vocabulary = await Promise.all(
    next.parts.map(({ folder }) => readFile(join(published ?? "", "pagefind", folder, "words/z.txt"), "utf8")),
  );
  expect(vocabulary.toSorted()).toEqual(["", "", "zebra 1\n"]);
  expect([...(await found()).values()].flat().sort()).toEqual([...URLS, "/alerts/DiskFull/"].sort());
});

test("a part is made again if a file is missing, cut off, or too many", async () => {
  const first = await make();
  const [one, two] = (await filesBelow(join(published ?? "", "pagefind/2"))).filter((file) => file.includes("index"));
  await rm(join(published ?? "", "pagefind/2", one ?? two ?? ""));
  const missing = await make({ before: first.parts });
  await truncate(join(published ?? "", "pagefind/2/words/s.txt"), 3);
  const cut = await make({ before: missing.parts });
  await writeFile(join(published ?? "", "pagefind/2/index/other.pf_index"), "");
  const many = await make({ before: cut.parts });

  for (const index of [missing, cut, many]) {
    expect(partsMade(index)).toBe(1);
    expect(index.parts).toEqual(first.parts);
  }
});

test.each([
  ["nothing", () => undefined],
  ["nonsense", () => ({ parts: 3 })],
  ["an earlier version", (parts: SearchIndex["parts"]) => parts.map((part) => ({ ...part, key: "old" }))],
])("all are made again where the last build left %s", async (_, before) => {
  const first = await make();
  const again = await make({ before: before(first.parts), pages: first.pages });

  expect(partsMade(again)).toBe(3);
  expect(again.parts).toEqual(first.parts);
});

test("all are made again if their number changes", async () => {
  const first = await make();
  const two = await make({ before: first.parts, pagesPerPart: 7 });

  expect(partsMade(two)).toBe(2);
  expect((await found()).size).toBe(2);
  expect([...(await found()).values()].flat()).toHaveLength(URLS.length + 1);
});

test("without pages there is an index of nothing; pages that keep out of it are in no part", async () => {
  const hidden = { url: "/tags/", file: join(root, "never-read.html"), hash: "" };
  const empty = await writeSearchIndex({ ...folders(), pages: [hidden], records: [], before: undefined });

  expect(empty.parts).toHaveLength(1);
  expect(existsSync(join(staged ?? "", "pagefind/pagefind-entry.json"))).toBe(true);
});

describeUnless(existsSync("/dev/shm") ? undefined : "there is no second file system", "pages elsewhere", () => {
  test("are copied where links do not reach", async () => {
    const elsewhere = await mkdtemp("/dev/shm/faultbook-");
    onTestFinished(() => rm(elsewhere, { recursive: true }));

    await make({ pages: [await pageOf("/runbooks/a/", "A text.", elsewhere)] });

    expect([...(await found()).values()].flat().sort()).toEqual(["/alerts/DiskFull/", "/runbooks/a/"]);
  });
});

test("where Pagefind fails, it says so, and no folder is left", async () => {
  const missing = { url: "/a/", file: join(root, "missing.html"), hash: "1" };
  const index = writeSearchIndex({ ...folders(), pages: [missing], records: [], before: undefined });

  await expect(index).rejects.toThrow("missing.html");
  expect(await readdir(root)).toEqual([]);
});
