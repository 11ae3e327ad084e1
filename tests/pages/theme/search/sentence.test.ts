// The sentence above the results: no word of it claims more than was looked at.

import { expect, test } from "vitest";
import { sentenceOf } from "../../../../src/pages/theme/search/sentence.js";

const term = (text: string) => ({ text, word: text, pages: 1, asks: [{ key: text, isExact: false, weight: 1 }] });
const hit = {
  id: "a",
  kind: "Runbook",
  score: 1,
  has: new Set<never>(),
  load: () => Promise.reject(new Error("unread")),
};
const found = (more: object) => ({
  ...{ query: "disk full", terms: [term("disk"), term("full")], hits: [hit, hit] },
  ...{ isWhole: true, kinds: new Set(["Runbook"]), ...more },
});

test.each([
  [{}, "2 results."],
  [{ isScattered: true }, "2 results. No page has these words in this order."],
  [{ isUnread: true }, "2 results. These are too many to look for the order of the words."],
  [{ isWhole: false }, "2 results. No page has all of the words."],
])("of %j", (more, sentence) => {
  expect(sentenceOf(found(more), [hit, hit], "", [])).toBe(sentence);
});
