import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { render } from "../render.ts";

const OURS =
  /^(?:cell|table|fence|fence within HTML|Markdown within HTML|comment|element) ".*" (?:beyond|is shown as text$|within another|is never closed)/;

const adviceOf = async (text: string) => (await render(text)).problems.filter(({ what }) => OURS.test(what));

async function told(text: string): Promise<string> {
  const line = (_file: string, number: number) => text.split("\n")[number - 1];
  return (await adviceOf(text)).map((found) => formatProblem(found, line)).join("\n");
}

async function placed(text: string): Promise<string[]> {
  const lines = text.split("\n");
  return (await adviceOf(text)).map(({ place: { line, column, length }, what }) => {
    const piece = (lines[line - 1] ?? "").slice(column - 1, column - 1 + length);
    return `${line} ${piece}: ${what.replace(/".*"/, "…")}`;
  });
}

describe("what is lost is told", () => {
  test("once a kind, with what to do", async () => {
    const text = `| a | b |
|---|---|
| 1 | 2 | lost 2 |
| 1 | 2 | \`x|y\` | z |

| 3 | 4 |

| no | head |
| 5 | 6 |

<div>
**bold**
</div>

<details>

<p>
<!-- todo "x"

</p>
`;

    expect(await told(text)).toMatchInlineSnapshot(`
      "a.md:3:11  advice: cell "lost 2 and 1 more" beyond the columns of its table is not shown
          | | 1 | 2 | lost 2 |
          |           ^^^^^^
        Write \\| for a bar within a cell, even in code, or add a column to the header
      a.md:6:1  advice: table "| 3 | 4 | and 1 more" is shown as text
          | | 3 | 4 |
          | ^^^^^^^^^
        Write a line |---|---| with as many columns below the header, and no blank line between rows
      a.md:12:1  advice: Markdown within HTML "**bold**" is shown as text
          | **bold**
          | ^^^^^^^^
        Put a blank line before it, where the HTML ends, or write it in HTML
      a.md:18:1  advice: comment "<!-- todo 'x'" is never closed and hides what follows
          | <!-- todo "x"
          | ^^^^^^^^^^^^^
        Write --> where it ends; inside other HTML it must not contain a blank line
      a.md:15:1  advice: element "<details>" is never closed and swallows what follows
          | <details>
          | ^^^^^^^^^
        Write its end tag where it ends, such as </details>"
    `);
  });

  test.each([
    ["<details>\n<summary>a</summary>\n```bash\nls\n```\n</details>"],
    ["```md\n```bash\nls\n```\n```\n"],
    ["x\n\n````bash title=a\nls\n```\n"],
  ])("of what is open, the first cause alone: %j", async (text) => {
    expect(await placed(text)).toHaveLength(1);
  });

  test.each([
    ["a cell in a quotation", "> | a |\n> |---|\n> | 1 | 1 |", "3 1"],
    ["a cell without bars round the row", "a | b\n--|--\n1 | 2 | 3", "3 3"],
    ["a cell split within code", "| a |\n|---|\n| `x|y` |", "3 y`"],
    ["a table in a list", "- x\n\n  | a | b |\n  | 1 | 2 |", "3 | a | b |"],
    ["a table below text", "Hosts:\n| a | b |\n| 1 | 2 |", "2 | a | b |"],
    ["a table of another number of columns", "| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", "1 | a | b | c |"],
    ["a table without bars round its rows", "a | b\n--|--|--\n1 | 2", "1 a | b"],
    ["a list in HTML", "<div>\n- a\n</div>", "2 - a"],
    ["a link in HTML", "<p>see [a](/b/)</p>", "1 [a](/b/)"],
    ["a fence in a list", "- x\n  ```bash\n  ls\n\ny", "2 ```bash"],
    ["a fence in a quotation", "> ~~~\n> ls\n\ny", "1 ~~~"],
    ["an empty fence", "x\n\n```", "3 ```"],
    ["a fence below one that is open", "```bash\nls\n\nx\n\n```bash\nls\n```\n", "6 ```bash"],
    ["a fence that is a session", "```bash\n$ ls", "1 ```bash"],
    ["a comment", "x\n\n<!-- a\nb\n\nc", "3 <!-- a"],
    ["a comment with a blank line in HTML", "<div>\n<!-- a\n\nb -->\n</div>", "2 <!-- a"],
    ["details", "<details>\n\na\n\n<details open>\n\nb\n\n</details>", "1 <details>"],
    ["pre", "<pre>\na\n\n**b**", "1 <pre>"],
  ])("at its place: %s", async (_what, text, place) => {
    expect((await placed(text)).map((found) => found.split(": ")[0])).toEqual([place]);
  });
});

describe("nothing is lost, and told, with", () => {
  test.each([
    ["an empty cell too many", "| a |\n|---|\n| 1 | |\n| 2 ||"],
    ["a cell too few", "| a | b |\n|---|---|\n| 1 |"],
    ["a bar behind a backslash", "| a |\n|---|\n| `x\\|y` |\n| 1 \\| 2 |"],
    ["a pipeline in prose", "run ls\n| sort | uniq\nand look"],
    ["a table in code", "```text\n| a | b |\n| 1 | 2 |\n```\n\n    | a | b |\n    | 1 | 2 |"],
    ["bars in prose", "a | b\nc | d\n\n---\n\na || b"],
    ["Markdown in pre", "<pre>\n```bash\n**a**\n```\n</pre>"],
    ["Markdown in a comment", "<!--\n```bash\nls\n```\n- a\n-->"],
    ["Markdown in an attribute", '<p title="**a**">b</p>'],
    ["Markdown behind a blank line", "<details><summary>a</summary>\n\n```bash\nls\n```\n\n</details>"],
    ["code in HTML", "<p><code>- `a`</code> 5 - 3 * 2</p>"],
    ["a longer fence round another", "````md\n```bash\nls\n```\n````"],
    ["other marks round a fence", "~~~md\n```bash\nls\n```\n~~~"],
    ["a fence without an end of line", "```bash\nls\n```"],
    ["an empty fence", "```bash\n```\n\n- ~~~\n  ~~~"],
    ["a fence of blank lines", "```bash\n\n\n```\n"],
    ["a fence in a list", "1. a\n\n   ```bash\n   ls\n\n   ```\n2. b"],
    ["a template's fence", "{% highlight bash %}\nls\n{% endhighlight %}"],
    ["comments", "<!-- a -->\n\n<!---->\n\n<!-->\n\nx <!-- b --> <!--c-->\n\n<!-- d\n\ne -->"],
    ["elements across blocks", "<details>\n\n<summary>a</summary>\n\n<pre>\n\nb\n\n</pre>\n\n</details>"],
    ["tags in a script", '<script>\nlet a = "<details>";\n</script>'],
    ["tags in code", "`<details>` and `<!--`\n\n```html\n<details>\n```"],
    ["an escaped tag", "\\<details>"],
  ])("%s", async (_what, text) => {
    expect(await placed(text)).toEqual([]);
  });
});
