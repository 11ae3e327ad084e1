import { describe, expect, test } from "vitest";
import { Source } from "../../../src/core/position.ts";
import { formatProblem } from "../../../src/core/problem.ts";
import { svgDefects } from "../../../src/core/svg/svg.ts";

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const FILE = "content/media/a.svg";

const svg = (inner: string) => `<svg ${NS}>${inner}</svg>`;
const told = (text: string) => {
  const source = new Source(FILE, text);
  return svgDefects(source).map((problem) => formatProblem(problem, (_, line) => source.line(line)));
};
const whats = (text: string) => svgDefects(new Source(FILE, text)).map(({ what }) => what);

describe("svgDefects() passes", () => {
  test.each([
    ["a drawing", svg('<g><path d="M0 0h1" fill="red"/></g><text>a &amp; b &#x263A;</text>')],
    ["a byte order mark and a declaration", `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n${svg("")}`],
    [
      "the DOCTYPE of old programs",
      `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">${svg("")}`,
    ],
    ["a prefix for SVG", '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:a href="/x"/></s:svg>'],
    ["what points into itself", svg('<use xlink:href="#a" fill="url(#b)" style="mask:url( \'#c\' )"/>')],
    ["pixels as data", svg('<image href="data:image/png;base64,AAAA"/>')],
    ["a font as data", svg("<style>@font-face{font-family:x;src:url(data:font/woff2;base64,AAAA)}</style>")],
    [
      "links that somebody has to follow",
      svg('<a href="https://e.org/"/><a xlink:href="../x"/><a href="mailto:a@e.org"/>'),
    ],
    ["an animation of colours", svg('<rect><animate attributeName="fill" values="red;url(#a)"/></rect>')],
    [
      "metadata of an editor",
      svg('<metadata><w xmlns="http://creativecommons.org/ns#" about="" resource="https://e.org"/></metadata>'),
    ],
    ["other instructions", `<?plantuml 1.2?>${svg("")}`],
    ["text about scripts", svg("<title>onload, url(https://e.org) and javascript:</title><!-- <script/> -->")],
    ["escapes in the name of a font", svg("<text style=\"font-family:'\\5b8b\\4f53'\"/>")],
  ])("%s", (_what, text) => {
    expect(told(text)).toEqual([]);
  });
});

