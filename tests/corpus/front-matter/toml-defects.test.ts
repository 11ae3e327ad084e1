import { describe, expect, test } from "vitest";
import { toldOf } from "../tiny-site.ts";

const frontMatter = (toml: string) => toldOf(`+++\n${toml}\n+++\ntext\n`);

describe("tomlDefect() tells, at its place,", () => {
  test("a line of YAML", async () => {
    expect(await frontMatter('date = 2024-05-06\ntitle: "x"')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:6  not valid TOML: Unexpected character
          | title: "x"
          |      ^^^^^
        Write one key = "value" per line, with quotes around texts; put YAML between two lines of "---""
    `);
  });

  test("a text without quotes", async () => {
    expect(await frontMatter("title = slow disk")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:9  not valid TOML: Unexpected character
          | title = slow disk
          |         ^^^^^^^^^
        Write one key = "value" per line, with quotes around texts; put YAML between two lines of "---""
    `);
  });

  test("a key that is there twice, also in the file's other line ends", async () => {
    expect(await frontMatter("title = 'x'\r\ntags = []\r\ntitle = 'y'")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:4:1  not valid TOML: key "title" appears twice
          | title = 'y'
          | ^^^^^^^^^^^
        Write the key once; put several values into a list"
    `);
  });

  test("a table that is there twice", async () => {
    expect(await frontMatter("[params]\na = 1\n[params]\nb = 2")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:4:2  not valid TOML: key "params" appears twice
          | [params]
          |  ^^^^^^^
        Write the key once; put several values into a list"
    `);
  });

  test("a quote that is never closed, where it opens", async () => {
    expect(await frontMatter('title = "slow\ndate = 2024-05-06')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:9  not valid TOML: Unterminated string constant
          | title = "slow
          |         ^^^^^
        Close the quote or bracket opened here or earlier"
    `);
  });

  test("a text over several lines that is never closed, where it opens", async () => {
    expect(await frontMatter('description = """\nlong\n\nlonger')).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:15  not valid TOML: Unterminated string constant
          | description = """
          |               ^^^
        Close the quote or bracket opened here or earlier"
    `);
  });

  test("a bracket that is never closed, on its own line", async () => {
    expect(await frontMatter("tags = ['zfs',\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:15  not valid TOML: Unspecified values are invalid
          | tags = ['zfs',
        Close the quote or bracket opened here or earlier"
    `);
  });

  test("a day that no calendar has", async () => {
    expect(await frontMatter("date = 2024-02-30")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  not valid TOML: Unexpected invalid date
          | date = 2024-02-30
          |        ^^^^^^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00""
    `);
  });
});
