import { access } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Source } from "../../../src/core/position.ts";
import type { Problem } from "../../../src/core/problem.ts";
import { readFrontMatter } from "../../../src/corpus/front-matter/read.ts";
import { loadSite, told, toldOf, writeSite } from "../tiny-site.ts";

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
    ["YAML behind blank lines", "\n \t\r\n---\ntitle: x\n---\ntext", 5, { title: "x" }],
    ["TOML behind a blank line", "\n+++\ntitle = 'x'\n+++\ntext", 4, { title: "x" }],
    ["JSON behind a blank line", '\n{\n"title": "x"\n}\ntext', 4, { title: "x" }],
    ["empty front matter", "---\n---\ntext", 2, {}],
    ["a comment alone", "---\n# nothing yet\n---\n", 3, {}],
    ["YAML", "---\ntitle: x\n---\ntext", 3, { title: "x" }],
    ["YAML that is called so", "--- yaml\ntitle: x\n---\n", 3, { title: "x" }],
    ["blanks behind the hyphens", "---  \ntitle: x\n--- \t\n", 3, { title: "x" }],
    ["YAML's own end mark", "---\ntitle: x\n...\ntext", 3, { title: "x" }],
    ["CRLF line ends", "---\r\ntitle: x\r\n---\r\ntext", 3, { title: "x" }],
    ["no line behind it", "---\ntitle: x\n---", 3, { title: "x" }],
    ["TOML", "+++\ntitle = 'x'\n+++\ntext", 3, { title: "x" }],
    ["TOML with CRLF line ends, and blanks behind its marks", "+++ \r\ntitle = 'x'\r\n+++\t\r\n", 3, { title: "x" }],
    ["empty TOML", "+++\n# nothing yet\n+++\ntext", 3, {}],
    ["TOML that is called so", "---toml\ntitle = 'x'\n---\n", 3, { title: "x" }],
    ["TOML, and a rule across the page behind it", "+++\na = 1\n+++\n\n---\n\ntext", 3, { a: 1 }],
    ["a fourth plus sign", "++++\ntext\n", 0, {}],
    ["JSON", '{\n\t"title": "a } in it",\n\t"b": { "c": [1] }\n}\ntext', 4, { title: "a } in it", b: { c: [1] } }],
    ["JSON on one line, and nothing else", '{ "title": "x" }', 1, { title: "x" }],
    ["JSON that is called so", '---json\n{ "title": "x" }\n---\n', 3, { title: "x" }],
    ["a text that begins with a brace", "{ a: 1 } is no JSON\n", 0, {}],
    ["a text that begins with a brace and a quote", '{ "so to speak" }\n', 0, {}],
    ["a template's tag", "{% include x.html %}\n\n{{ y }}\n", 0, {}],
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
        Write YAML between two lines of "---", TOML between two of "+++", or JSON from "{" on line 1 to its "}""
    `);
  });

  test("refuses it when more stands on its line", async () => {
    expect(await toldOf("---js // {title}\n({})\n---\ntext\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:4  front matter in "js // {title}", which is never run
          | ---js // {title}
          |    ^^^^^^^^^^^^^
        Write YAML between two lines of "---", TOML between two of "+++", or JSON from "{" on line 1 to its "}""
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

  test("behind a blank line counts: Hugo and Zola read it there", async () => {
    const audience = await loadSite({ "content/pages/a.md": "\n---\ntitle: x\naudience: internal\n---\ntext\n" });
    const slip = await loadSite({ "content/pages/a.md": "\n---\ntitle: x\naudience: interal\n---\ntext\n" });

    expect([audience.pages, told(audience)]).toEqual([[], ""]);
    expect(told(slip)).toMatchInlineSnapshot(`
      "content/pages/a.md:4:11  "audience" cannot be "interal"
          | audience: interal
          |           ^^^^^^^
        Did you mean "internal"? Write one of: public, internal, restricted. They say who may read the document; without the key everybody may"
    `);
  });

  test("tells where it is not closed behind a blank line", async () => {
    expect(await toldOf("\n---\ntitle: x\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  front matter is not closed
          | ---
          | ^^^
        End it with a line of three hyphens before the text begins"
    `);
    expect(await toldOf("\n---\ntitle: x\n+++\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:4:1  front matter opened with "---" is closed with "+++"
          | +++
          | ^^^
        Close it with the mark that opens it: "---" for YAML, "+++" for TOML"
    `);
  });

  test("tells of it behind a comment, and leaves the document out: it may be a draft", async () => {
    const corpus = await loadSite({ "content/pages/a.md": "<!-- ours -->\n\n+++\ndraft = true\n+++\ntext\n" });

    expect(corpus.pages).toEqual([]);
    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/pages/a.md:3:1  front matter that does not begin on the first line
          | +++
          | ^^^
        Remove the spaces and lines before it"
    `);
  });

  test.each(["\n---\n\ntext\n", "\n+++\n\ntext\n", '\n{ "so to speak" }\n', "<!-- never closed\n---\na: b\n---\n"])(
    "takes %j for text",
    (text) => {
      expect(read(text)).toEqual({ data: {}, lines: 0, problems: [] });
    },
  );

  test("tells of indented front matter", async () => {
    expect(await toldOf("  ---\ntitle: x\n---\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:3  front matter that does not begin on the first line
          | ---
          | ^^^
        Remove the spaces and lines before it"
    `);
  });
});

describe("loadCorpus() on front matter in two languages", () => {
  test("tells TOML's mark at the end of YAML", async () => {
    expect(await toldOf("---\ntitle: x\nstatus: draft\n+++\ntext\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:4:1  front matter opened with "---" is closed with "+++"
          | +++
          | ^^^
        Close it with the mark that opens it: "---" for YAML, "+++" for TOML"
    `);
  });

  test("tells YAML's mark at the end of TOML, also where a right one follows", async () => {
    expect(await toldOf("+++\ntitle = 'x'\n---\ntext\n\n+++\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:1  front matter opened with "+++" is closed with "---"
          | ---
          | ^^^
        Close it with the mark that opens it: "---" for YAML, "+++" for TOML"
    `);
  });

  test("keeps a text of TOML that holds three hyphens", () => {
    expect(read('+++\ntitle = """a\n---\nb"""\n+++\n')).toMatchObject({ data: { title: "a\n---\nb" }, problems: [] });
  });

  test("tells a second block of the other kind, which may say more of who may read it", async () => {
    expect(await toldOf("---\ntitle: x\n---\n\n+++\ndraft = true\n+++\ntext\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:5:1  second front matter right after the first
          | +++
          | ^^^
        Move all of it into the first block, and remove this one"
    `);
    expect(await toldOf("+++\ntitle = 'x'\n+++\n---\naudience: internal\n---\ntext\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:4:1  second front matter right after the first
          | ---
          | ^^^
        Move all of it into the first block, and remove this one"
    `);
  });
});

describe("loadCorpus() on JSON and TOML that cannot be read", () => {
  test("says where TOML was opened when it is not closed", async () => {
    expect(await toldOf("+++\ntitle = 'x'\n\n# Title\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  front matter is not closed
          | +++
          | ^^^
        End it with a line of three plus signs before the text begins"
    `);
  });

  test("says where JSON was opened when it is not closed", async () => {
    expect(await toldOf('{\n  "title": "x",\n\n# Title\n')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:1  front matter is not closed
          | {
          | ^
        Close this brace, and every quote in it, before the text begins"
    `);
  });

  test("tells a comma that is missing in JSON", async () => {
    expect(await toldOf('{\n  "title": "x"\n  "draft": true\n}\ntext\n')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:3  not valid JSON: Missing , between flow map items
          | "draft": true
          | ^
        Check commas, quotes and brackets; put keys and texts into double quotes, and remove comments"
    `);
  });

  test("tells a comment in JSON, which would make the next key another one", async () => {
    expect(await toldOf('{\n  "title": "x", // not yet\n  "draft": true\n}\n')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:17  not valid JSON: a text without double quotes
          | "title": "x", // not yet
          |               ^^^^^^^^^^
        Check commas, quotes and brackets; put keys and texts into double quotes, and remove comments"
    `);
  });

  test("tells a key of JSON that is there twice", async () => {
    expect(await toldOf('{ "draft": true, "draft": false }\n')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:18  not valid JSON: Map keys must be unique
          | { "draft": true, "draft": false }
          |                  ^
        Check commas, quotes and brackets; put keys and texts into double quotes, and remove comments"
    `);
  });

  test("tells text that would be lost behind JSON", async () => {
    expect(await toldOf('{ "error": 500 } is what it said\n')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:18  text after the closing brace of front matter
          | { "error": 500 } is what it said
          |                  ^^^^^^^^^^^^^^^
        Begin the text on a line of its own, or put JSON that is meant to be shown into a fence"
    `);
  });

  test.each([
    "+++\ntitle = [\n+++\ndraft\n",
    "+++\ndraft = true\ndraft = false\n+++\n",
    '{ "draft": true\n',
    '{ "draft": yes }\n',
    "---toml\ndraft: true\n---\n",
    "---json\ndraft: true\n---\n",
    "---\ndraft: true\n+++\n",
    "+++lua\ndraft = true\n+++\n",
  ])("publishes nothing of %j", async (text) => {
    const { pages, problems } = await loadSite({ "content/pages/a.md": text });

    expect(pages).toEqual([]);
    expect(problems).toMatchObject([{ kind: "problem" }]);
  });
});
