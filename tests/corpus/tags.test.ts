import { expect, test } from "vitest";
import { loadSite, told } from "./tiny-site.ts";

const tagged = (tags: string) => `---\ntags: ${tags}\n---\n`;

test("tagProblems() advises about two spellings of one tag, which are one page", async () => {
  const corpus = await loadSite({
    "content/postmortems/a.md": tagged("[zfs]"),
    "content/postmortems/b.md": tagged("[kernel, ZFS]"),
  });

  expect(told(corpus)).toMatchInlineSnapshot(`
    "content/postmortems/b.md:2:16  advice: tag "ZFS" is also spelt "zfs"
        | tags: [kernel, ZFS]
        |                ^^^
      Write "zfs" as in content/postmortems/a.md, or choose another word: both are one page"
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
