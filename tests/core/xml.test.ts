import fc from "fast-check";
import { expect, test } from "vitest";
import { xmlText } from "../../src/core/xml.ts";

test.each([
  ["tab\tline\nreturn\r", "tab\tline\nreturn\r"],
  ["nul\u0000bell\u0007escape\u001b", "nulbellescape"],
  ["half \ud83d and \ude00", "half  and "],
  ["whole 😀, \u{10FFFF}", "whole 😀, \u{10FFFF}"],
  ["none \uFFFE\uFFFF", "none "],
  ["<a>&amp;</a>", "<a>&amp;</a>"],
])("xmlText(%j) is %j", (text, expected) => {
  expect(xmlText(text)).toBe(expected);
});

test("xmlText() keeps exactly what XML 1.0 allows", () => {
  const allowed = (c: number) =>
    [0x9, 0xa, 0xd].includes(c) || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x10ffff }), (c) => {
      const character = String.fromCodePoint(c);
      return xmlText(`a${character}b`) === (allowed(c) ? `a${character}b` : "ab");
    }),
  );
});