describe("svgDefects() refuses", () => {
  const XHTML = 'xmlns:h="http://www.w3.org/1999/xhtml"';
  const RUNS: readonly (readonly [inner: string, what: string])[] = [
    ["<script>1</script>", "element <script>"],
    ["<script href='#a'/>", "element <script>"],
    ["<SCRIPT/>", "element <SCRIPT>"],
    ['<x:script xmlns:x="http://www.w3.org/2000/svg"/>', "element <x:script>"],
    [`<h:script ${XHTML}/>`, "HTML element <h:script>"],
    [`<h:img ${XHTML} src="x" onerror="1"/>`, "HTML element <h:img>"],
    ['<b xmlns="http://www.w3.org/1999/&#120;html"/>', "HTML element <b>"],
    ["<foreignObject/>", "element <foreignObject>"],
    ["<iframe/>", "element <iframe>"],
    ["<video/>", "element <video>"],
    ['<g onclick="x()"/>', 'attribute onclick="x()" that runs a script'],
    ['<g\n  onClick\n=\n"x()"/>', 'attribute onClick="x()" that runs a script'],
    ['<a href="javascript:x()"/>', 'script in href="javascript:x()"'],
    ['<a href=" &#10;java&#9;script:x()"/>', 'script in href="java script:x()"'],
    ['<a xlink:href="JavaScript&#58;x()"/>', 'script in xlink:href="JavaScript:x()"'],
    ['<a xmlns:q="http://www.w3.org/1999/xlink" q:href="javascript:x()"/>', 'script in q:href="javascript:x()"'],
    ['<a href="data:text/html,x"/>', 'link href="data:text/html,x"'],
    ['<a href="blob:x"/>', 'link href="blob:x"'],
    ['<use href="data:image/svg+xml,x"/>', 'foreign address href="data:image/svg+xml,x"'],
    ['<animate attributeName="href" to="#a"/>', 'animation of attributeName="href"'],
    ['<set attributeName=" xlink:href" to="#a"/>', 'animation of attributeName="xlink:href"'],
    ['<set attributeName="onclick" to="x()"/>', 'animation of attributeName="onclick"'],
    ['<animate values="#a;javascript:x()"/>', 'script in values="#a;javascript:x()"'],
    ['<g xml:base="https://e.org/"/>', 'attribute xml:base="https://e.org/"'],
  ];
  test.each(RUNS)("what runs: %s", (inner, what) => {
    expect(whats(svg(inner))).toEqual([what]);
  });

  const LOADS: readonly (readonly [inner: string, what: string])[] = [
    ['<image href="https://e.org/x.png"/>', 'foreign address href="https://e.org/x.png"'],
    ['<image xlink:href="//e.org/x.png"/>', 'foreign address xlink:href="//e.org/x.png"'],
    ['<image href="x.png"/>', 'foreign address href="x.png"'],
    ['<use href="https://e.org/x.svg#a"/>', 'foreign address href="https://e.org/x.svg#a"'],
    ['<feImage href="\\\\e.org\\x"/>', 'foreign address href="\\\\e.org\\x"'],
    ['<g fill="url(https://e.org/#a)"/>', 'fill="url(https://e.org/#a)" that loads something'],
    ['<g style="fill:URL(\'https://e.org"/>', 'style="fill:URL(\'https://e.org" that loads something'],
    ['<g style="fill:u\\72 l(https://e.org)"/>', 'style="fill:u\\72 l(https://e.org)" that loads something'],
    ['<g fill="url(#a) url(x.svg#a)"/>', 'fill="url(#a) url(x.svg#a)" that loads something'],
    ['<set attributeName="mask" to="url(https://e.org)"/>', 'to="url(https://e.org)" that loads something'],
    [
      `<g cursor="image-set('https://e.org' 1x), auto"/>`,
      "cursor=\"image-set('https://e.org' 1x), auto\" that loads something",
    ],
    [
      `<g style="--a:'url(#';fill:url(https://e.org)"/>`,
      `style="--a:'url(#';fill:url(https://e.org)" that loads something`,
    ],
    ['<style>a{--a:"url(\'#";fill:url(https://e.org)}</style>', 'style that loads "https://e.org"'],
    ["<style>a{fill:url('https://e.org</style>", 'style that loads "https://e.org"'],
    ["<style>@import 'https://e.org/x.css';</style>", `style that loads "@import 'https://e.org/x.css'"`],
    ["<style>@\\69mport url(x.css);</style>", 'style that loads "@import url(x.css)"'],
    ["<style>a{fill:url(<![CDATA[https://e.org]]>)}</style>", 'style that loads "https://e.org"'],
    ["<style>a<style/>b{fill:url(https://e.org)}</style>", 'style that loads "https://e.org"'],
    ["<style>/* url(https://e.org) */</style>", 'style that loads "https://e.org"'],
    ['<style>a{fill:url("\\22https://e.org")}</style>', 'style that loads ""'],
  ];
  test.each(LOADS)("what loads: %s", (inner, what) => {
    expect(whats(svg(inner))).toEqual([what]);
  });

  const FILES: readonly (readonly [text: string, what: string])[] = [
    [`<?xml-stylesheet href="#a"?>${svg("")}`, "style sheet by <?xml-stylesheet … ?>"],
    [`<!DOCTYPE svg [<!ENTITY x "<script/>">]>${svg("&x;")}`, "declarations in <!DOCTYPE … [ ]>"],
    [`<!DOCTYPE svg [<!ATTLIST g onload CDATA "x()">]>${svg("<g/>")}`, "declarations in <!DOCTYPE … [ ]>"],
    [`<?xml version="1.0" encoding="UTF-7"?>${svg("")}`, 'encoding "UTF-7"'],
    [`<?xml version="1.1"?>${svg("")}`, "XML 1.1"],
    ["<\0s\0v\0g\0/\0>\0", "NUL character, as in UTF-16"],
    ["<svg/>", "root element <svg>, which is not SVG"],
    ['<html xmlns="http://www.w3.org/1999/xhtml"/>', "HTML element <html>"],
    ["", "not well-formed XML: document must contain a root element"],
    [svg("&nbsp;"), "not well-formed XML: undefined entity"],
    [svg('<a xlinks:href="#a"/>'), 'not well-formed XML: unbound namespace prefix: "xlinks"'],
    [svg("<g>"), "not well-formed XML: unexpected close tag"],
    [svg('<g a="1" a="2"/>'), "not well-formed XML: duplicate attribute: a"],
    [`${svg("")}<script/>`, "not well-formed XML: documents may contain only one root"],
  ];
  test.each(FILES)("as a whole: %j", (text, what) => {
    expect(whats(text)).toEqual([what]);
  });

  test("what comes before a place where the XML breaks, because browsers run it", () => {
    expect(whats(`<svg ${NS}><script/><g><script/>`)).toEqual([
      "element <script> and 1 more like it",
      "not well-formed XML: unclosed tag: g",
    ]);
  });
});

