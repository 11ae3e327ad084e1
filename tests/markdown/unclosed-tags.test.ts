import { createRequire } from "node:module";
import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import type { Rendered } from "../../src/markdown/document.ts";
import { htmlOfText, render } from "./render.ts";

/** The text of a page, with what its images say. */
function textOf({ parts, checks }: Rendered): string {
  const html = parts.map((part) => {
    if (typeof part === "string") return part;
    return part.kind === "image" ? ` ${part.alt} ` : "";
  });
  return load(`<body>${html.join("")}`)("body").text() + checks.map(({ snippet }) => snippet).join("");
}

const TABLE: Record<string, unknown> = createRequire(import.meta.url)("html-validate/elements/html5");
const NAMES = [...Object.keys(TABLE).filter((name) => /^[a-z][a-z0-9]*$/.test(name)), "pool", "xmp", "plaintext"];
/** What these hold goes with them where they are closed. */
const HOLDING = ["script", "style", "xmp"];

const AROUND = [" ", " ", "\n", "\n\n", "\n\n", "\n> ", "\n- ", "\n\n| a |\n|---|\n| ", "\n\n# "];
const CHECK = "\n\n```bash check=WORD\ntrue WORD\n```\n\n";
const MARKDOWN = [
  "WORD",
  "*WORD*",
  "[WORD](a.md)",
  "![WORD](a.png)",
  "`WORD`",
  "https://x.example/WORD",
  "^[WORD]",
  CHECK,
];

/** A document of these pieces; each WORD is another one. */
function documents(tags: readonly string[]): fc.Arbitrary<{ text: string; words: string[] }> {
  const piece = fc.oneof(fc.constantFrom(...tags), fc.constantFrom(...MARKDOWN));
  const pieces = fc.array(fc.tuple(piece, fc.constantFrom(...AROUND)), { maxLength: 30 });
  return pieces.map((all) => {
    const words: string[] = [];
    const text = all.map((pair) => pair.join("")).join("");
    const numbered = text.replace(/check=WORD\ntrue WORD|WORD/g, (found) => {
      const word = `word${words.length}x`;
      words.push(word);
      return found.replaceAll("WORD", word);
    });
    return { text: numbered, words };
  });
}

async function toldOf(text: string): Promise<string> {
  const { problems } = await render(text);
  return problems.map((problem) => formatProblem(problem, (_file, line) => text.split("\n")[line - 1])).join("\n\n");
}

describe("an opening tag that nothing closes", () => {
  test("is text, and what follows it stays", async () => {
    const text = "Run ./run.sh <script> now, see [it](b.md).\n\n*Then* <textarea rows=2> and <source>.\n";

    expect(await htmlOfText(text)).toBe(
      '<p>Run ./run.sh &lt;script&gt; now, see <a href="b.md">it</a>.</p>\n' +
        "<p><em>Then</em> &lt;textarea rows=2&gt; and &lt;source&gt;.</p>\n",
    );
    expect(await toldOf(text)).toMatchInlineSnapshot(`
      "a.md:1:14  advice: tag "<script>" is shown as text
          | Run ./run.sh <script> now, see [it](b.md).
          |              ^^^^^^^^
        Close this element, or write \`<script>\` if you mean a word

      a.md:3:8  advice: tag "<textarea>" is shown as text
          | *Then* <textarea rows=2> and <source>.
          |        ^^^^^^^^^^^^^^^^^
        Close this element, or write \`<textarea>\` if you mean a word

      a.md:3:30  advice: tag "<source>" is shown as text
          | *Then* <textarea rows=2> and <source>.
          |                              ^^^^^^^^
        Write \`<source>\` if you mean a word: without attributes, this element shows nothing"
    `);
  });

  test.each([
    [
      "in a sentence, whatever its name",
      "a <b> b <plaintext> c <xmp> d <p> e <li>",
      "a &lt;b> b &lt;plaintext> c &lt;xmp> d &lt;p> e &lt;li>",
    ],
    ["within one that is closed", "<b>x <i>y</b> z</i>", "<b>x &lt;i>y</b> z"],
    ["in a heading", "# Kill <i> now", "Kill &lt;i> now</h1>"],
    ["in a note within a line", "a ^[x <script> y]", "<p>x &lt;script> y"],
    ["where a block could begin", "<script src=x>\n*a*\n\nb", "<p>&lt;script src=x>\n<em>a</em></p>\n<p>b</p>"],
    ["on a line of its own", "<data>\n*a*", "<p>&lt;data>\n<em>a</em></p>"],
    ["within a block", "<div>\n<title>\n\n*a*\n\n</div>", "<div>\n&lt;title>\n<p><em>a</em></p>\n</div>"],
    [
      "in a quotation, though closed behind it",
      "> <script>\n> a\n\n*b*\n\n</script>",
      "&lt;script>\na\n</blockquote>\n<p><em>b</em></p>",
    ],
    ["half, in a block", '<div title="\n\n[a](b.md)\n', '&lt;div title="\n<p><a href="b.md">a</a></p>'],
  ])("%s", async (_what, text, html) => {
    expect((await htmlOfText(`${text}\n`)).replace(/&gt;/g, ">").replace(/&quot;/g, '"')).toContain(html);
  });

  test.each([
    ["another one may end, such as that of an item", "<ul><li>a<li>b</ul> <table><tr><td>a<td>b</table>"],
    ["ends in a later block", "<div>\n\na\n\n</div>"],
    ["holds blocks of its item", "- a <details>\n  <summary>b</summary>\n\n  c\n\n  </details>"],
    ["ends on its line", "<kbd>x</kbd> and <b>*y*</b>"],
    ["never has an end", "a <br> b <wbr> c\n\n<hr>"],
    ["has attributes", '<a name="x"> b'],
  ])("is HTML where it %s", async (_what, text) => {
    expect(await htmlOfText(`${text}\n`)).not.toContain("&lt;");
    expect(await toldOf(`${text}\n`)).toBe("");
  });
});

test("within an element that holds no tags but for its own end, Markdown stays", async () => {
  expect(await htmlOfText("a <title>*b* [l](a.md)</title> c\n")).toBe('<p>a <em>b</em> <a href="a.md">l</a> c</p>\n');
});

describe("tags in any order", () => {
  test("lose no word, and show no mark of a slot", async () => {
    const tags = NAMES.flatMap((name) => [
      `<${name}>`,
      `<${name.toUpperCase()} class="x">`,
      ...(HOLDING.includes(name) ? [] : [`</${name}>`]),
    ]);

    await fc.assert(
      fc.asyncProperty(documents(tags), async ({ text, words }) => {
        const shown = textOf(await render(text));

        expect(shown).not.toContain("fb-slot");
        expect(words.filter((word) => !shown.includes(word))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("show no mark of a slot, whatever is open", async () => {
    const tags = NAMES.flatMap((name) => [
      `<${name}>`,
      `</${name}>`,
      `<${name} title="`,
      `<${name} `,
      `</${name} `,
      `<${name}/>`,
    ]);

    await fc.assert(
      fc.asyncProperty(
        documents([...tags, "<!--", "-->", "<!doctype ", "<![CDATA[", "<svg/>", '"', "'"]),
        async ({ text }) => {
          expect(textOf(await render(text))).not.toContain("fb-slot");
        },
      ),
      { numRuns: 300 },
    );
  });
});
