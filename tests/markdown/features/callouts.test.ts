import { expect, test } from "vitest";
import { expectedHtml, htmlOf, render, renderFixture } from "../render.ts";

test("callouts renders its fixture", async () => {
  const rendered = await renderFixture("callouts");

  await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("callouts"));
});

test("callouts hands links and fences within it on", async () => {
  const text = "> [!WARNING]\n> see [a](https://example.org/)\n>\n> ```bash run=never\n> x\n> ```\n";

  const { links, untested } = await render(text);

  expect(links).toMatchObject([{ url: "https://example.org/", place: { line: 2, column: 11 } }]);
  expect(untested).toMatchObject([{ never: true, place: { line: 4, column: 3 } }]);
});
