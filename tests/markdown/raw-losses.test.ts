import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { htmlOfText, render } from "./render.ts";

async function toldOf(text: string): Promise<string> {
  const { problems } = await render(text);
  return problems.map((problem) => formatProblem(problem, (_file, line) => text.split("\n")[line - 1])).join("\n\n");
}

async function whatOf(text: string): Promise<string[]> {
  const { problems } = await render(text);
  return problems.map(({ place, what }) => `${place.line}:${place.column} ${what}`);
}

describe("an element that the sanitiser takes out", () => {
  test("is told, with what to write instead", async () => {
    const text =
      '<iframe src="https://e.org/" title="a film"></iframe>\n\na <input name=a> <button>Send</button>\n\n' +
      "a <script>alert(1)</script> b\n\n<svg><circle/></svg>\n\na <center>b</center>\n";

    expect(await toldOf(text)).toMatchInlineSnapshot(`
      "a.md:1:1  advice: element "iframe" is removed
          | <iframe src="https://e.org/" title="a film"></iframe>
          | ^^^^^^^
        Write a link to what it shows: pages load nothing from other hosts

      a.md:3:3  advice: element "input" is removed
          | a <input name=a> <button>Send</button>
          |   ^^^^^^
        Write it as Markdown: pages take no input. Its text stays

      a.md:3:18  advice: element "button" is removed
          | a <input name=a> <button>Send</button>
          |                  ^^^^^^^
        Write it as Markdown: pages take no input. Its text stays

      a.md:5:3  advice: element "script" is removed
          | a <script>alert(1)</script> b
          |   ^^^^^^^
        Put code that readers need into a fence: its text is removed too

      a.md:7:1  advice: element "svg" is removed
          | <svg><circle/></svg>
          | ^^^^
        Put the drawing into content/media/ as an image and write ![what it shows](/media/<file>)

      a.md:9:3  advice: element "center" is removed
          | a <center>b</center>
          |   ^^^^^^^
        Write it in Markdown, as in **important**. Its text stays"
    `);
  });

  test("is told once for each name, at its first place", async () => {
    const text =
      "# A\n\n`<marquee>` <marquee>x</marquee>\n\n> <div>\n>   <!-- <font> --><font color=red>y</font><font>z</font>\n> </div>\n\n<marquee>x</marquee>\n";

    expect(await whatOf(text)).toEqual(['3:13 element "marquee" is removed', '6:20 element "font" is removed']);
  });

  test("leaves its text, but for scripts and styles", async () => {
    const text =
      "<textarea>a</textarea><select><option>b</option></select><font>c</font><button>d</button>" +
      "<iframe>e</iframe><noscript>f</noscript><script>g</script><style>h</style>";

    expect(load(await htmlOfText(`<div>${text}</div>\n`))("div").text()).toBe("abcdef");
    expect(load(await htmlOfText(`x ${text}\n`))("p").text()).toBe("x abcdef");
  });

  test("that has a successor becomes it, without a word", async () => {
    const text = "a <strike>b</strike> <tt>c</tt> <acronym>d</acronym>\n";

    expect(await htmlOfText(text)).toBe("<p>a <s>b</s> <code>c</code> <abbr>d</abbr></p>\n");
    expect(await whatOf(text)).toEqual([]);
  });

  test("and whose loss nobody notices is not told", async () => {
    const picture = '<picture><source srcset="/a.webp"><img src="/a.png" alt="a"></picture>\n';

    expect(await whatOf(picture)).toEqual([]);
  });
});

describe("an attribute that the sanitiser takes out", () => {
  test("is told where a reader misses it", async () => {
    const text =
      'a <span style="color: red">b</span>\n\n<div>\n<p class="x" onclick="go()">b</p>\n</div>\n\n' +
      '<img src="/a.png" srcset="/b.png 2x" alt="a">\n\na <a href="javascript:go()">b</a>\n';

    expect(await toldOf(text)).toMatchInlineSnapshot(`
      "a.md:1:9  advice: attribute "style" is removed
          | a <span style="color: red">b</span>
          |         ^^^^^
        Write it in Markdown, as in **important**: the site has one style sheet

      a.md:4:14  advice: attribute "onclick" is removed
          | <p class="x" onclick="go()">b</p>
          |              ^^^^^^^
        Describe what it did, or write a link: pages run no scripts of their authors

      a.md:7:19  advice: attribute "srcset" is removed
          | <img src="/a.png" srcset="/b.png 2x" alt="a">
          |                   ^^^^^^
        Write the address of one file as src

      a.md:9:3  advice: address "javascript:go()" is removed from its link
          | a <a href="javascript:go()">b</a>
          |   ^^
        Link to a page, or to an address with https:, mailto:, tel: or another scheme that the site allows"
    `);
  });

  test("is told once for each name", async () => {
    expect(await whatOf('<p style="a">x</p>\n\n<p style="b" title="style=">x</p>\n')).toEqual([
      '1:4 attribute "style" is removed',
    ]);
  });

  test.each([
    '<p align="center" class="x">x</p>',
    '<table width="100%" border=0 cellpadding=1><tr><td width=1 valign="top" bgcolor="red">x</td></tr></table>',
    '<a href="/a/" target="_blank" rel="noopener">x</a>',
    '<a href="HTTPS://e.org/">x</a> <a href="mailto:a@e.org">x</a> <a href="#a:b">x</a> <a href="a/b:c">x</a>',
    "<a name=b></a><a>x</a>",
    '<img src="/a.png" alt="" decoding="async">',
  ])("is not told where nobody does: %s", async (text) => {
    expect(await whatOf(`${text}\n`)).toEqual([]);
  });

  test("that says how a list counts stays", async () => {
    const list = '<ol reversed type="a" start="3"><li value="7">x</li></ol>\n';

    expect(await htmlOfText(list)).toBe(list);
  });
});

describe("the address of a link is told where it is taken out, and only there:", () => {
  test.each([
    "javascript:x",
    " java\tscript:x",
    "tel:+49",
    "ssh://host",
    "//e.org/",
    "\\\\e.org/",
    "data:text/html,x",
    "https://e.org/",
    "mailto:a@e.org",
    "a/b",
    "a?b=c:d",
    "#c:d",
    "1:2",
  ])("%j", async (href) => {
    const text = `<p><a href="${href}">x</a></p>\n`;
    const isGone = load(await htmlOfText(text))("a").attr("href") === undefined;

    expect((await whatOf(text)).filter((what) => what.includes("address")).length).toBe(isGone ? 1 : 0);
  });
});
