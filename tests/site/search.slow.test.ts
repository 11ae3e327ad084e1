// What a search finds is what says of itself that it is to be found, whatever folder it lies in.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { expect, test } from "vitest";
import { runBuild } from "./build-content.ts";
import { RUNBOOK, site } from "./tiny-site.ts";

test("pages in folders that are called like lists of the site are searched", async () => {
  const root = await site({
    "content/runbooks/disk.md": RUNBOOK,
    "content/runbooks/storage/_index.md": "# About disks\n",
    "content/alerts/disk.yaml": "groups: []\n",
    "content/pages/references/books.md": "# Books\n",
    "content/pages/tags/words.md": "# Words\n",
    "content/pages/hosts/racks.md": "# Our machines\n",
    "content/pages/about.md": "# About\n",
  });
  const { output, exitCode } = await runBuild(["--root", root]);
  expect(exitCode).toBe(0);

  const pages = await glob("**/*.html", { cwd: output, ignore: "pagefind/**" });
  const texts = await Promise.all(pages.map((page) => readFile(join(output, page), "utf8")));
  const entry = JSON.parse(await readFile(join(output, "pagefind/pagefind-entry.json"), "utf8"));

  const wanted = texts.filter((text) => text.includes("data-pagefind-body")).length;
  expect(wanted).toBeGreaterThan(5);
  expect(entry.languages.en.page_count).toBe(wanted);
});
