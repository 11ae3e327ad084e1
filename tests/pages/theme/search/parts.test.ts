import { expect, test } from "vitest";
import { isIn, merged } from "../../../../src/pages/theme/search/parts.js";
import { readEntries, termsOf } from "../../../../src/pages/theme/search/vocabulary.js";

const PARTS = [
  { folder: "", name: "unknown" },
  { folder: "2/", name: "unknown-2" },
];
const FIRST = readEntries("disk 3\ngcm 2 gcm icp_gcm_impl\n");
const SECOND = readEntries("disk 4\ndiskfull 1 disk-full\ngcm 1\nzebra 1\n");

test("pages add up, and each word to ask for knows its parts", () => {
  expect(merged(PARTS, [FIRST, SECOND])).toEqual([
    { word: "disk", pages: 7, keys: ["disk"], parts: new Map([["disk", ["unknown", "unknown-2"]]]) },
    {
      word: "gcm",
      pages: 3,
      keys: ["gcm", "icp_gcm_impl"],
      parts: new Map([
        ["gcm", ["unknown", "unknown-2"]],
        ["icp_gcm_impl", ["unknown"]],
      ]),
    },
    { word: "diskfull", pages: 1, keys: ["disk-full"], parts: new Map([["disk-full", ["unknown-2"]]]) },
    { word: "zebra", pages: 1, keys: ["zebra"], parts: new Map([["zebra", ["unknown-2"]]]) },
  ]);
});

test("one part stays as it is", () => {
  expect(merged(PARTS.slice(0, 1), [FIRST])).toBe(FIRST);
});

test("a term asks each part for what it has", async () => {
  const entries = merged(PARTS, [FIRST, SECOND]);

  const terms = await termsOf("gcm zebar", async () => entries);

  expect(terms).toEqual([
    expect.objectContaining({
      text: "zebar",
      meant: "zebra",
      asks: [{ key: "zebra", isExact: false, weight: 1, parts: ["unknown-2"] }],
    }),
    expect.objectContaining({
      text: "gcm",
      pages: 3,
      asks: [
        { key: "gcm", isExact: false, weight: 1, parts: ["unknown", "unknown-2"] },
        { key: "icp_gcm_impl", isExact: false, weight: 1, parts: ["unknown"] },
      ],
    }),
  ]);
});

test("a page is in the part whose name begins its id", () => {
  expect(isIn("unknown", "unknown_3fa0b1c")).toBe(true);
  expect(isIn("unknown", "unknown-2_3fa0b1c")).toBe(false);
  expect(isIn("unknown-2", "unknown-2_3fa0b1c")).toBe(true);
  expect(isIn("", "unknown-2_3fa0b1c")).toBe(true);
});
