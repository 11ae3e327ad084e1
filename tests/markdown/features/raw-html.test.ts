import { expect, test } from "vitest";
import { expectedHtml, htmlOf, htmlOfText, render, renderFixture } from "../render.ts";

test("rawHtml renders its fixture", async () => {
  const rendered = await renderFixture("raw-html");

  await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("raw-html"));
});

test.each([
  '<fb-slot n="0"></fb-slot>',
  '<FB-Slot n="0"/>',
  '<p>\n<fb-slot n="0">\n</fb-slot></p>',
  '</fb-slot><fb-slot\nn="0">',
])("rawHtml lets nobody else write a slot: %j", async (forged) => {
  const { parts } = await render(`${forged}\n\n[a](https://example.org/) ${forged}\n`);

  expect(parts.filter((part) => typeof part !== "string")).toHaveLength(1);
  expect(parts.join("")).not.toContain("<fb-slot");
});

test("rawHtml leaves documents without raw HTML to the renderer, whose text is not encoded twice", async () => {
  expect(await htmlOfText("Größe & `<b>`")).toBe("<p>Größe &amp; <code>&lt;b&gt;</code></p>\n");
});
