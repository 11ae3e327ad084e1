import { globSync, readFileSync } from "node:fs";
import { cpuUsage } from "node:process";
import { describe, expect, test } from "vitest";
import { formatProblem, type Problem } from "../../../src/core/problem.ts";
import { DIALECT_MARKS } from "../../../src/markdown/marks/dialect-marks.ts";
import { TEXT_MARKS } from "../../../src/markdown/marks/text-marks.ts";
import { htmlOf, render } from "../render.ts";

const MARKS = [...DIALECT_MARKS, ...TEXT_MARKS];

const isOurs = ({ kind, what }: Problem) => kind === "advice" && / is shown as (?:text|code)$/.test(what);
const adviceOf = async (text: string) => (await render(text)).problems.filter(isOurs);

/** The advice of a text, as it is printed. */
async function told(text: string): Promise<string> {
  const line = (_file: string, number: number) => text.split("\n")[number - 1];
  return (await adviceOf(text)).map((found) => formatProblem(found, line)).join("\n");
}

/** Where each advice stands. */
async function placed(text: string): Promise<string[]> {
  const lines = text.split("\n");
  return (await adviceOf(text)).map(({ place: { line, column, length } }) => {
    const piece = (lines[line - 1] ?? "").slice(column - 1, column - 1 + length);
    return `${line}:${column} ${piece}`;
  });
}

