import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { expectedHtml, htmlOf, htmlOfText, render, renderFixture } from "../render.ts";

describe("images", () => {
  test("renders its fixture", async () => {
    const rendered = await renderFixture("images");

    await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("images"));
  });

  test("collects images of the site with their places, whether in Markdown or in HTML", async () => {
    const { links } = await renderFixture("images");

    expect(links.map(({ url, place }) => `${place.line}:${place.column} ${url}`).sort()).toEqual([
      "1:24 /media/disk.png",
      "1:71 /media/raw.png",
    ]);
  });

  test("shows the title of one that is a paragraph by itself as its caption", async () => {
    expect(await htmlOfText('![*Three* steps](boot.svg "What \\"order\\" <decided>")')).toBe(
      '<figure class="picture"><img src="boot.svg" alt="Three steps"><figcaption>What &quot;order&quot; &lt;decided&gt;</figcaption></figure>\n',
    );
    expect(await htmlOfText('A <b>raw</b> tag\n\n![a](b.svg "c")')).toContain(
      '<figure class="picture"><img src="b.svg" alt="a"><figcaption>c</figcaption></figure>',
    );
  });

  test.each([
    ["in a sentence", 'See ![a](b.svg "c")'],
    ["within a link", '[![a](b.svg "c")](/x/)'],
    ["in the item of a list", '- ![a](b.svg "c")'],
    ["in a heading", '# ![a](b.svg "c")'],
    ["without a title", "![a](b.svg)"],
    ["with a title of blanks", '![a](b.svg " ")'],
    ["in a footnote, before the way back", 'x[^1]\n\n[^1]: ![a](b.svg "c")'],
    ["from another host", '![a](https://e.org/b.svg "c")'],
  ])("makes no figure of one %s", async (_where, text) => {
    expect(await htmlOfText(text)).not.toContain("figure");
  });

  test("reports an image from another host, whether in Markdown or in HTML", async () => {
    const text = 'x ![a](https://e.org/a.png)\n\n<img src="//e.org/b.png" alt="b">\n';

    const { problems } = await render(text);

    const told = problems.map((problem) => formatProblem(problem, (_, line) => text.split("\n")[line - 1]));
    expect(told.join("\n")).toMatchInlineSnapshot(`
      "a.md:1:8  advice: image from another host "https://e.org/a.png"
          | x ![a](https://e.org/a.png)
          |        ^^^^^^^^^^^^^^^^^^^
        Put a copy beside the page. It is shown as a link, because pages load nothing from other hosts
      a.md:3:11  advice: image from another host "//e.org/b.png"
          | <img src="//e.org/b.png" alt="b">
          |           ^^^^^^^^^^^^^
        Put a copy beside the page. It is shown as a link, because pages load nothing from other hosts"
    `);
  });

  test("places none in code that shows the same, nor two at one place", async () => {
    const { links } = await render("`![a](mj.png)` ![a](mj.png)\n![b](mj.png) [c](mj.png) ![d](mj.png)\n");

    expect(links.map(({ place }) => `${place.line}:${place.column}`)).toEqual(["1:21", "2:6", "2:31", "2:18"]);
  });

  test("shows one of a refused scheme as text and says so", async () => {
    const text = "![m](data:image/svg+xml;base64,AA) ![n](file:///x.png) [![o](javascript:x)](/x/)";

    const { problems } = await render(text);

    expect(await htmlOfText(text)).toBe('<p>Image: m Image: n <a href="/x/">Image: o</a></p>\n');
    expect(problems.map((problem) => formatProblem(problem, () => text)).join("\n")).toMatchInlineSnapshot(`
      "a.md:1:6  advice: image "data:image/svg+xml;base64,AA" is shown as text: its scheme is not allowed
          | ![m](data:image/svg+xml;base64,AA) ![n](file:///x.png) [![o](javascript:x)](/x/)
          |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Put the picture into content/media/ and write ![what it shows](/media/<file>)
      a.md:1:41  advice: image "file:///x.png" is shown as text: its scheme is not allowed
          | ![m](data:image/svg+xml;base64,AA) ![n](file:///x.png) [![o](javascript:x)](/x/)
          |                                         ^^^^^^^^^^^^^
        Put the picture into content/media/ and write ![what it shows](/media/<file>)
      a.md:1:62  advice: image "javascript:x" is shown as text: its scheme is not allowed
          | ![m](data:image/svg+xml;base64,AA) ![n](file:///x.png) [![o](javascript:x)](/x/)
          |                                                              ^^^^^^^^^^^^
        Put the picture into content/media/ and write ![what it shows](/media/<file>)"
    `);
  });

  test("says the same of one in HTML, and keeps its text", async () => {
    const text = '<img src="file:///x.png" alt="n">';

    const { problems } = await render(text);

    expect(await htmlOfText(text)).toBe("Image: n");
    expect(problems.map((problem) => formatProblem(problem, () => text)).join("\n")).toMatchInlineSnapshot(`
      "a.md:1:1  advice: image "file:///x.png" is shown as text: its scheme is not allowed
          | <img src="file:///x.png" alt="n">
          | ^^^^
        Put the picture into content/media/ and write ![what it shows](/media/<file>)"
    `);
  });
});
