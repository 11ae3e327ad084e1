import { access } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Source } from "../../src/core/position.ts";
import type { Problem } from "../../src/core/problem.ts";
import { readFrontMatter } from "../../src/corpus/front-matter.ts";
import { loadSite, told, toldOf, writeSite } from "./tiny-site.ts";

function read(text: string) {
  const problems: Problem[] = [];
  const { located, lines } = readFrontMatter(new Source("a.md", text), problems);
  return { data: located?.data, lines, problems };
}

describe("readFrontMatter()", () => {
  test.each([
    ["no front matter", "# Title\n", 0, {}],
    ["an empty file", "", 0, {}],
    ["three hyphens further down", "# Title\n\n---\n\ntext", 0, {}],
    ["a rule across the page", "-----\ntext\n", 0, {}],
    ["empty front matter", "---\n---\ntext", 2, {}],
    ["a comment alone", "---\n# nothing yet\n---\n", 3, {}],
    ["YAML", "---\ntitle: x\n---\ntext", 3, { title: "x" }],
    ["YAML that is called so", "--- yaml\ntitle: x\n---\n", 3, { title: "x" }],
    ["blanks behind the hyphens", "---  \ntitle: x\n--- \t\n", 3, { title: "x" }],
    ["YAML's own end mark", "---\ntitle: x\n...\ntext", 3, { title: "x" }],
    ["CRLF line ends", "---\r\ntitle: x\r\n---\r\ntext", 3, { title: "x" }],
    ["no line behind it", "---\ntitle: x\n---", 3, { title: "x" }],
  ])("reads %s", (_what, text, lines, data) => {
    expect(read(text)).toEqual({ data, lines, problems: [] });
  });

  test("takes dates, no and off for text, as YAML 1.2 does", () => {
    const { data } = read("---\ndate: 2023-09-21\na: no\nb: off\nc: 012\n---\n");

    expect(data).toEqual({ date: "2023-09-21", a: "no", b: "off", c: 12 });
  });
});

describe("loadCorpus() on front matter that cannot be read", () => {
  test("refuses a language other than YAML", async () => {
    expect(await toldOf('---js\nmodule.exports = { title: "x" }\n---\ntext\n')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:4  front matter in "js", which is never run
          | ---js
          |    ^^
        Write YAML between two lines of three hyphens"
    `);
  });

  test("refuses it when more stands on its line", async () => {
    expect(await toldOf("---js // {title}\n({})\n---\ntext\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:4  front matter in "js // {title}", which is never run
          | ---js // {title}
          |    ^^^^^^^^^^^^^
        Write YAML between two lines of three hyphens"
    `);
  });

  test.each(["---js", "---javascript", "--- js", "---JS", "---js // x", "---node"])("never runs %s", async (fence) => {
    const root = await writeSite({});
    const mark = join(root, "was-run");
    const code = `require("node:fs").writeFileSync(${JSON.stringify(mark)}, "x");\nmodule.exports = {};`;

    const corpus = await loadSite({ "content/postmortems/a.md": `${fence}\n${code}\n---\ntext\n` });

    await expect(access(mark)).rejects.toThrow("ENOENT");
    expect(corpus.postmortems).toEqual([]);
    expect(corpus.problems).toHaveLength(1);
  });

  test("says where it was opened when it is not closed", async () => {
    expect(await toldOf("---\ntitle: x\n\n# Title\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  front matter is not closed
          | ---
          | ^^^
        End it with a line of three hyphens before the text begins"
    `);
  });

  test("tells of front matter behind a blank line, because its audience would not count", async () => {
    const corpus = await loadSite({ "content/pages/a.md": "\n---\ntitle: x\naudience: internal\n---\ntext\n" });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/pages/a.md:2:1  front matter that does not begin on the first line
          | ---
          | ^^^
        Remove the blanks and lines before the hyphens"
    `);
  });

  test("tells of indented front matter", async () => {
    expect(await toldOf("  ---\ntitle: x\n---\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:3  front matter that does not begin on the first line
          | ---
          | ^^^
        Remove the blanks and lines before the hyphens"
    `);
  });
});
