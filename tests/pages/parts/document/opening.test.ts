// What stands directly under the title of a post-mortem.

import { load } from "cheerio";
import { expect, test } from "vitest";
import postmortems from "../../../../src/pages/postmortems.11ty.ts";
import runbooks from "../../../../src/pages/runbooks.11ty.ts";
import { runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const SOURCES = "As [2] says.\n\n[1] One\n[2] Two\n";

/** The paragraphs between the title and the text, of a post-mortem with this front matter. */
async function openingOf(frontMatter: string, text = "text\n"): Promise<string[]> {
  const files = { "content/postmortems/a.md": `---\ntitle: A\ndate: 2024-05-06\n${frontMatter}\n---\n${text}` };
  const loaded = await loadSite(await writeSite(files));
  const [document] = loaded.corpus.postmortems;
  if (document === undefined) throw new Error(`No post-mortem: ${JSON.stringify(loaded.problems)}`);
  const $ = load(postmortems.render({ ...loaded, document }));
  const found = $(".title > p").map((_, element) => $.html(element));
  return found.get().map((one) => one.replace('<time datetime="2024-05-06">6 May 2024</time>&nbsp;· ', "").trim());
}

test("has the description as its lead, before the facts", async () => {
  expect(await openingOf("description: It *was* <slow>")).toEqual([
    '<p class="lead">It was &lt;slow&gt;</p>',
    '<p class="facts"><time datetime="2024-05-06">6 May 2024</time></p>',
  ]);
});

test("says what the text retells, with a link to its sources", async () => {
  const [lead, facts] = await openingOf("description: x\nretoldFrom: the account of 21 September 2023", SOURCES);

  expect(lead).toBe('<p class="lead">x</p>');
  expect(facts).toBe('<p class="facts">retold from <a href="#Source-1">the account of 21 September 2023</a></p>');
});

test.each(["retoldFrom: an account", "retoldFrom: an account."])(
  "has no full stop in the facts from %j",
  async (line) => {
    expect((await openingOf(line))[0]).toBe('<p class="facts">retold from an account</p>');
  },
);

test("takes the author's own anchors for no sources", async () => {
  const [line] = await openingOf("retoldFrom: an account", '<a id="Source-7"></a> <a id="Source-01"></a>\n');

  expect(line).toBe('<p class="facts">retold from an account</p>');
});

test("says nothing where nothing is stated, and names no sources then", async () => {
  expect(await openingOf("tags: []", SOURCES)).toEqual([
    '<p class="facts"><time datetime="2024-05-06">6 May 2024</time></p>',
  ]);
});

test("is not on a runbook, whose first minute comes early", async () => {
  const files = { "content/runbooks/a.md": runbook("description: What to do") };
  const loaded = await loadSite(await writeSite(files));
  const [document] = loaded.corpus.runbooks;

  expect(load(document === undefined ? "" : runbooks.render({ ...loaded, document }))("h1, .lead")).toHaveLength(1);
});
