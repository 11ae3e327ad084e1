import { expect, test } from "vitest";
import { expectedHtml, htmlOf, render, renderFixture } from "../render.ts";

test("footnotes renders its fixture", async () => {
  const rendered = await renderFixture("footnotes");

  await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("footnotes"));
});

test("footnotes finds the places of links in notes", async () => {
  const { links } = await renderFixture("footnotes");

  expect(links.map(({ url, place }) => `${place.line}:${place.column} ${url}`)).toEqual([
    "3:27 https://example.org/b",
    "1:98 https://example.org/a",
  ]);
});

test("footnotes numbers each document from 1", async () => {
  const [, second] = [await render("a[^1]\n\n[^1]: x\n"), await render("b[^1]\n\n[^1]: y\n")];

  expect(htmlOf(second)).toContain('id="footnote1"');
  expect(htmlOf(second)).not.toContain("footnote2");
});
