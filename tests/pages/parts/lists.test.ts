import { expect, test } from "vitest";
import { documentsByTag } from "../../../src/pages/parts/lists.ts";
import { loadSite } from "../../corpus/tiny-site.ts";

test("documentsByTag() takes spellings of one address for one tag, by the first of them", async () => {
  const corpus = await loadSite({
    "content/pages/a.md": "---\ntags: [Proxmox VE, zfs]\n---\n",
    "content/pages/b.md": "---\ntags: [proxmox-ve]\n---\n",
  });

  const byTag = documentsByTag(corpus.documents);

  expect(byTag.map(({ tag, documents }) => [tag, documents.map(({ name }) => name)])).toEqual([
    ["Proxmox VE", ["a", "b"]],
    ["zfs", ["a"]],
  ]);
});
