import { expect, test } from "vitest";
import { loadSite, told } from "./tiny-site.ts";

const tagged = (tags: string) => `---\ntags: ${tags}\n---\n`;

test("tagProblems() tells two spellings of one tag, which would be two pages at one address", async () => {
  const corpus = await loadSite({
    "content/postmortems/a.md": tagged("[zfs]"),
    "content/postmortems/b.md": tagged("[kernel, ZFS]"),
  });

  expect(told(corpus)).toMatchInlineSnapshot(`
    "content/postmortems/b.md:2:16  tag "ZFS" has the address of tag "zfs" in content/postmortems/a.md
        | tags: [kernel, ZFS]
        |                ^^^
      Write it as there: "zfs", or choose another word"
  `);
});

test("tagProblems() is content with the same tag on many documents, and with drafts", async () => {
  const { problems } = await loadSite({
    "content/pages/a.md": tagged("[zfs, zfs]"),
    "content/pages/b.md": tagged("[zfs]"),
    "content/pages/c.md": "---\ntags: [ZFS]\nstatus: draft\n---\n",
  });

  expect(problems).toEqual([]);
});
