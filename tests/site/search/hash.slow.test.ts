// What a search finds and its hash change together: on real pages with moved states, and with any word replaced.

import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { glob } from "tinyglobby";
import { beforeAll, expect, test } from "vitest";
import { searchHash } from "../../../src/site/search/hash.ts";
import { makePart } from "../../../src/site/search/pagefind.ts";
import type { SearchedPage } from "../../../src/site/search/parts.ts";
import { runBuild } from "../support/build-content.ts";

type Texts = ReadonlyMap<string, string>;

const SITE = "tests/fixtures/sites/everything";
/** The site, and the same one after a night in which everything upstream moved and every lookup failed. */
let [before, after]: readonly Texts[] = [];

beforeAll(async () => {
  const record = JSON.parse(await readFile(join(SITE, "_data/states.json"), "utf8"));
  for (const reference of record.references) {
    Object.assign(reference, { state: "fixed", remoteStatus: "Fix Released", since: "2024-05-10T00:00:00Z" });
    delete reference.targets;
  }
  [before, after] = await Promise.all([
    pagesOf(await copyOf(SITE)),
    pagesOf(await copyOf(SITE, JSON.stringify(record))),
  ]);
});

async function copyOf(site: string, record?: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-hash-"));
  await cp(site, root, { recursive: true });
  if (record !== undefined) await writeFile(join(root, "_data/states.json"), record);
  return root;
}

/** The HTML of each page, by its address. */
async function pagesOf(root: string): Promise<Texts> {
  const { output, exitCode, stderr } = await runBuild(["--root", root]);
  expect(exitCode, stderr).toBe(0);
  const files = (await glob("**/index.html", { cwd: output })).sort();
  return new Map(
    await Promise.all(
      files.map(
        async (file) =>
          [`/${file.slice(0, -"index.html".length)}`, await readFile(join(output, file), "utf8")] as const,
      ),
    ),
  );
}

/** What Pagefind stores of each page that it finds. */
async function fragmentsOf(texts: Texts): Promise<Texts> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-fragments-"));
  const pages: SearchedPage[] = [];
  for (const [url, html] of texts) {
    const file = join(folder, "pages", url, "index.html");
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, html);
    pages.push({ url, file, hash: searchHash(html) });
  }
  const searched = pages.filter(({ hash }) => hash !== "");
  await makePart({ folder: "", name: "unknown", pages: searched, records: [] }, folder);
  const fragments = join(folder, "pagefind/fragment");
  const stored = await Promise.all(
    (await readdir(fragments)).map(async (file) =>
      gunzipSync(await readFile(join(fragments, file)))
        .toString()
        .slice(12),
    ),
  );
  return new Map(
    stored.map((text) => {
      const { url, ...fragment } = JSON.parse(text);
      return [url, JSON.stringify(fragment)];
    }),
  );
}

test("both stay where only upstream moves", async () => {
  const [was, is] = [before ?? new Map(), after ?? new Map()];
  const searched = [...was].filter(([, html]) => searchHash(html) !== "").map(([url]) => url);
  const changed = searched.filter((url) => was.get(url) !== is.get(url));

  expect(changed.length).toBeGreaterThan(1);
  expect(searched.filter((url) => searchHash(was.get(url) ?? "") !== searchHash(is.get(url) ?? ""))).toEqual([]);
  expect(await fragmentsOf(is)).toEqual(await fragmentsOf(was));
});

test("both change with a word, and the hash with whatever else Pagefind takes", async () => {
  const pages = [...(before ?? [])].map(([, html]) => html).filter((html) => searchHash(html) !== "");
  const change = fc.record({ page: fc.nat(), place: fc.nat(), kind: fc.constantFrom("word", "value", "tag", "end") });
  const changes = fc.sample(change, { numRuns: 300, seed: 7 });
  const texts = new Map<string, string>();
  for (const [i, html] of pages.entries()) texts.set(`/base/${i}/`, html);
  for (const [i, one] of changes.entries())
    texts.set(`/changed/${i}/`, changed(pages[one.page % pages.length] ?? "", one));

  const fragments = await fragmentsOf(texts);

  const counts = { both: 0, neither: 0, hash: 0 };
  for (const [i, { page, kind, place }] of changes.entries()) {
    const [own, base] = [`/changed/${i}/`, `/base/${page % pages.length}/`];
    const isOther = fragments.get(own) !== fragments.get(base);
    const hasOther = searchHash(texts.get(own) ?? "") !== searchHash(texts.get(base) ?? "");
    if (isOther) expect(hasOther, `${kind} ${place} of ${base}`).toBe(true);
    counts[isOther ? "both" : hasOther ? "hash" : "neither"] += 1;
  }
  expect(counts.both).toBeGreaterThan(30);
  expect(counts.neither).toBeGreaterThan(100);
  // A needless change is one part made for nothing.
  expect(counts.hash).toBeLessThan(counts.both);
});

/** The page with one word, value, tag or end of an element replaced. */
function changed(html: string, { place, kind }: { readonly place: number; readonly kind: string }): string {
  const pattern = {
    word: />[^<]*?\p{L}{2,}/gu,
    value: /(?<= (?:id|class|href|title|content|alt|data-[\w-]+)=")[^"]+/g,
    tag: /<(?:em|strong|code|a|i|p|li)(?=[ >])/g,
    end: /(?<=<\/)(?:em|strong|code|i|span)(?=>)/g,
  }[kind] as RegExp;
  const found = [...html.matchAll(pattern)];
  const match = found[place % Math.max(1, found.length)];
  if (match === undefined) return html;
  const [text] = match;
  const next = kind === "tag" ? `<br>${text}` : kind === "end" ? `${text}><b>zebra</b></${text}` : `${text}zebra`;
  return html.slice(0, match.index) + next + html.slice(match.index + text.length);
}
