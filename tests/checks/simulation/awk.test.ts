import { describe, expect, test } from "vitest";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { repairedAwk } from "../../../src/checks/simulation/awk-repairs.ts";
import { awkText, awkTokens } from "../../../src/checks/simulation/awk-tokens.ts";
import { hostOf } from "../samples.ts";

const HOST = hostOf("made", { "/f": "a 10 1.2.3\nb 20 0.00\n", "/half": "2.25 93%\n", "/large": "size 4294967296\n" });

test("awkTokens() tells a division from a regular expression, and loses nothing", () => {
  const program = 'NR > 1 && /a\\/b/ { x = $2 / 3 / (n + 1); print "a/b" # note\n}';
  const kinds = awkTokens(program).map(({ kind, text }) => (kind === "regex" ? text : kind));

  expect(kinds.filter((kind) => kind.startsWith("/"))).toEqual(["/a\\/b/"]);
  expect(awkText(awkTokens(program))).toBe(program.trimEnd());
});

test.each([
  ["{ print length }", "{ print length($0) }"],
  ['$1 == "07"', "$1 ~ /^07$/"],
  ["n == 0", '(n == "" ? 0 : n) == 0'],
  ["$2 > max", '$2 > (max == "" && $2 + 0 == $2 ? 0 : max)'],
  ["!$2", '!($2 != 0 && $2 != "")'],
  ['{ gsub("/", "-") }', '{ gsub(/\\//, "-") }'],
  ['{ split($1, a, "[.-]") }', "{ split($1, a, /[.-]/) }"],
  ["{ seen[$1] }", "{ seen[$1] = seen[$1] }"],
  ['BEGIN { FS = "|" }', 'BEGIN { FS = "[|]" }'],
  ['{ print("a", "b") }', '{ print "a", "b" }'],
])("repairedAwk() writes %s anew", (program, repaired) => {
  expect(repairedAwk(awkTokens(program)).replace(/print {2}/, "print ")).toBe(repaired);
});

describe("awk in the simulated shell", () => {
  test.each([
    ["awk -F. '{ print $2 }' /f", "2\n00\n"],
    ["awk '{ n += $2 } END { print n, n / NR; exit n > 9 }' /f", "30 15\n"],
    ["awk '/none/ { n++ } END { if (n == 0) print \"none\" }' /f", "none\n"],
    ["awk -v OFS=- '{ $1 = $1; print }' /f", "a-10-1.2.3\nb-20-0.00\n"],
    ["awk '$3 { print $1 }' /f", "a\n"],
    ["awk 'BEGIN { print int(-3.9) }'", "-3\n"],
    ["awk '{ print $2 }' /large", "4294967296\n"],
    ["awk '{ printf \"%.0f\\n\", $2 * 2 }' /large", "8589934592\n"],
  ])("answers %s", async (snippet, stdout) => {
    expect(await simulated.run(snippet, HOST)).toMatchObject({ stdout, refused: [] });
  });

  test.each([
    ["a division by nothing", "awk 'END { print NR / none }' /f"],
    ["a half", "awk '{ printf \"%.1f\\n\", $1 }' /half"],
    ["a text as a number", "awk '{ printf \"%d\\n\", $2 }' /half"],
    ["a large number", "awk '{ print $2 * 2 }' /large"],
    ["an interval", "awk '/a{2}/' /f"],
    ["what only gawk has", "awk '{ print gensub(/a/, \"b\", 1) }' /f"],
    ["records of its own", "awk -v RS= '{ print }' /f"],
    ["a start before the first character", "awk '{ print substr($1, 0, 1) }' /f"],
    ["an assignment among the files", "awk '{ print }' x=1 /f"],
    ["too few arguments", "awk '{ printf \"%s %s\\n\", $1 }' /f"],
  ])("refuses %s", async (_, snippet) => {
    expect((await simulated.run(snippet, HOST)).refused).toHaveLength(1);
  });
});
