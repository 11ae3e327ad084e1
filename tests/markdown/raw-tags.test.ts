import { cpuUsage } from "node:process";
import { describe, expect, test } from "vitest";
import { Source } from "../../src/core/position.ts";
import { formatProblem } from "../../src/core/problem.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { htmlOf, htmlOfText, render } from "./render.ts";

async function toldOf(text: string): Promise<string> {
  const { problems } = await render(text);
  return problems.map((problem) => formatProblem(problem, (_file, line) => text.split("\n")[line - 1])).join("\n\n");
}

/** line:column+length and what, for each. */
async function placesOf(text: string): Promise<string[]> {
  const { problems } = await render(text);
  return problems.map(({ place, what }) => `${place.line}:${place.column}+${place.length} ${what}`);
}

describe("what HTML has no element for", () => {
  test("is shown as text and told", async () => {
    const text = "Then `zpool status <no>`, and zpool destroy <pool> as *root*.\n";

    expect(await htmlOfText(text)).toBe(
      "<p>Then <code>zpool status &lt;no&gt;</code>, and zpool destroy &lt;pool&gt; as <em>root</em>.</p>\n",
    );
    expect(await toldOf(text)).toMatchInlineSnapshot(`
      "a.md:1:45  advice: tag "<pool>" is shown as text
          | Then \`zpool status <no>\`, and zpool destroy <pool> as *root*.
          |                                             ^^^^^^
        Write \`<pool>\` to show it as it is: HTML has no such element"
    `);
  });

  test.each([
    ["inline", "a <pool> b", "<p>a &lt;pool&gt; b</p>"],
    ["with attributes, whose Markdown is none", 'a <my-el x="*y*"> b', "<p>a &lt;my-el x=&quot;*y*&quot;&gt; b</p>"],
    ["beside HTML that stays", "<b>x</b> <pool>", "<p><b>x</b> &lt;pool&gt;</p>"],
    ["alone on a line", "a\n\n<pool>\n*b*", "<p>a</p>\n<p>&lt;pool&gt;\n<em>b</em></p>"],
    ["in a table", "| a |\n|---|\n| <pool> |", "<td>&lt;pool&gt;</td>"],
    ["in an element's text", "<div>\ndestroy <pool> now\n</div>", "<div>\ndestroy &lt;pool&gt; now\n</div>"],
    ["a declaration", "a <?php echo 1 ?> b <!pool>", "<p>a &lt;?php echo 1 ?&gt; b &lt;!pool&gt;</p>"],
    ["a word that is an element, too", "zfs get <data> or <source>", "<p>zfs get &lt;data&gt; or &lt;source&gt;</p>"],
    [
      "a component that ends in itself",
      'a\n\n<Code lang="js" />\n\nb',
      "<p>&lt;Code lang=&quot;js&quot; /&gt;</p>\n<p>b</p>",
    ],
    ["the same on several lines", '<Code\n  lang="js"\n/>\n\nb', "/&gt;</p>\n<p>b</p>"],
  ])("%s", async (_, text, html) => {
    expect(await htmlOfText(`${text}\n`)).toContain(html);
  });

  test("is none of the elements in capitals", async () => {
    expect(await htmlOfText("a<Br />b <BR/> <Code>x</Code>\n")).toBe("<p>a<br>b <br> <code>x</code></p>\n");
  });

  test("is in the heading, in its address and in the outline", async () => {
    const { headings } = await render("## Restore <pool> now\n");

    expect(headings).toMatchObject([{ level: 2, id: "restore-pool-now", text: "Restore <pool> now" }]);
  });

  test("is told once for each name, at its first place", async () => {
    const text = "<!-- <b1> -->\n\n`<b1>` \\<b2> <b1> <b1>\n\n> - x <b1>\n>   <b3\n>   x> <b2>\n";

    expect(await placesOf(text)).toEqual([
      '3:14+4 tag "<b1>" is shown as text',
      '6:5+3 tag "<b3>" is shown as text',
      '7:8+4 tag "<b2>" is shown as text',
    ]);
  });

  test("is told at its place behind front matter", async () => {
    const source = new Source("a.md", "---\ntitle: <pool>\n---\n\n<div>\n<i>x</i> <pool></div>\n\nx <disk>\n");
    const { problems } = await (await createRenderer()).render(source, 3, { schemes: [], shortForms: [], owners: [] });

    expect(problems.map(({ place: { line, column } }) => `${line}:${column}`)).toEqual(["6:10", "8:3"]);
  });
});

