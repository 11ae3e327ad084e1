import { expect, test } from "vitest";
import { lettersOf } from "../../src/core/letters.ts";

test.each([
  ["What's new in 1.82?", "whatsnewin182"],
  ["Cafe\u0301 & Bar", "caf\u00e9bar"],
  ["数据_类型", "数据类型"],
  ["हिन्दी", "हिन्दी"],
  ["?!", ""],
])("lettersOf(%j)", (text, letters) => {
  expect(lettersOf(text)).toBe(letters);
});