describe("dialects tell each kind of mark", () => {
  test("in its own words", async () => {
    const messages: string[] = [];
    for (const { sample } of MARKS) messages.push(...(await adviceOf(sample)).map(({ what }) => what));

    expect(messages).toMatchInlineSnapshot(`
      [
        "Hugo shortcode "{{< hint info >}}" is shown as text",
        "table-of-contents mark "[[TOC]]" is shown as text",
        "template expression "{{ site.title }}" is shown as text",
        "template comment "{# not yet #}" is shown as text",
        "Liquid or Jinja tag "{% include warning.html %}" is shown as text",
        "heading id "{ #recovery }" is shown as text",
        "attribute list "{: .warning}" is shown as text",
        "attribute list "{.button}" is shown as text",
        "wiki embed "![[diagram.png]]" is shown as text",
        "wiki link "[[disk-latency|Disk latency]]" is shown as text",
        "block id "^37066d" is shown as text",
        "hidden comment "%%not yet%%" is shown as text",
        "MkDocs admonition "!!! note 'Read this'" is shown as text",
        "PyMdown block "/// note | Read this" is shown as text",
        "MkDocs tab "=== 'Linux'" is shown as text",
        "include "--8<-- 'parts/steps.md'" is shown as text",
        "diagram "::: mermaid" is shown as text",
        "container ":::note" is shown as text",
        "directive "::youtube[x]" is shown as text",
        "callout "[!danger]- Data loss" is shown as text",
        "task state "[/]" is shown as text",
        "MDX import or export "import { Tabs } from './tabs'" is shown as text",
        "MDX comment "{/* not yet */}" is shown as text",
        "reStructuredText directive ".. note::" is shown as text",
        "reStructuredText role ":ref:" is shown as text",
        "Confluence markup "{code:bash}" is shown as text",
        "formula "$$ E = mc^2 $$" is shown as text",
        "formula "$a_1 * b_2$" is shown as text",
        "formula "\\( x^2 \\)" is shown as text",
        "formula "\\[ \\frac{a}{b} \\]" is shown as text",
        "formula "\\begin{align}" is shown as text",
        "merge conflict mark "<<<<<<< HEAD" is shown as text",
        "editor's mark "{++added++}" is shown as text",
        "highlighted text "==Do not reboot==" is shown as text",
        "keyboard shortcut "++ctrl+c++" is shown as text",
        "subscript "~2~" is shown as text",
        "superscript "^2^" is shown as text",
        "strikethrough with single tildes "~not any more~" is shown as text",
        "emoji name ":warning:" is shown as text",
        "abbreviation "*[HTML]: Hypertext Markup Language" is shown as text",
        "definition list ": The cache of ZFS" is shown as text",
        "emphasis "**注意（重要）。**" is shown as text",
        "emphasis "**Note: **" is shown as text",
        "emphasis "~~已删除。~~" is shown as text",
        "link without an address "[the runbook][missing]" is shown as text",
        "image size "![the plan](plan.png =600x)" is shown as text",
        "link with a space in its address "[the plan](the plan.md)" is shown as text",
        "footnote mark without a note "[^1]" is shown as text",
        "comment without an end "<!-- not yet" is shown as text",
        "backtick without a partner "\`zpool status." is shown as text",
      ]
    `);
  });

  test.each(MARKS.map(({ name, sample }) => [name, sample]))("%s: %s, and keeps its text", async (name, sample) => {
    const rendered = await render(sample);

    expect(rendered.problems.filter(isOurs)).toMatchObject([{ what: expect.stringMatching(`^${name} "`) }]);
    expect(htmlOf(rendered).length).toBeGreaterThan(sample.length);
  });

  test.each(MARKS.map(({ name, remedy }) => [name, remedy]))("%s, with what to do", (_name, remedy) => {
    expect(remedy).toMatch(/^[A-Z].*[^.]$/);
  });

  test.each([
    ["{{% notice %}}", "Hugo shortcode"],
    ["{{<hint>}}", "Hugo shortcode"],
    ['see [a]({{< ref "./b.md" >}})', "Hugo shortcode"],
    ['{{< figure src="https://e.org/a.png" >}}', "Hugo shortcode"],
    ["{% highlight bash %}\nls", "Liquid or Jinja tag"],
    ["{%- if a -%}", "Liquid or Jinja tag"],
    ["* x\n{:toc}", "table-of-contents mark"],
    ["[TOC]", "table-of-contents mark"],
    ["`x`{: .language-bash}", "attribute list"],
    ['{:target="_blank"}', "attribute list"],
    ["| a |\n|---|\n| [[b]] |", "wiki link"],
    ["??? tip\n    more", "MkDocs admonition"],
    ["???+ warning", "MkDocs admonition"],
    ["!!! Note\n    more", "MkDocs admonition"],
    ["![](https://example.org/a.svg =x50)", "image size"],
    ["[praise](#Thanks and praise)", "link with a space in its address"],
    ["```rust\n{{#rustdoc_include ../listings/a.rs:here}}\n```", "include"],
    ['``` yaml\n--8<-- "a.yaml"\n\n--8<-- "b.yaml"\n```', "include"],
    ["::: tip Title\nx\n:::", "container"],
    ["::::note\nx\n::::", "container"],
    ["1. x\n\n   :::caution[Stop]\n   y\n   :::", "container"],
    ["> [!bug]\n> x", "callout"],
    ["> [!NOTE] With a title\n> x", "callout"],
    ["- a\n\n  > [!NOTE]\n  > x", "callout"],
    ['import "./x.js"', "MDX import or export"],
    ["export const a = 1", "MDX import or export"],
    ['import {\n  A,\n  B,\n} from "x"', "MDX import or export"],
    ["{note}`x`", "reStructuredText role"],
    ["h2. Impact", "Confluence markup"],
    ["$$\nx^2\n$$", "formula"],
    ["with $\\alpha$ and", "formula"],
    ["```math\nx\n```", "formula"],
    ["x :+1:", "emoji name"],
    ["## :warning: Danger", "emoji name"],
    ["请用**`zpool`**命令", "emphasis"],
    ["see [here][Node].", "link without an address"],
    ["see [the *long* text][].", "link without an address"],
    ["```mermaid\ngraph\n```", "diagram"],
    ["~~~PlantUML\nx\n~~~", "diagram"],
    ["`a (b\n> 10`. c", "backtick without a partner"],
  ])("%j: %s", async (text, name) => {
    const names = (await adviceOf(text)).map(({ what }) => what.split(' "')[0]);

    expect(names).toEqual([name]);
  });
});

