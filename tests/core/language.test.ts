import { describe, expect, test } from "vitest";
import { directionOf, languageRemedy, languageTag } from "../../src/core/language.ts";

describe("languageTag()", () => {
  test.each([
    ["ar", "ar"],
    [" DE ", "de"],
    ["pt_br", "pt-BR"],
    ["en-UK", "en-GB"],
    ["iw", "he"],
    ["sr-latn-rs", "sr-Latn-RS"],
    ["no", "no"],
  ])("takes %j for %s", (text, tag) => {
    expect(languageTag(text)).toBe(tag);
  });

  test.each(["", "xx", "German", "english", "en-XX", "en-Abcd", "en_US.UTF-8", "de DE", "x-private", "العربية", "404"])(
    "refuses %j",
    (text) => {
      expect(languageTag(text)).toBeUndefined();
    },
  );
});

test.each([
  ["en", "ltr"],
  ["ar", "rtl"],
  ["he-IL", "rtl"],
  ["dv", "rtl"],
  ["az", "ltr"],
  ["az-Arab", "rtl"],
  ["ur", "rtl"],
  ["ur-Latn", "ltr"],
])("directionOf() says that %s runs %s", (tag, direction) => {
  expect(directionOf(tag)).toBe(direction);
});

describe("languageRemedy() offers the tag", () => {
  test.each([
    ["German", "de"],
    ["deutsch", "de"],
    ["Germn", "de"],
    ["العربية", "ar"],
    ["cz", "cs"],
    ["jp", "ja"],
    ["en-XX", "en"],
    ["en_US.UTF-8", "en"],
  ])("of %j", (text, tag) => {
    expect(languageRemedy(text)).toBe(`Did you mean "${tag}"? Write the tag of a language, such as en, pt-BR or ar`);
  });

  test.each(["", "xx", "zz", "Quenya-like words", "404"])("and none for %j", (text) => {
    expect(languageRemedy(text)).toBe("Write the tag of a language, such as en, pt-BR or ar");
  });
});
