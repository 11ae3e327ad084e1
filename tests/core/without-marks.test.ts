import { expect, test } from "vitest";
import { withoutMarks } from "../../src/core/without-marks.ts";

test.each([
  [
    "the *boot.ini* file - with [consequences.](https://x.example/watch?v=a_b_c)",
    "the boot.ini file - with consequences.",
  ],
  ["allowed access to `git push` on **several** __old__ _hosts_", "allowed access to git push on several old hosts"],
  ['see [a](<b c> "t") and ![a drawing](x_(y).png)', "see a and a drawing"],
  [
    "2 * 3 * 4, a_b_c, *.log and *.txt, __init__.py, [x] done",
    "2 * 3 * 4, a_b_c, *.log and *.txt, __init__.py, [x] done",
  ],
  ["``` and `` ` `` stay", "``` and `` ` `` stay"],
])("%j reads %j", (text, words) => {
  expect(withoutMarks(text)).toBe(words);
});
