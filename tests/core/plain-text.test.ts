import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "../../src/core/plain-text.ts";

test.each([
  ["a title", "a title"],
  ["  two\r\n lines\t", "two lines"],
  ["\u001b[31mred\u001b[0m", "[31mred [0m"],
  ["photo\u202Egpj.exe", "photo gpj.exe"],
  ["\u2066isolated\u2069", "isolated"],
  ["half \ud83d", "half \uFFFD"],
  ["whole 😀", "whole 😀"],
  ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  ["שלום عالم", "שלום عالم"],
])("plainText(%j) is %j", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test("plainText() cuts a long text between characters", () => {
  expect([...plainText("😀".repeat(900))]).toHaveLength(500);
  expect(plainText("😀".repeat(4), 3)).toBe("😀😀…");
  expect(plainText("abc", 3)).toBe("abc");
});

test("plainText() gives a line that stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const plain = plainText(text);
      return plainText(plain) === plain && !/[\p{Cc}\p{Bidi_Control}]/u.test(plain) && plain.isWellFormed();
    }),
  );
});
