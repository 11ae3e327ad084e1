// The keys that lead to the search.

import { expect, test } from "vitest";
import { asksForSearch } from "../../../src/pages/theme/search.js";

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };

test.each([
  ["/", {}, true],
  // Shift-7 on a German keyboard; with AltGr, some systems report Ctrl and Alt.
  ["/", { shiftKey: true }, true],
  ["/", { ctrlKey: true, altKey: true }, true],
  ["/", { ctrlKey: true }, false],
  ["/", { metaKey: true }, false],
  ["k", { ctrlKey: true }, true],
  ["K", { ctrlKey: true }, true],
  ["k", { metaKey: true }, true],
  ["k", {}, false],
  ["k", { ctrlKey: true, shiftKey: true }, false],
  ["k", { ctrlKey: true, altKey: true }, false],
  ["/", { isComposing: true }, false],
])("%s with %o asks for the search: %s", (key, held, expected) => {
  expect(asksForSearch({ ...NONE, key, ...held }, false)).toBe(expected);
});

test.each(["/", "k"])("%s belongs to the text that somebody writes", (key) => {
  expect(asksForSearch({ ...NONE, key, ctrlKey: key === "k" }, true)).toBe(false);
});
