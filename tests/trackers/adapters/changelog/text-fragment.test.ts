import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fragmentWords, textFragment } from "../../../../src/trackers/adapters/changelog/text-fragment.ts";

describe("fragmentWords()", () => {
  it.each([
    ["#:~:text=LP%3A%20%232034745", "LP: #2034745"],
    ["#section:~:text=after%20an%20element", "after an element"],
    ["#:~:text=before-,the%20words,-after", "the words"],
    ["#:~:text=before-,the%20words", "the words"],
    ["#:~:text=the%20words,-after", "the words"],
    ["#:~:text=cherry-pick", "cherry-pick"],
    ["#:~:other=1&text=words", "words"],
    ["#:~:text=two%20%20blanks%0A", "two blanks"],
    ["#:~:text=a%2Cb%26c%2Dd", "a,b&c-d"],
    ["#:~:text=:~:", ":~:"],
  ])("reads %s", (hash, words) => {
    expect(fragmentWords(hash)).toBe(words);
  });

  it.each([
    ["", "no fragment"],
    ["#text=words", "an element's name"],
    ["#:~:text=", "no words"],
    ["#:~:text=%20", "blanks alone"],
    ["#:~:text=from,to", "a range"],
    ["#:~:text=before-,from,to,-after", "a range"],
    ["#:~:text=one&text=two", "several places"],
    ["#:~:text=100%", "a stray percent sign"],
  ])("finds nothing in %j: %s", (hash) => {
    expect(fragmentWords(hash)).toBeUndefined();
  });
});

describe("textFragment()", () => {
  it("encodes what the syntax of fragments means otherwise", () => {
    expect(textFragment("a-b, c & d")).toBe("#:~:text=a%2Db%2C%20c%20%26%20d");
  });

  it("comes back from a URL as the same words, whatever they are", () => {
    const words = fc
      .string({ unit: "grapheme" })
      .map((text) => text.replace(/\s+/g, " ").trim())
      .filter((text) => text !== "");

    fc.assert(
      fc.property(words, (text) => {
        const url = new URL(`https://example.org/changelog${textFragment(text)}`);
        expect(fragmentWords(url.hash)).toBe(text);
        expect(url.href).toBe(new URL(url.href).href);
      }),
    );
  });
});
