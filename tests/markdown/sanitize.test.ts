import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlOf, htmlOfText, render } from "./render.ts";

const ALLOWED_SCHEME = /^(https?:|mailto:|#|\/|[^:]*$)/i;
const FORBIDDEN =
  "script, style, iframe, object, embed, form, input, button, link, meta, base, svg, math, template, fb-slot";

/** What a browser would make of the HTML that could run, load, restyle or send anything; empty where it is inert. */
function harms(html: string): string[] {
  // Behind <body>, the parser moves nothing into the head.
  const $ = load(`<body>${html}`);
  const forbidden = $("body")
    .find(FORBIDDEN)
    .toArray()
    .map(({ tagName }) => tagName);
  const attributes = $("body *")
    .toArray()
    .flatMap(({ attribs }) => Object.entries(attribs))
    .filter(([name, value]) => harmful(name, value))
    .map(([name, value]) => `${name}=${value}`);
  return [...forbidden, ...attributes];
}

function harmful(name: string, value: string): boolean {
  if (/^on|^style$|^srcset$|^srcdoc$|^action$|^formaction$|^ping$|^background$|^target$/.test(name)) return true;
  if (name === "src")
    return /^[/\\]{2}/.test(value) || !/^(data:image\/(?:png|jpeg|gif|webp|avif)[;,]|[^:]*$)/.test(value);
  return name === "href" && !ALLOWED_SCHEME.test(value);
}

describe("sanitize() leaves nothing of", () => {
  test.each([
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.org/x.js></sCrIpT>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src=x onerror="alert(1)">',
    "<img src=x\nONERROR\n=\nalert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<p style="background: url(https://e.org/)">x</p>',
    "<style>p { color: red }</style>",
    '<iframe src="https://e.org/"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="/x/" target="_blank" ping="https://e.org/">x</a>',
    '<img src="https://e.org/pixel.png">',
    '<img src="//e.org/pixel.png">',
    '<img src="/a.png" srcset="https://e.org/pixel.png 2x">',
    '<form action="https://e.org/"><input name="password"><button>x</button></form>',
    '<meta http-equiv="refresh" content="0; url=https://e.org/">',
    '<base href="https://e.org/">',
    '<link rel="stylesheet" href="https://e.org/x.css">',
    "<object data='https://e.org/'></object><embed src='https://e.org/'>",
    '<details ontoggle="alert(1)" open>x</details>',
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    '<img src="data:image/svg+xml;base64,AA" alt="x">',
    '<img src="data:text/html,<script>alert(1)</script>">',
    "<img src=javascript:alert(1)>",
    "<img src=file:///etc/passwd>",
  ])("%s", async (attack) => {
    const block = await htmlOfText(`${attack}\n`);
    const inline = await htmlOfText(`text ${attack} text\n`);

    expect([harms(block), harms(inline)]).toEqual([[], []]);
  });

  test("anything that is put together from such pieces", async () => {
    const pieces = fc.array(
      fc.constantFrom(
        ...[
          "<script>",
          "</script>",
          "<style>",
          "</style>",
          "<svg>",
          "<math>",
          "<img ",
          "<a ",
          "<p>",
          "</p>",
          "<b",
          "<textarea>",
        ],
        ...[
          "onerror=alert(1) ",
          "onclick='x' ",
          'style="color:red" ',
          "href=javascript:x ",
          'src="https://e.org/" ',
          "n='0'",
        ],
        ...[
          "<fb-slot n=",
          "</fb-slot>",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          ">",
          "/>",
          '"',
          "'",
          "`",
          "\n\n",
          "<",
          "&lt;",
          "&#60;script>",
        ],
      ),
      { maxLength: 25 },
    );

    await fc.assert(
      fc.asyncProperty(pieces, async (given) => {
        const html = htmlOf(await render(`<b>x</b> ${given.join("")}`)).replace(/<!-- state of .*? -->/gs, "");
        expect(harms(html)).toEqual([]);
        expect(html).not.toMatch(/<(script|style|iframe|fb-slot)/i);
      }),
      { numRuns: 300 },
    );
  });

  test("what the check itself would let through", () => {
    const seen = harms(
      '<script></script><a href="javascript:x" onclick="y">a</a><p style="z">b</p><img src="https://e.org/">',
    );

    expect(seen).toEqual(["script", "href=javascript:x", "onclick=y", "style=z", "src=https://e.org/"]);
  });
});

describe("sanitize() leaves nothing that a script fills in or copies of", () => {
  test.each([
    '<pre><code>zfs destroy <var data-placeholder="pool">&lt;pool&gt;</var></code></pre>',
    '<var\nDATA-Placeholder="pool">x</var>',
    "text <var class='placeholder' data-placeholder=pool>x</var>",
    '<figure class="snippet shell"><pre>rm -rf /</pre></figure>',
    '<figure class="sh&#101;ll"><pre data-language="bash">rm -rf /</pre></figure>',
    '<figure class="snippet shell">\n\n```sh run=never\nrm -rf <pool>\n```\n\n</figure>',
  ])("%s", async (forged) => {
    const $ = load(await htmlOfText(`${forged}\n`));

    expect([$("[data-placeholder]").length, $("figure.shell, pre[data-language] ~ pre").length]).toEqual([0, 0]);
  });

  test("nothing else: the text stays", async () => {
    expect(await htmlOfText('<p title="data-language">data-placeholder</p>\n')).toBe(
      '<p title="data-language">data-placeholder</p>\n',
    );
  });
});

describe("sanitize() keeps", () => {
  test.each([
    "<details open><summary>More</summary>x</details>",
    '<p class="x" id="y" title="z" lang="de">x</p>',
    '<a href="mailto:on-call@example.org">x</a>',
    '<img src="data:image/png;base64,AAAA" alt="x" width="1" height="2">',
    "<p><kbd>x</kbd><sub>1</sub><del>y</del><ins>z</ins><mark>a</mark></p>",
    '<ol start="3"><li>x</li></ol>',
  ])("%s", async (html) => {
    expect((await htmlOfText(`<div>${html}</div>\n`)).trim()).toBe(`<div>${html}</div>`);
  });

  test("text as it was, whatever it is", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "ß", "😀", "&lt;", "&amp;", "&quot;", "'") });

    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const plain = load(await htmlOfText(`<p title="x">${given}</p>\n`))("p").text();
        expect(plain).toBe(load(`<p>${given}</p>`)("p").text());
      }),
    );
  });
});

