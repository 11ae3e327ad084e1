import { expect, test } from "vitest";
import { documentsByTag, unfinished } from "../../../../src/pages/parts/lists/lists.ts";
import { loadSite } from "../../../corpus/tiny-site.ts";

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