describe("dialects tell a kind once a file", () => {
  test("at the first place, with how many there are", async () => {
    const text = 'x `{{< a >}}` y {{< hint "b" >}} z\n\n{{< /hint >}}\n\n- {{% c %}}\n';

    expect(await told(text)).toMatchInlineSnapshot(`
      "a.md:1:17  advice: Hugo shortcode "{{< hint 'b' >}} and 2 more" is shown as text
          | x \`{{< a >}}\` y {{< hint "b" >}} z
          |                 ^^^^^^^^^^^^^^^^
        Write Markdown instead, or put it into \`code\` to show it: no template language runs here"
    `);
  });

  test("in words that are the same in each file but for what stands in quotes", async () => {
    const [one] = await adviceOf('{{< a "b" >}}');
    const [two] = await adviceOf("{{< c >}} {{< d >}}");

    const uniform = (what = "") => what.replace(/"[^"]*"/g, "");
    expect(uniform(one?.what)).toBe(uniform(two?.what));
    expect(one?.remedy).toBe(two?.remedy);
  });

  test("and shorten a long one", async () => {
    expect((await adviceOf(`{{< ${"a".repeat(100)} >}}`))[0]?.what).toBe(
      `Hugo shortcode "{{< ${"a".repeat(36)}…" is shown as text`,
    );
  });

  test.each([
    ["x [[a]]", "1:3 [[a]]"],
    ["`[[a]]` [[a]]", "1:9 [[a]]"],
    ["[l](/[[a]]) **b** [[a]]", "1:19 [[a]]"],
    ["text\n> a\n> b [[c]]", "3:5 [[c]]"],
    ["| a | b |\n|---|---|\n| x | y \\| [[c]] |", "3:12 [[c]]"],
    ["a\n\n| a |\n|---|\n| b |\n| [[c]] |", "6:3 [[c]]"],
    ["x[^1]\n\n[^1]: y [[c]]", "3:9 [[c]]"],
    ["- a\n- [ ] b [[c]]", "2:9 [[c]]"],
    ["a \\( x^2 \\)", "1:3 \\("],
    ["x &amp; <b>y</b> [[c]]", "1:18 [[c]]"],
    ["   :::note\n   x", "1:4 :::note"],
    ["```mermaid\n```", "1:4 mermaid"],
  ])("%j at %s", async (text, place) => {
    expect(await placed(text)).toEqual([place]);
  });
});