describe("sanitize() finds raw links", () => {
  const placed = async (text: string) =>
    (await render(text)).links.map(({ url, place }) => `${place.line}:${place.column} ${url}`);

  test("each at its place, also when two lead to the same page", async () => {
    const text =
      '<ul>\n<li><a href="https://e.org/1">1</a></li>\n<li><a href="https://e.org/12">12</a> <a href=\'https://e.org/1\'>1</a></li>\n</ul>\n';

    expect(await placed(text)).toEqual(["2:14 https://e.org/1", "3:14 https://e.org/12", "3:48 https://e.org/1"]);
  });

  test("and raw images, none of them in code that shows the same", async () => {
    const tag = '<img src="missing.png">';
    const text = `\`\`\`html\n${tag}\n\`\`\`\n\n\`${tag}\` ${tag}\n\n<p>\n${tag}\n${tag}</p>\n`;

    expect(await placed(text)).toEqual(["5:37 missing.png", "8:11 missing.png", "9:11 missing.png"]);
  });

  test("and raw links, none of them in a fence that shows the same", async () => {
    const tag = '<a href="/x/">x</a>';

    expect(await placed(`\`\`\`html\n${tag}\n\`\`\`\n\ntext ${tag}\n`)).toEqual(["5:15 /x/"]);
  });

  test("beside Markdown's own, which are not counted twice", async () => {
    const text = '[a](https://e.org/1) <a href="https://e.org/1">b</a> [c](/x/) [d](#e) <b>f</b>\n';
    const { links, parts } = await render(text);

    expect(links.map(({ url }) => url)).toEqual(["https://e.org/1", "/x/", "#e", "https://e.org/1"]);
    expect(parts.filter((part) => typeof part !== "string").map(({ kind }) => kind)).toEqual([
      ...["state", "state", "link", "link-end"],
    ]);
  });

  test("also right before a check, whose slot is not theirs", async () => {
    const { links } = await render('<a href="https://e.org/">\nx</a>\n\n```bash check=a\nx\n```\n');

    expect(links.map(({ url }) => url)).toEqual(["https://e.org/"]);
  });

  test("and none where their address is refused", async () => {
    expect(await placed('<a href="javascript:alert(1)">x</a> <a>y</a>')).toEqual([]);
  });

  test("but takes footnotes and headings for no links of the author", async () => {
    expect(await placed("## A\n\n<b>x</b>[^1]\n\n[^1]: note\n")).toEqual([]);
  });

  test("and the ids that the author gives", async () => {
    expect((await render('<a name="a"></a><p id="b">x[^1]</p>\n\n[^1]: n\n')).anchors).toEqual(["a", "b"]);
  });
});

test("a table of raw HTML stands in a frame that scrolls, as others do; one within it in none", async () => {
  const html = await htmlOfText(
    "<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>\n\n| b |\n| --- |\n",
  );

  expect(load(html)("div.table > table")).toHaveLength(2);
  expect(load(html)("div.table div.table, table div.table")).toHaveLength(0);
});

test("what its author hides stays hidden", async () => {
  expect(await htmlOfText("<p hidden>not yet</p>\n")).toBe("<p hidden>not yet</p>\n");
});
