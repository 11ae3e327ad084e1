import { describe, expect, test } from "vitest";
import { Source } from "../../src/core/position.ts";
import { BARE_LEAD, locateUrl, MARKDOWN_LEAD, RAW_LEAD } from "../../src/markdown/locate.ts";

/** Locates in the whole text, from an offset on; "line:column+length url". */
function located(text: string, href: string, lead = MARKDOWN_LEAD, from = 0): string {
  const search = { from, to: text.length, lead };
  const { url, place } = locateUrl(new Source("a.md", text), href, search, 0);
  return `${place.line}:${place.column}+${place.length} ${url}`;
}

describe("locateUrl()", () => {
  test.each([
    ["a destination", "[a](/x/)", "1:5+3 /x/"],
    ["one in angle brackets", "[a](</x/>)", "1:6+3 /x/"],
    ["one before a title", '[a](/x/ "t")', "1:5+3 /x/"],
    ["a definition", "[a]\n\n[a]: /x/\n", "3:6+3 /x/"],
    ["not a longer address before it", "[a](/x/y/) [b](/x/)", "1:16+3 /x/"],
    ["not the same text in code", "`/x/` [a](/x/)", "1:11+3 /x/"],
    ["not the link's own text", "[/x/](/x/)", "1:7+3 /x/"],
  ])("finds %s", (_what, text, expected) => {
    expect(located(text, "/x/")).toBe(expected);
  });

  test("finds attributes of HTML, however they are quoted", () => {
    const texts = ['<a href="/x/">', "<a href='/x/'>", "<a href=/x/>", '[a](/x/) <a href = "/x/">'];

    expect(texts.map((text) => located(text, "/x/", RAW_LEAD))).toEqual([
      "1:10+3 /x/",
      "1:10+3 /x/",
      "1:9+3 /x/",
      "1:21+3 /x/",
    ]);
  });

  test("finds a bare address, whatever stands round it", () => {
    expect(located("(see *https://e.org/x*, or not)", "https://e.org/x", BARE_LEAD)).toBe("1:7+15 https://e.org/x");
  });

  test("finds the author's spelling of what was encoded", () => {
    expect(located("[a](https://e.org/ä)", "https://e.org/%C3%A4")).toBe("1:5+15 https://e.org/ä");
    expect(located("[a](https://e.org/%C3%A4)", "https://e.org/%C3%A4")).toBe("1:5+20 https://e.org/%C3%A4");
    expect(located("[a](/?a=1&amp;b=2)", "/?a=1&b=2")).toBe("1:5+13 /?a=1&b=2");
  });

  test("begins behind the link before, and looks everywhere when there is none behind", () => {
    const text = "[a](/x/) [b](/x/)";

    expect([located(text, "/x/", MARKDOWN_LEAD, 7), located(text, "/x/", MARKDOWN_LEAD, 16)]).toEqual([
      "1:14+3 /x/",
      "1:5+3 /x/",
    ]);
  });

  test("gives the start of the search, without a length, for what stands nowhere", () => {
    expect(located("one\ntwo", "/x/", MARKDOWN_LEAD, 4)).toBe("2:1+0 /x/");
    expect(located("one", "", MARKDOWN_LEAD)).toBe("1:1+0 ");
  });
});
