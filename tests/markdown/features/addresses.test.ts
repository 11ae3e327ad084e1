import { describe, expect, test } from "vitest";
import { isOfSite } from "../../../src/markdown/features/addresses.ts";
import { render } from "../render.ts";

/** Line, column and length of each address, in the order in which links and images are collected. */
const placesOf = async (text: string) =>
  (await render(text)).links.map(({ url, place }) => `${place.line}:${place.column}+${place.length} ${url}`);

describe("addresses", () => {
  test("finds a link behind the image within it", async () => {
    expect(await placesOf("[![a](x.png)](x.png) [b](y.md)\n")).toEqual(["1:7+5 x.png", "1:15+5 x.png", "1:26+4 y.md"]);
  });

  test("passes by code and raw tags that hold the same address", async () => {
    expect(await placesOf('`[a](y.md)` <b title="(y.md)">x</b> [a](y.md)\n')).toEqual(["1:41+4 y.md"]);
  });

  test("finds each of two in cells of one row", async () => {
    expect(await placesOf("| a | b |\n|---|---|\n| [x](y.md) | ![x](y.md) |\n")).toEqual(["3:20+4 y.md", "3:7+4 y.md"]);
  });
});

test.each([
  ["/runbooks/a/", true],
  ["../a.md", true],
  ["//example.org/", false],
  ["#a", false],
  ["", false],
  ["slack:x", false],
])("isOfSite() says of %j: %s", (href, expected) => {
  expect(isOfSite(href)).toBe(expected);
});
