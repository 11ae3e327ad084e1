import { describe, expect, test } from "vitest";
import type { BoundShortForm } from "../../../src/model/short-form.ts";
import { htmlOf, render } from "../render.ts";

/** Forms of a test's own: org/app#7, BUG #7, and FIX, which begins as a longer form does. */
const FORMS: readonly BoundShortForm[] = [
  {
    pattern: /(?<![\w./@-])([a-z]+)\/([a-z]+)#(\d+)(?![\w-])/g,
    url: ([, owner, name, number]) => `https://forge.example/${owner}/${name}/issues/${number}?a=1&b=2`,
  },
  { pattern: /\bBUG #(\d+)\b/g, url: ([, number]) => `https://bugs.example/${number}` },
  { pattern: /\bFIX\b/g, url: () => "https://short.example/" },
  { pattern: /\bFIX FOR BUG #(\d+)\b/g, url: ([, number]) => `https://long.example/${number}` },
];

/** Counts how often it searches. */
class CountedPattern extends RegExp {
  searches = 0;

  override exec(text: string) {
    this.searches++;
    return super.exec(text);
  }
}

const rendered = (text: string, forms = FORMS) => render(text, forms);
const htmlFor = async (text: string, forms = FORMS) => htmlOf(await rendered(text, forms)).trim();
const linksIn = async (text: string) => [...(await htmlFor(text)).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
const placed = async (text: string) =>
  (await rendered(text)).links.map(({ url, place }) => `${place.line}:${place.column}+${place.length} ${url}`);

const APP = (number: number) => `https://forge.example/org/app/issues/${number}?a=1&b=2`;

describe("short-references", () => {
  test("makes a link with a state out of each form, and keeps the text round it", async () => {
    expect(await htmlFor("See org/app#7, *BUG #8* (and BUG #9).")).toMatchInlineSnapshot(
      `"<p>See <a href="https://forge.example/org/app/issues/7?a=1&amp;b=2">org/app#7</a><!-- state of https://forge.example/org/app/issues/7?a=1&b=2 -->, <em><a href="https://bugs.example/8">BUG #8</a><!-- state of https://bugs.example/8 --></em> (and <a href="https://bugs.example/9">BUG #9</a><!-- state of https://bugs.example/9 -->).</p>"`,
    );
  });

  test("adds nothing to a site without short forms", async () => {
    expect(await htmlFor("See org/app#7.", [])).toBe("<p>See org/app#7.</p>");
  });

  test.each([
    ["a code span", "`org/app#7`"],
    ["a code block", "```text\norg/app#7\n```"],
    ["an indented code block", "    org/app#7"],
    ["the text of a link", "[see org/app#7 and **BUG #8**](/x/)", "/x/"],
    ["the destination of a link", "[x](/org/app#7)", "/org/app#7"],
    ["an image's alternative text", "![org/app#7](/media/a.png)"],
    ["a bare address", "https://e.org/org/app#7", "https://e.org/org/app#7"],
    ["an address in angle brackets", "<https://e.org/org/app#7>", "https://e.org/org/app#7"],
    ["an HTML block", "<div>org/app#7</div>"],
    ["the text of a raw link", 'a <a href="/x/">org/app#7 <b>BUG #8</b></a>', "/x/"],
    ["raw inline code", "a <code>org/app#7</code> <kbd class='x'>BUG #8</kbd>"],
    ["an attribute of raw HTML", 'a <b title="org/app#7">c</b>'],
    ["a form whose sign is escaped", "org/app\\#7"],
    ["a form that goes on before an escape", "my\\_org/app#7"],
    ["a form that goes on behind an escape", "org/app#7\\_8"],
    ["a path", "src/org/app#7"],
    ["an e-mail address", "me@org/app#7"],
    ["a word that goes on", "org/app#7th"],
  ])("leaves %s alone", async (_what, text, ...own) => {
    expect((await linksIn(text)).filter((href) => !own.includes(href ?? ""))).toEqual([]);
  });

  test("goes on behind a link, code and raw HTML", async () => {
    const text =
      "[x](/x/) BUG #1 `y` BUG #2 <a href='/z/'>z</a> BUG #3 <b>BUG #4</b> https://e.org/a BUG #5&nbsp;BUG #6\n";

    const found = (await placed(text)).map((line) => line.replace(/^\S+ /, ""));
    expect(found.filter((url) => url.startsWith("https://bugs"))).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => `https://bugs.example/${number}`),
    );
  });

  test("of forms that overlap takes the leftmost, and the longest of those that begin together", async () => {
    expect(await linksIn("FIX FOR BUG #7 and FIX, BUG #8")).toEqual([
      "https://long.example/7",
      "https://short.example/",
      "https://bugs.example/8",
    ]);
  });

  test("searches with each pattern as often as it finds something, not as often as any does", async () => {
    const forms = FORMS.map(({ pattern, url }) => ({ pattern: new CountedPattern(pattern), url }));
    const text = Array.from({ length: 500 }, (_, i) => `BUG #${i}`).join(", ");

    expect((await rendered(`FIX org/app#7 ${text}, FIX`, forms)).links).toHaveLength(503);

    expect(forms.map(({ pattern }) => pattern.searches)).toEqual([2, 501, 3, 1]);
  });

  test("ends with a pattern that finds nothing or forgets where it was", async () => {
    const odd = [
      { pattern: /x*/g, url: () => "https://e.org/" },
      { pattern: /BUG#/, url: () => "https://e.org/bug" },
    ];

    expect(await htmlFor("BUG# x", odd)).toContain('<a href="https://e.org/bug">BUG#</a>');
  });

  test("keeps the id and the outline of a heading, whose permalink would hold a link otherwise", async () => {
    const { headings } = await rendered("## Waiting for org/app#7\n");

    expect(headings).toMatchObject([{ level: 2, id: "waiting-for-orgapp7", text: "Waiting for org/app#7" }]);
    expect(await htmlFor("## Waiting for org/app#7\n")).toMatchInlineSnapshot(
      `"<h2 id="waiting-for-orgapp7">Waiting for <a href="https://forge.example/org/app/issues/7?a=1&amp;b=2">org/app#7</a><!-- state of https://forge.example/org/app/issues/7?a=1&b=2 --></h2>"`,
    );
  });

  test("is known to the sanitiser as a link of ours", async () => {
    expect((await rendered("org/app#7 <b>x</b>")).links).toHaveLength(1);
  });
});

describe("the place of a short form", () => {
  test.each([
    ["a paragraph", "one\ntwo org/app#7.\n", ["2:5+9"]],
    ["a list", "- a\n  - b: org/app#7\n", ["2:8+9"]],
    ["a cell of a table", "| a | b |\n|---|---|\n| org/app#7 | org/app#7 |\n", ["3:3+9", "3:15+9"]],
    ["a cell with an escaped bar", "| a |\n|---|\n| x \\| org/app#7 |\n", ["3:8+9"]],
    ["a heading", "text\n\n## On org/app#7\n", ["3:7+9"]],
    ["a quotation", "> a\n> b org/app#7\n", ["2:5+9"]],
    ["a callout", "> [!NOTE]\n> b org/app#7\n", ["2:5+9"]],
    ["a footnote", "a[^1]\n\n[^1]: see\n    org/app#7\n\nb\n", ["4:5+9"]],
    ["a footnote in the text", "org/app^[see org/app#7]\n\nb\n", ["1:14+9"]],
    ["emphasis", "**org/app#7**", ["1:3+9"]],
  ])("in %s", async (_what, text, expected) => {
    expect(await placed(text)).toEqual(expected.map((place) => `${place} ${APP(7)}`));
  });

  test("tells one occurrence from the next", async () => {
    expect(await placed("org/app#7 and org/app#71, org/app#7 and\norg/app#7\n")).toEqual([
      `1:1+9 ${APP(7)}`,
      `1:15+10 ${APP(71)}`,
      `1:27+9 ${APP(7)}`,
      `2:1+9 ${APP(7)}`,
    ]);
  });

  test.each([
    ["code", "`org/app#7` org/app#7", "1:13+9"],
    ["code on the line before", "`see org/app#7`\norg/app#7", "2:1+9"],
    ["a longer path", "src/org/app#7, and org/app#7", "1:20+9"],
    ["the text of a link by reference", "[org/app#7][r] and org/app#7\n\n[r]: /x/\n", "1:20+9"],
    ["an attribute", '<b title="org/app#7">org/app#7</b>', "1:22+9"],
    ["an image", "![org/app#7](/media/a.png) org/app#7", "1:28+9"],
    ["an address", "https://e.org/org/app#7 org/app#7", "1:25+9"],
  ])("is not that of the same words in %s", async (_what, text, expected) => {
    expect(await placed(text)).toContain(`${expected} ${APP(7)}`);
  });

  test("is found behind more text than is needed to tell it from others", async () => {
    const text = `${"word ".repeat(200)}org/app#7 ${"more ".repeat(200)}`;

    expect(await placed(`\`${text}\`\n${text}`)).toEqual([`2:1001+9 ${APP(7)}`]);
  });

  test("does not move the links round it", async () => {
    const text = "org/app#7 [x](/x/) BUG #8 [y](/y/) https://e.org/z\n";

    expect(await placed(text)).toEqual([
      `1:1+9 ${APP(7)}`,
      "1:15+3 /x/",
      "1:20+6 https://bugs.example/8",
      "1:31+3 /y/",
      "1:36+15 https://e.org/z",
    ]);
  });
});