describe("a component", () => {
  const CARD = '<Card title="x">\n1. **First**\n2. Second\n</Card>\n';

  test("leaves the Markdown between its lines as it is", async () => {
    expect(await htmlOfText(CARD)).toMatchInlineSnapshot(`
      "<p>&lt;Card title=&quot;x&quot;&gt;</p>
      <ol>
      <li><strong>First</strong></li>
      <li>Second</li>
      </ol>
      <p>&lt;/Card&gt;</p>
      "
    `);
    expect(await toldOf(CARD)).toMatchInlineSnapshot(`
      "a.md:1:1  advice: tag "<Card>" is shown as text
          | <Card title="x">
          | ^^^^^^^^^^^^^^^^
        Write what it shows as Markdown: components of other generators do nothing here. If you mean a word, write \`<Card>\`"
    `);
  });

  test("ends a paragraph, and a name in capitals does not", async () => {
    expect(await htmlOfText("a\n<Tabs>\nb\n")).toBe("<p>a</p>\n<p>&lt;Tabs&gt;</p>\n<p>b</p>\n");
    expect(await htmlOfText("a\n<POOL>\nb\n")).toBe("<p>a\n&lt;POOL&gt;\nb</p>\n");
  });

  test("within a line is text, its Markdown is not", async () => {
    expect(await htmlOfText('See <Badge text="New" /> *here*\n')).toBe(
      "<p>See &lt;Badge text=&quot;New&quot; /&gt; <em>here</em></p>\n",
    );
  });

  test("indented like code is code", async () => {
    expect(await htmlOfText("    <Tabs>\n")).toContain("<code>&lt;Tabs&gt;</code>");
  });
});

describe("what is HTML stays HTML, without a word:", () => {
  test.each([
    "a <br> b <BR/> <kbd>x</kbd>",
    "<details>\n<summary>x</summary>\n\n*y*\n\n</details>",
    "<!-- a <pool> comment -->",
    "a <!-- <pool> --> b",
    "<!DOCTYPE html>",
    "<https://example.org/> <me@example.org>",
    "1 <2 and a < b > c",
    "<time>12:00</time> <data>x</data>",
    "<section>\n\nx\n\n</section>",
  ])("%s", async (text) => {
    expect(await toldOf(`${text}\n`)).toBe("");
    expect(await htmlOfText(`${text}\n`)).not.toMatch(/&lt;[^2\s]/);
  });
});

test("an attribute may hold what looks like a tag", async () => {
  expect(await toldOf('<p title="<pool>">x</p>\n')).toBe("");
});

test("what a drawing is made of is not shown as text", async () => {
  const inline = 'a <svg viewBox="0 0 1 1"><path d="M0 0"/></svg> b <pool>\n';

  expect(await htmlOfText(inline)).toBe("<p>a  b &lt;pool&gt;</p>\n");
  expect(await htmlOfText('<div><svg><path d="M0 0"/></svg></div>\n')).toBe("<div></div>\n");
  expect(await placesOf(inline)).toEqual(['1:3+4 element "svg" is removed', '1:51+6 tag "<pool>" is shown as text']);
});

test("a text in which tags begin again and again is read in linear time", async () => {
  const hostile = ["<Card ", "<div '", "<script ", "<!-- ", "<a <", "<Tab>\n", "`<p1>` "].map(
    (piece) => `<div>${piece.repeat(5000)}\n\nx ${piece.repeat(1000)}\n`,
  );

  const started = cpuUsage();
  for (const text of hostile) htmlOf(await render(text));
  expect(cpuUsage(started).user / 1000).toBeLessThan(5000);
});