describe("svgDefects() tells", () => {
  test("where a defect stands, what it is and what to do", () => {
    const text = `<svg ${NS}>\n  <g fill="red"\n     onload="alert(1)">\n  <style>\n    a { fill: url(https://e.org/a) }\n  </style></g></svg>`;

    expect(told(text).join("\n")).toMatchInlineSnapshot(`
      "content/media/a.svg:3:6  attribute onload="alert(1)" that runs a script
          | onload="alert(1)">
          | ^^^^^^^^^^^^^^^^^
        Remove it, or attach the file as a .zip: opened directly, the picture would run it as part of this site
      content/media/a.svg:5:19  style that loads "https://e.org/a"
          | a { fill: url(https://e.org/a) }
          |               ^^^^^^^^^^^^^^^
        Embed the rules, and fonts as data:font/woff2;base64,…: a picture in a page loads nothing"
    `);
  });

  test("an element once, with its like counted and what is in it left out", () => {
    const label = `<foreignObject><div xmlns="http://www.w3.org/1999/xhtml" onclick="x()">a</div></foreignObject>`;

    expect(told(svg(label.repeat(30))).join("\n")).toMatchInlineSnapshot(`
      "content/media/a.svg:1:84  element <foreignObject> and 29 more like it
          | <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><foreignObject><d
          |                                                                                    ^^^^^^^^^^^^^^
        Export it with plain text: draw.io without “Formatted text”, Mermaid with htmlLabels: false"
    `);
  });

  test("an attribute of a kind once, with its like counted", () => {
    const image = (name: string) => `<image width="1" href="https://e.org/${name}.png"/>`;

    expect(
      whats(svg(`${image("a")}<g onload="a()"/>${image("b")}<g onload="b()" onclick="c()"/>${image("c")}`)),
    ).toEqual([
      'foreign address href="https://e.org/a.png" and 2 more like it',
      'attribute onload="a()" that runs a script and 1 more like it',
      'attribute onclick="c()" that runs a script',
    ]);
  });

  test("of a long value its beginning", () => {
    expect(whats(svg(`<image href="${"x".repeat(200)}"/>`))).toEqual([`foreign address href="${"x".repeat(80)}…"`]);
  });
});

test("elements that lie too deep within one another are told, and end the reading", () => {
  const deep = "<g>".repeat(200_000);

  expect(whats(svg("<g>".repeat(249) + "</g>".repeat(249)))).toEqual([]);
  expect(told(svg(`<script/>${deep}`)).join("\n")).toMatchInlineSnapshot(`
    "content/media/a.svg:1:84  element <script>
      Remove it, or attach the file as a .zip: opened directly, the picture would run it as part of this site
    content/media/a.svg:1:843  elements nested more than 250 deep
      Ungroup them in the drawing program, or attach the file as a .zip"
  `);
});

describe("an SVG of some megabytes is read in linear time:", () => {
  test.each([
    ["blanks within an attribute", `<path d="M0${" ".repeat(1_000_000)}0"/>`],
    ["blanks within a link", `<a href="x${" ".repeat(1_000_000)}x"/>`],
    ["many addresses in a style", `<style>${"a{fill:url(#a)}".repeat(100_000)}</style>`],
    ["many addresses in an attribute", `<path style="${"fill:url( '#a');".repeat(100_000)}"/>`],
    ["many elements", "<g/>".repeat(300_000)],
    ["many attributes", `<g ${Array.from({ length: 50_000 }, (_, i) => `a${i}=""`).join(" ")}/>`],
  ])("%s", (_, inner) => {
    expect(whats(svg(inner))).toEqual([]);
  });
});

test("an address is foreign, however many blanks are before it", () => {
  const blanks = " \t\n".repeat(100);

  expect(whats(svg(`<path style="fill:url('${blanks}//e.org')"/>`))).toHaveLength(1);
  expect(whats(svg(`<path style="fill:url(${blanks}#a)"/>`))).toEqual([]);
  expect(whats(svg(`<a href="java${"&#9;".repeat(200)}script:x()"/>`))).toHaveLength(1);
});
