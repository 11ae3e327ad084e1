import { describe, expect, test } from "vitest";
import { toldOf } from "./tiny-site.ts";

const frontMatter = (yaml: string) => toldOf(`---\n${yaml}\n---\ntext\n`);

describe("yamlDefects() tells, at its place,", () => {
  test("a colon in a text without quotes", async () => {
    expect(await frontMatter("title: ZFS: slow")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  not valid YAML: Nested mappings are not allowed in compact mappings
          | title: ZFS: slow
          |        ^
        Put quotes around a text that contains ": ", and indent lines that belong together equally"
    `);
  });

  test("a key that is indented too deep, once", async () => {
    expect(await frontMatter("title: x\n  date: 2023-09-21")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  not valid YAML: Nested mappings are not allowed in compact mappings
          | title: x
          |        ^
        Put quotes around a text that contains ": ", and indent lines that belong together equally"
    `);
  });

  test("a quote that is never closed, where it opens", async () => {
    expect(await frontMatter('tags: ["zfs"]\ntitle: "ZFS is slow\ndate: 2023-09-21')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:8  not valid YAML: Missing closing "quote
          | title: "ZFS is slow
          |        ^^^^^^^^^^^^
        Close the quote or bracket opened here"
    `);
  });

  test("a quote that is never closed above another text in quotes", async () => {
    expect(await frontMatter('title: "ZFS is slow\ndescription: "Reads are slow"')).toContain("Close the quote");
  });

  test("a quoted text that goes on in the column of its key, and nothing that follows from it", async () => {
    expect(await frontMatter('title: "ZFS is\nslow: sometimes\nor never"\ntags: [a]')).toContain("Close the quote");
    expect(await frontMatter('title: "ZFS is\nvery, very slow\nor not"\ntags: [a]')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  not valid YAML: a quoted text that goes on in the column of its key
          | title: "ZFS is
          |        ^^^^^^^
        Indent its further lines deeper than the key, or write it on one line"
    `);
  });

  test("a bracket that is never closed, where it opens", async () => {
    expect(await frontMatter("checks:\n  a: { ok: [pve-1, pve-2\ntitle: x")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:12  not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
          | a: { ok: [pve-1, pve-2
          |          ^^^^^^^^^^^^^
        Close the quote or bracket opened here"
    `);
  });

  test("a tab as indentation", async () => {
    expect(await frontMatter("lessons:\n\twentWell: [a]")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:1  not valid YAML: Tabs are not allowed as indentation
          |  wentWell: [a]
        Indent with spaces, not with tabs"
    `);
  });

  test("a key that is there twice", async () => {
    expect(await frontMatter("title: x\ndate: 2023-09-21\ntitle: y")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:4:1  not valid YAML: Map keys must be unique
          | title: y
          | ^
        Write the key once; put several values into a list"
    `);
  });

  test("a text that begins with a reserved sign", async () => {
    expect(await frontMatter("title: @here is slow")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  not valid YAML: Plain value cannot start with reserved character @
          | title: @here is slow
          |        ^
        Check indentation, quotes and brackets; put quotes around a text that contains ": " or " #", or begins with * & @ or %"
    `);
  });

  test("emphasis, which YAML takes for an alias", async () => {
    expect(await frontMatter("title: *really* slow")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:17  not valid YAML: Unexpected scalar at node end
          | title: *really* slow
          |                 ^^^^
        Check indentation, quotes and brackets; put quotes around a text that contains ": " or " #", or begins with * & @ or %"
    `);
  });

  test("an alias without an anchor", async () => {
    expect(await frontMatter("title: x\ntags: [*zfs]")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:8  not valid YAML: "*zfs" refers to a value that does not exist
          | tags: [*zfs]
          |        ^^^^
        Put quotes around a text that begins with "*""
    `);
  });

  test("a tag that nobody knows, which would swallow a word", async () => {
    expect(await frontMatter("title: !important ZFS is slow")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  not valid YAML: Unresolved tag: !important
          | title: !important ZFS is slow
          |        ^^^^^^^^^^
        Put quotes around a text that begins with "!""
    `);
  });

  test("a second YAML document", async () => {
    expect(await toldOf("---\ntitle: x\n--- # more\ndate: 2023-09-21\n---\ntext\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:1  not valid YAML: Source contains multiple documents
          | --- # more
          | ^^^^^^^^^^
        Keep one document: remove the line of three hyphens"
    `);
  });

  test("errors of different lines all at once", async () => {
    expect(await frontMatter("title: a: b\ndate: c: d")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  not valid YAML: Nested mappings are not allowed in compact mappings
          | title: a: b
          |        ^
        Put quotes around a text that contains ": ", and indent lines that belong together equally

      content/postmortems/a.md:3:7  not valid YAML: Nested mappings are not allowed in compact mappings
          | date: c: d
          |       ^
        Put quotes around a text that contains ": ", and indent lines that belong together equally"
    `);
  });
});

test("parseYaml() tells keys that are no plain text, because what they say would be lost", async () => {
  expect(await frontMatter("!!binary ZHJhZnQ=: true\n? [draft]\n: true")).toMatchInlineSnapshot(`
    "content/postmortems/a.md:2:10  not valid YAML: a key that is not plain text
        | !!binary ZHJhZnQ=: true
        |          ^^^^^^^^
      Write each key as a plain word before its ":", without a tag, brackets or braces

    content/postmortems/a.md:3:3  not valid YAML: a key that is not plain text
        | ? [draft]
        |   ^^^^^^^
      Write each key as a plain word before its ":", without a tag, brackets or braces"
  `);
});

test.each([
  "? { a: b }\n: 1",
  "? \n: true",
  "~: x",
  "!!set\n? draft",
  "!!omap\n- draft: true",
  "params: { !!binary eA==: 1 }",
])("parseYaml() reads nothing of %j", async (yaml) => {
  expect(await frontMatter(yaml)).toContain("not valid YAML: a");
});

test("parseYaml() takes numbers, quoted and repeated words for keys", async () => {
  const problems = await frontMatter(
    '"title": x\n404: y\ntrue: z\nk: &k tags\n*k : [a]\n!!str weight: 1\n<<: { w: 1 }',
  );

  expect(problems).not.toContain("not valid");
});

describe("parseYaml() survives", () => {
  test("aliases that multiply without end", async () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(10).fill(of).join(", ")}]`;
    const bomb = [level("a", "x"), level("b", "*a"), level("c", "*b"), level("d", "*c")].join("\n");

    expect(await frontMatter(bomb)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  YAML whose aliases multiply without end
          | a: &a [x, x, x, x, x, x, x, x, x, x]
        Write the values out"
    `);
  });

  test("brackets that nest without end", async () => {
    const problems = await frontMatter(`title: ${"[".repeat(20_000)}`);

    expect(problems).toContain("not valid YAML");
    expect(problems.split("\n\n")).toHaveLength(1);
  });
});
