import { cpuUsage } from "node:process";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { htmlOf, htmlOfText, render } from "../render.ts";

const LIST = "[1] - Gray, 1985\n[2] https://e.org/a\n[3] A title, 1990\n[4]: A book, page 7\n";

const withList = async (text: string) => (await htmlOfText(`${text}\n\n${LIST}`)).split("\n")[0];
const cited = (html: string | undefined) => [...(html ?? "").matchAll(/href="#Source-(\d+)"/g)].map(([, n]) => n);

async function told(text: string): Promise<string> {
  const { problems } = await render(text);
  return problems.map((problem) => formatProblem(problem, (_file, line) => text.split("\n")[line - 1])).join("\n");
}

describe("citations", () => {
  test("lead to their sources, and the sources back to the first of them", async () => {
    expect(await htmlOfText(`Disks fail [1], and [2-4].\n\n${LIST}`)).toMatchInlineSnapshot(`
      "<p>Disks fail [<a class="citation" href="#Source-1" id="Cited-1">1</a>], and [<a class="citation" href="#Source-2" id="Cited-2">2</a>-<a class="citation" href="#Source-4" id="Cited-4">4</a>].</p>
      <p><a class="source" id="Source-1" href="#Cited-1" aria-label="[1], back to where it is cited">[1]</a> - Gray, 1985<br>
      <a class="source" id="Source-2" href="#Cited-2" aria-label="[2], back to where it is cited">[2]</a> <a href="https://e.org/a">https://e.org/a</a><!-- state of https://e.org/a --><br>
      <a class="source" id="Source-3" href="#Cited-2" aria-label="[3], back to where it is cited">[3]</a> A title, 1990<br>
      <a class="source" id="Source-4" href="#Cited-4" aria-label="[4], back to where it is cited">[4]</a>: A book, page 7</p>
      "
    `);
  });

  test.each([
    ["one", "x [1]", ["1"]],
    ["several", "x [1, 2,3]", ["1", "2", "3"]],
    ["a range", "x [2–4]", ["2", "4"]],
    ["two beside one another", "x [1][3]", ["1", "3"]],
    ["within emphasis", "**x [1]**", ["1"]],
    ["in a cell", "| a |\n|---|\n| b [1] |", []],
  ])("are found: %s", async (_what, text, numbers) => {
    expect(cited(await withList(text))).toEqual(numbers);
  });

  test.each(["paragraphs", "items"])("are found where sources are %s", async (kind) => {
    const lead = kind === "items" ? "- " : "";
    const html = await htmlOfText(`x [1,2]\n\n${lead}[1] Gray\n\n${lead}[2] Codd\n`);

    expect(cited(html)).toEqual(["1", "2"]);
    expect(html).toContain('<a class="source" id="Source-2" href="#Cited-2"');
  });

  test("stand one on a line, below the line above them, too", async () => {
    const html = await htmlOfText("Read:\n[1] Gray,\n1985\n[2] Codd\n");

    expect(html.match(/<br>/g)).toHaveLength(2);
    expect(html).toMatch(/^<p>Read:<br>\n<span.*Gray,\n1985<br>\n<span/);
  });

  test("are found in cells, and in footnotes", async () => {
    const html = await htmlOfText(`| a |\n|---|\n| b [1] |\n\nx[^1]\n\n[^1]: see [2]\n\n${LIST}`);

    expect(cited(html)).toEqual(["1", "2"]);
  });

  test("have ids that no heading gets, and give each once", async () => {
    const html = await htmlOfText(`## Source 1\n\n## Cited 1\n\nx [1] [1] [2-4] [3]\n\n${LIST}`);

    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(html).toContain('id="Source-3" href="#Cited-2"');
  });

  test("are no links of the author's, with raw HTML beside them neither", async () => {
    const { links } = await render(`x [1] <b>y</b>\n\n[1] - Gray\n`);

    expect(links).toEqual([]);
  });

  test("may be linked to by authors", async () => {
    expect((await render(`x [1]\n\n[1] - Gray\n`)).anchors).toContain("Source-1");
  });

  test("are valid HTML", async () => {
    const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

    const { results } = await validator.validateString(htmlOf(await render(`x [1] [2-4]\n\n${LIST}`)));

    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });
});

describe("citations are not", () => {
  test.each([
    ["an index", "a[1]"],
    ["an index of an index", "a[1][2]"],
    ["code", "`x [1]`"],
    ["a fence", "```text\nx [1]\n```"],
    ["a link", "[1](/x/)"],
    ["in a link's text", "[x [1]](/x/)"],
    ["in raw code", "<code>x [1]</code>"],
    ["in a raw link", 'y <a href="/x/">x [1]</a>'],
    ["an escaped one", "x \\[1]"],
    ["a heading's", "## x [1]"],
    ["a year", "x [1985]"],
  ])("%s", async (_what, text) => {
    expect(cited(await withList(text))).toEqual([]);
  });

  test.each([
    ["numbers in a document without a list", "As [1] says, and [2].\n\n[1] is a sentence\n"],
    ["links by reference", "x [1]\n\n[1]: https://e.org/\n"],
  ])("%s", async (_what, text) => {
    expect(await htmlOfText(text)).not.toMatch(/Source-/);
    expect(await told(text)).toBe("");
  });
});

describe("citations tell", () => {
  test("a number that the list lacks, once", async () => {
    expect(await told(`x [0] [1, 9] and [9]\n\n${LIST}`)).toMatchInlineSnapshot(`
      "a.md:1:11  advice: citation "9" is not in the list of sources
          | x [0] [1, 9] and [9]
          |           ^
        Add the source to the list, or correct the number"
    `);
  });
});

test("citations end with hostile text", async () => {
  const started = cpuUsage();

  for (const text of ["[1", "[1]", "[1,", "[1-999]", "[1] - x\n", "[^1]: a\n\n", "[^1]:\n\n", "[1]: /x\n", "[1]: "]) {
    await render(`${text.repeat(100_000 / text.length)}\n\n[1] - x\n`);
  }

  expect(cpuUsage(started).user / 1000).toBeLessThan(20_000);
}, 60_000);
