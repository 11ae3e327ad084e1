import { expect, test } from "vitest";
import { divide, keyOf, PAGES_PER_PART, readMade, type SearchedPage } from "../../../src/site/search/parts.ts";
import type { SearchRecord } from "../../../src/site/search/records.ts";

const pages = (count: number): SearchedPage[] =>
  Array.from({ length: count }, (_, i) => ({ url: `/runbooks/r${i}/`, file: `/site/r${i}.html`, hash: `${i}` }));
const RECORD: SearchRecord = { url: "/alerts/A/", name: "A", kind: "Alert", content: "Jobs wait." };

test.each([
  [0, 1],
  [1, 1],
  [PAGES_PER_PART, 1],
  [PAGES_PER_PART + 1, 2],
  [2 * PAGES_PER_PART + 1, 3],
  [3 * PAGES_PER_PART + 1, 4],
  [20 * PAGES_PER_PART, 4],
])("%i pages: %i parts", (count, parts) => {
  expect(divide(pages(count), [])).toHaveLength(parts);
});

test("records count as pages, and each page and record is in one part of about the same size", () => {
  const parts = divide(pages(PAGES_PER_PART), [RECORD]);

  expect(parts.map(({ folder, name }) => [folder, name])).toEqual([
    ["", "unknown"],
    ["2/", "unknown-2"],
  ]);
  expect(parts.flatMap((part) => part.pages)).toHaveLength(PAGES_PER_PART);
  expect(parts.flatMap((part) => part.records)).toEqual([RECORD]);
  for (const part of parts) expect(part.pages.length).toBeGreaterThan(PAGES_PER_PART * 0.45);
});

test("a new page moves no other while the number of parts stays", () => {
  const place = (count: number) => divide(pages(count), [], 10).map((part) => part.pages.map(({ url }) => url));
  const [before, after] = [place(35), place(36)];

  expect(before).toHaveLength(4);
  expect(after.map((urls) => urls.filter((url) => url !== "/runbooks/r35/"))).toEqual(before);
});

test("parts without pages are left out, and the first of the others is the index itself", () => {
  const parts = divide(pages(2), [], 0.5);

  expect(parts.length).toBeLessThan(3);
  expect(parts[0]?.folder).toBe("");
  expect(parts.flatMap((part) => part.pages)).toHaveLength(2);
  expect(divide([], [])).toEqual([{ folder: "", name: "unknown", pages: [], records: [] }]);
});

test("the key of a part follows what a search finds, and neither the order nor where a page lies", () => {
  const [part] = divide(pages(3), [RECORD]);
  if (part === undefined) throw new TypeError("no part");
  const key = keyOf(part, 1);
  const moved = part.pages.map((page) => ({ ...page, file: `/other/${page.url}` })).reverse();

  expect(divide(moved, [RECORD]).map((one) => keyOf(one, 1))).toEqual([key]);
  const others = [
    keyOf(part, 2),
    keyOf({ ...part, folder: "2/" }, 1),
    keyOf({ ...part, name: "unknown-2" }, 1),
    keyOf({ ...part, pages: part.pages.slice(1) }, 1),
    keyOf({ ...part, pages: part.pages.map((page) => ({ ...page, hash: "other" })) }, 1),
    keyOf({ ...part, pages: part.pages.map((page) => ({ ...page, url: `${page.url}a/` })) }, 1),
    keyOf({ ...part, records: [{ ...RECORD, content: "Jobs run." }] }, 1),
  ];
  expect(new Set([key, ...others]).size).toBe(others.length + 1);
});

test("what no build has left counts as nothing", () => {
  const made = [{ folder: "", key: "k", files: "f" }];

  expect(readMade(JSON.parse(JSON.stringify(made)))).toEqual(made);
  for (const nonsense of [undefined, null, 7, "", {}, [1], [{ folder: "" }], [{ ...made[0], files: [] }]])
    expect(readMade(nonsense)).toEqual([]);
});
