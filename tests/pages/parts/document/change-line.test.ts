import { describe, expect, test } from "vitest";
import type { Day } from "../../../../src/model/date.ts";
import { changeLine } from "../../../../src/pages/parts/document/change-line.ts";
import { writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const FILE = "content/pages/a #1/what? é.md";

async function lineOf(settings: string, changed: readonly (readonly [string, Day])[] = []) {
  const site = await loadSite(await writeSite({ "content/site.yaml": settings, [FILE]: "# A\n" }));
  const [document] = site.corpus.documents;
  if (document === undefined) throw new TypeError("No document");
  return changeLine({ ...site, changed: new Map(changed) }, document)
    ?.toString()
    .trim();
}

const EDIT = "repository:\n  edit: https://git.example/kb/edit/main/{path}?a=$&\n";

describe("changeLine()", () => {
  test("is none where the settings want none", async () => {
    expect(await lineOf("title: T\n")).toBeUndefined();
  });

  test("gives the day, and leads to where the file is edited, whatever its name", async () => {
    expect(await lineOf(EDIT, [[FILE, "2026-05-03"]])).toMatchInlineSnapshot(
      `"<p class="change" data-pagefind-ignore>Last changed <time datetime="2026-05-03">3 May 2026</time><span class="edit"> · <a href="https://git.example/kb/edit/main/content/pages/a%20%231/what%3F%20%C3%A9.md?a=$&amp;">Edit this page</a></span></p>"`,
    );
  });

  test("gives what is known", async () => {
    expect(await lineOf(EDIT)).toMatch(/^<p[^>]*><span class="edit"><a /);
    expect(await lineOf("title: T\n", [[FILE, "2026-05-03"]])).not.toContain("<a ");
  });
});
