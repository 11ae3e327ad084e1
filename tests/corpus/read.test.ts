import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/core/problem.ts";
import { ContentFiles } from "../../src/corpus/read.ts";
import { loadSite, told, toldOf, writeSite } from "./tiny-site.ts";

/** Text with windows-1252 bytes where it has a letter between braces: "Gr{ü}{ß}e". */
function windows1252(text: string): Buffer {
  const parts = text.split(/\{(.)\}/su);
  return Buffer.concat(parts.map((part, i) => Buffer.from(part, i % 2 === 1 ? "latin1" : "utf8")));
}

describe("ContentFiles.read() on bytes that are not UTF-8", () => {
  test("tells the place and how to convert the file", async () => {
    expect(await toldOf(windows1252("---\ntitle: Gr{ü}{ß}e\n---\ntext\n"))).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:10  not UTF-8 text
          | title: Gr��e
          |          ^
        Save the file as UTF-8; if it came from Windows: iconv -f WINDOWS-1252 -t UTF-8 'content/postmortems/a.md' -o fixed && mv fixed 'content/postmortems/a.md'"
    `);
  });

  test("tells the exact place behind multi-byte characters, and an authored U+FFFD is fine", async () => {
    expect(await toldOf(windows1252("# ß 😀 \uFFFD {é}t{é}\n"))).toMatchInlineSnapshot(`
      "content/postmortems/a.md:1:10  not UTF-8 text
          | # ß 😀 � �t�
          |          ^
        Save the file as UTF-8; if it came from Windows: iconv -f WINDOWS-1252 -t UTF-8 'content/postmortems/a.md' -o fixed && mv fixed 'content/postmortems/a.md'"
    `);
  });

  test("does not count a byte order mark", async () => {
    const { problems } = await loadSite({ "content/pages/a.md": windows1252("\uFEFFa{ü}") });

    expect(problems).toMatchObject([{ place: { line: 1, column: 2, length: 1 } }]);
  });

  test("sees UTF-16, and a character that is cut off at the end", async () => {
    const cut = Buffer.from("text ß").subarray(0, -1);

    const places = [Buffer.from("\uFEFFtext", "utf16le"), cut].map(async (bytes) => {
      const { problems } = await loadSite({ "content/pages/a.md": bytes });
      return problems.map(({ what, place }) => `${what} ${place.line}:${place.column}`);
    });

    expect(await Promise.all(places)).toEqual([["not UTF-8 text 1:1"], ["not UTF-8 text 1:6"]]);
  });

  test.each(["utf16le", "latin1"] as const)("says how to convert what is %s", async (encoding) => {
    const { problems } = await loadSite({ "content/pages/a.md": Buffer.from("\uFEFFGrüße", encoding) });

    expect(problems[0]?.remedy).toContain(encoding === "latin1" ? "iconv -f WINDOWS-1252" : "iconv -f UTF-16");
  });

  test("leaves the document out and reads the others", async () => {
    const corpus = await loadSite({ "content/pages/a.md": windows1252("{ü}"), "content/pages/b.md": "text" });

    expect(corpus.pages.map(({ name }) => name)).toEqual(["b"]);
  });

  test("finds the first bad byte, wherever it is", async () => {
    const good = fc.string({ unit: fc.constantFrom("a", "ß", "😀", "\uFFFD", "\n", "\r\n") });
    const root = await writeSite({ "content/a.md": "" });

    await fc.assert(
      fc.asyncProperty(good, good, async (before, after) => {
        await writeFile(join(root, "content/a.md"), windows1252(`${before}{ü} ${after}`));
        const problems: Problem[] = [];
        await new ContentFiles(root, problems).read("content/a.md");
        const lines = before.split("\n");
        expect(problems[0]?.place).toMatchObject({ line: lines.length, column: (lines.at(-1) ?? "").length + 1 });
      }),
    );
  });

  test("takes any UTF-8 for text", async () => {
    const root = await writeSite({ "content/a.md": "" });

    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), async (text) => {
        await writeFile(join(root, "content/a.md"), text);
        const problems: Problem[] = [];
        const source = await new ContentFiles(root, problems).read("content/a.md");
        expect(problems).toEqual([]);
        expect(source?.text).toBe(text.replace(/^\uFEFF/, ""));
      }),
    );
  });
});

test("the remedy of a file that is not UTF-8 works", async () => {
  const root = await writeSite({ "content/pages/a b.md": windows1252("Gr{ü}{ß}e\n") });
  const problems: Problem[] = [];
  await new ContentFiles(root, problems).read("content/pages/a b.md");
  const command = /iconv .*/.exec(problems[0]?.remedy ?? "")?.[0] ?? "";

  execFileSync("sh", ["-c", command], { cwd: root });

  expect(await readFile(join(root, "content/pages/a b.md"), "utf8")).toBe("Grüße\n");
});

describe("ContentFiles.read() on line ends and marks", () => {
  test("takes a byte order mark away, so that front matter begins the file", async () => {
    const corpus = await loadSite({ "content/pages/a.md": "\uFEFF---\ntitle: x\ndate: 2023-02-30\n---\n" });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/pages/a.md:3:7  invalid date "2023-02-30" in "date"
          | date: 2023-02-30
          |       ^^^^^^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00""
    `);
  });

  test("keeps places exact with CRLF", async () => {
    const text = "---\r\ntitle: x\r\ndate: 2023-02-30\r\n---\r\nsee\r\n[a](/nowhere/)\r\n\r\n```bsh\r\nx\r\n```\r\n";

    expect(await toldOf(text.replace("date: 2023-02-30\r\n", ""))).toMatchInlineSnapshot(`
      "content/postmortems/a.md:5:5  link to "/nowhere/", which does not exist
          | [a](/nowhere/)
          |     ^^^^^^^^^
        An address is the path of the file below content/, without its extension

      content/postmortems/a.md:7:4  advice: fence in an unknown language "bsh"
          | \`\`\`bsh
          |    ^^^
        Did you mean "bash"? Name a language of Shiki, or "text" for no colours"
    `);
    expect(await toldOf(text)).toContain("content/postmortems/a.md:3:7  invalid date");
  });

  test("gives the snippet of a check Unix line ends, as bash wants them", async () => {
    const text = "---\r\nchecks: { a: { asks: x } }\r\n---\r\n```bash check=a\r\nset -u\r\nexit 2\r\n```\r\n";

    const { checks } = await loadSite({ "content/pages/a.md": text });

    expect(checks.map(({ snippet }) => snippet)).toEqual(["set -u\nexit 2\n"]);
  });
});

describe("ContentFiles.list()", () => {
  test("sorts by code unit and gives forward slashes", async () => {
    const root = await writeSite({ "content/b.md": "", "content/a/z.md": "", "content/B.md": "", "content/a.md": "" });

    expect(await new ContentFiles(root, []).list("content/**/*.md")).toEqual([
      "content/B.md",
      "content/a.md",
      "content/a/z.md",
      "content/b.md",
    ]);
  });
});

test("ContentFiles.line() knows nothing of a file that was not read", async () => {
  const files = new ContentFiles(await writeSite({ "content/a.md": "one\ntwo" }), []);

  expect(files.line("content/a.md", 2)).toBeUndefined();
  await files.read("content/a.md");
  expect(files.line("content/a.md", 2)).toBe("two");
});
