import { load } from "cheerio";
import { expect, test } from "vitest";
import { byInitial } from "../../../../src/pages/parts/lists/grouped-list.ts";
import { documentsByTag, unfinished } from "../../../../src/pages/parts/lists/lists.ts";
import tags from "../../../../src/pages/tags.11ty.ts";
import { loadSite, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite as wholeSite } from "../../../site/support/load-site.ts";

test("documentsByTag() takes spellings of one address for one tag, by the first of them", async () => {
  const corpus = await loadSite({
    "content/pages/a.md": "---\ntags: [Proxmox VE, zfs]\n---\n",
    "content/pages/b.md": "---\ntags: [proxmox-ve, Proxmox-VE!]\n---\n",
  });

  const byTag = documentsByTag(corpus.documents);

  expect(byTag.map(({ tag, documents }) => [tag, documents.map(({ name }) => name)])).toEqual([
    ["Proxmox VE", ["a", "b"]],
    ["zfs", ["a"]],
  ]);
});

test("unfinished() names what nobody else sees", async () => {
  const { pages } = await loadSite(
    {
      "content/pages/a.md": "---\ndraft: true\n---\n",
      "content/pages/b.md": "---\nstatus: draft\n---\n",
      "content/pages/c.md": "---\nstatus: review\n---\n",
      "content/pages/d.md": "text",
    },
    { drafts: true },
  );

  expect(pages.map(unfinished)).toEqual([
    "Draft, not published",
    "Draft, not published",
    "In review, not published",
    undefined,
  ]);
});

test("many tags stand by their first letters, few in one group", () => {
  const rows = (titles: readonly string[]) => titles.map((title) => ({ title }));
  const many = [
    "9p",
    ...Array.from({ length: 15 }, (_, i) => `a${i}`),
    ...Array.from({ length: 15 }, (_, i) => `Äb${i}`),
    "zfs",
  ];

  expect(byInitial(rows(many)).map(({ title, items }) => [title, items.length])).toEqual([
    ["0–9", 1],
    ["A", 30],
    ["Z", 1],
  ]);
  expect(byInitial(rows(["b", "a"]))).toEqual([{ title: "", items: rows(["b", "a"]) }]);
});

test("what carries a tag stands by kind, where there is more than one", async () => {
  const files = {
    "content/runbooks/r.md": runbook("title: R\ntags: [both, one]"),
    "content/pages/p.md": "---\ntitle: P\ntags: [both]\n---\n\nText.\n",
  };
  const data = await wholeSite(await writeSite(files));
  const headings = documentsByTag(data.corpus.documents).map((entry) => [
    entry.tag,
    load(tags.render({ ...data, entry }))("h2").text(),
  ]);

  expect(headings).toEqual([
    ["both", "Runbooks 1Pages 1"],
    ["one", ""],
  ]);
});
