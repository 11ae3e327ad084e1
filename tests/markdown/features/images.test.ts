import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { expectedHtml, htmlOf, render, renderFixture } from "../render.ts";

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

  test("reports an image from another host, whether in Markdown or in HTML", async () => {
    const text = 'x ![a](https://e.org/a.png)\n\n<img src="//e.org/b.png" alt="b">\n';

    const { problems } = await render(text);

    const told = problems.map((problem) => formatProblem(problem, (_, line) => text.split("\n")[line - 1]));
    expect(told.join("\n")).toMatchInlineSnapshot(`
      "a.md:1:8  advice: image from another host "https://e.org/a.png"
          | x ![a](https://e.org/a.png)
          |        ^^^^^^^^^^^^^^^^^^^
        It is shown as a link, because pages load nothing from other hosts. Put a copy beside the page
      a.md:3:11  advice: image from another host "//e.org/b.png"
          | <img src="//e.org/b.png" alt="b">
          |           ^^^^^^^^^^^^^
        It is shown as a link, because pages load nothing from other hosts. Put a copy beside the page"
    `);
  });
});
