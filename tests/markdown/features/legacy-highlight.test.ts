import { expect, test } from "vitest";
import { expectedHtml, htmlOf, render, renderFixture } from "../render.ts";

test("legacyHighlight renders its fixture", async () => {
  const rendered = await renderFixture("legacy-highlight");

  await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("legacy-highlight"));
});

test("legacyHighlight tells a language that nobody knows at its place", async () => {
  const { problems } = await render('text\n\n{% highlight "bsah" %}\nx\n{% endhighlight %}\n');

  expect(problems).toMatchObject([
    { what: 'fence in an unknown language "bsah"', place: { line: 3, column: 15, length: 4 } },
  ]);
});

test("legacyHighlight runs no template language", async () => {
  const html = htmlOf(await render("{{ 1 + 1 }} {% if true %}x{% endif %} {% raw %}y{% endraw %}"));

  expect(html).toBe("<p>{{ 1 + 1 }} {% if true %}x{% endif %} {% raw %}y{% endraw %}</p>\n");
});