describe("dialects tell nothing of", () => {
  const everything = MARKS.map(({ sample }) => sample.replace(/^(?:#+|>|-(?= )) ?/, "")).filter(
    (s) => !s.includes("`"),
  );

  test.each(everything)("%s in code, a fence, a comment or raw code", async (sample) => {
    const line = sample.replaceAll("\n", " ");
    const text = `x \`${line}\`\n\n\`\`\`text\n${sample}\n\`\`\`\n\n    ${line}\n\n<!-- ${line} -->\n\ny <code>${line.replace(/[<>]/g, "")}</code>\n`;

    expect(await told(text)).toBe("");
  });

  test.each([
    ["an escaped mark", "\\{{ a }} \\{% b %} \\[[c]] \\:tada: \\==d== \\$a_1$ \\`e \\**f（g）。**h"],
    ["an escaped line", "\\:::note\n\n\\!!! note\n\n\\[TOC]"],
    [
      "what is understood",
      '{% highlight "bash" %}\nls\n{% endhighlight %}\n\n> [!NOTE]\n> a\n\nb[^1] ~~c~~\n\n[^1]: d',
    ],
    [
      "shell variables",
      "Set $HOME and $PATH, $\u007BA_B} and $A_B, $FOO_BAR:$BAZ_QUX, $x_y$z, $5 and $6^2, $1_000 to $2_000",
    ],
    ["process ids and percents", "kill $$ and $$, 100%% of 50%%, %%d"],
    ["times and scopes", "at 10:30:00, std::x, a::b::c, host:port:, [::1], http://e.org:80/a:b: 12:ab:34"],
    ["addresses", "https://e.org/{{a}}?b==c==d&e=$a_1$:f:~g~ <https://e.org/[[a]]> [x](https://e.org/==y==)"],
    ["globs", "**/*.md and **/*.ts, src/** and lib/**, a/**/b and c/**/d"],
    ["arguments", "f(**kwargs, **options) with *args, 2 ** 3 and 4 ** 5"],
    ["comparisons", "a == b, a==b and c==d, ==1.2, ==1.3, x === y !== z"],
    ["shell tests", 'if [[ -n "$a" ]]; then, [[:alpha:]], [["a", "b"]], [[1, 2], [3, 4]], a[[1]]'],
    ["home directories", "~/a and ~/b, ~10 minutes to ~20, HEAD~1 and HEAD~2, a~b~c, about ~5% (was ~6%)"],
    ["powers", "2^10 and 2^20, ^C or ^D, HEAD^ and HEAD^^"],
    ["increments", "C++ and g++, i++ or j++"],
    ["loud prose", "!!! Do not do this !!!\n\n??? what is this\n\n!!!"],
    ["headings under lines", "Impact\n===\n\nCause\n---"],
    ["a colon at a line's start", "It says, among more:\n: exit status 1"],
    ["Elixir", "returns {:ok, value} or {:error, reason}"],
    ["paths of JSON", "in {.items} and {.status.phase}, {range .items[*]}{.metadata.name}{end}"],
    ["format strings", "printf {%s} {%d}, {} and {0}"],
    ["GitHub's expressions", "set $\u007B{ secrets.TOKEN }}"],
    ["classes of regular expressions", "[a-z][0-9], [a-z][a-z0-9], ^[^abc]+$, [^/]+, a[^1-9], [\\w.]][\\d]"],
    ["lines of logs", "[TODO][urgent] [2024-01-01 10:00:00][warn][core] x\n[error][main] y"],
    ["empty braces", "{{}}, {{ }}, {% %}, {##}, {: }"],
    ["indexes", "a[i][j], a[1][2], matrix [0][1]"],
    ["synopses", "tool [options] [files], tool [-a|-b][-c]"],
    ["calls beside brackets", "[note] (see the plan.md), a[1](2 3)"],
    ["sentences about imports", "import the dump from the backup\n\nexport it again\n\n- import data from 'a'"],
    ["quotations", "> [1] a\n\n> [a] b"],
    ["tasks", "- [ ] a\n- [x] b\n- [link](/x/)"],
    ["escaped brackets", "\\[a\\] and \\(see b\\), \\[a_name\\]"],
    ["prices and tildes", "costs $5, or $6 (~$7)"],
    ["notes on lines", "h2 is a database. h1. \n\nNote: this, tip: that"],
    ["a table of contents in words", "The TOC, [toc](/x/)"],
    [
      "an include as an example",
      '```\n--8<-- "a"\n```\n\n```md\n<<< @/a.js\n```\n\n```rust\n{{#include a}}\nlet a;\n```',
    ],
    ["fences of code", "```bash\nls\n```\n\n```yaml\na: {{ b }}\n```"],
  ])("%s", async (_what, text) => {
    expect(await told(text)).toBe("");
  });

  test("the project's own content", async () => {
    const files = globSync("content/*/*.md");
    const all: string[] = [];
    for (const file of files) all.push(await told(readFileSync(file, "utf8").replace(/^---\n.*?\n---\n/s, "")));

    expect(files.length).toBeGreaterThan(5);
    expect(all.join("")).toBe("");
  });
});

describe("dialects end with hostile text", () => {
  const LENGTH = 100_000;

  test.each([
    ...[
      "{{",
      "{{<",
      "{%",
      "{#",
      "{:",
      "{",
      "[[",
      "[[a",
      "$",
      "$a",
      "$$a",
      "*",
      "**a",
      "** a",
      "~",
      "~a",
      "^a",
      ":",
      ":a",
      ":::",
      ":::\n",
    ],
    ...[
      "=",
      "==a",
      "%%",
      "%%a",
      "+",
      "++a",
      "`",
      "` ",
      "[a][",
      "[a](",
      "[^",
      "\\(",
      "\\[",
      "!!! ",
      "a\n: ",
      "\u0000\n",
      "import {",
      ".. a",
    ],
  ])("%j", async (text) => {
    const started = cpuUsage();
    await render(text.repeat(LENGTH / text.length));

    expect(cpuUsage(started).user / 1000).toBeLessThan(5_000);
  });
});
