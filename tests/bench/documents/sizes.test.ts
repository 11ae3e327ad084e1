import { expect, test } from "vitest";
import { checkRoom, sizesIn } from "./sizes.ts";

test("sizes are told once each, the smallest first", () => {
  expect(sizesIn("10000, 1000,1000")).toEqual([1000, 10_000]);
});

test.each(["0", "9", "", "1000,", "1e3", "-10", "10.5", "many", "200001"])("%j is refused", (text) => {
  expect(() => sizesIn(text)).toThrow(/^--documents takes numbers from 10 to 200000, as in 1000,10000; not "/);
});

test("a disk without room is told before anything is written, with what helps", async () => {
  await expect(checkRoom([1000], async () => 1e12)).resolves.toBeUndefined();
  await expect(checkRoom([1000, 10_000], async () => 1e9)).rejects.toThrow(
    /^10000 documents take up to 2\.5 GB in \S+, which has 1\.0 GB left\. Measure fewer, or name another folder in TMPDIR$/,
  );
});
