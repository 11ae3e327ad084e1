import { expect, test } from "vitest";
import { unknownPaths } from "../../../src/checks/rules/paths.ts";
import { readingAdvice } from "../../../src/checks/rules/reading/reading.ts";
import { judge } from "../../../src/checks/rules/verdict.ts";
import { asFunction } from "../../../src/checks/snippet/as-function.ts";
import { commandsIn } from "../../../src/checks/snippet/commands.ts";
import { notRun, outsideOf, unreadable } from "../../../src/checks/snippet/form.ts";
import { inText } from "../../../src/checks/snippet/in-text.ts";
import { syntaxOf } from "../../../src/checks/snippet/syntax.ts";
import { checkOf } from "../samples.ts";

function outside(snippet: string): readonly string[] | undefined {
  const tree = syntaxOf(asFunction(snippet));
  return tree && outsideOf(tree).map(({ cause, asked, rewrite }) => `${cause}: ${asked} → ${rewrite}`);
}

test("outsideOf() asks for one function and one call of it", () => {
  const closed = ["snippet: code outside of the check → Balance all braces and quotes: bash -n shows where"];

  expect(outside("a; b\nc")).toEqual([]);
  expect(outside(":\n}\nexit 0\nx() {\n:")).toEqual(closed);
  expect(outside("true; }; exit 0; {")).toEqual(closed);
  expect(outside("# nothing")).toEqual(["snippet: no command in it → Write at least one command"]);
});

test("unreadable() bounds what is read at all", () => {
  expect(unreadable(":".repeat(16_384))).toBeUndefined();
  expect(unreadable("\u{1f600}")).toBeUndefined();
  expect([":".repeat(16_385), "a\0", "\udc00"].map(unreadable)).toMatchInlineSnapshot(`
    [
      {
        "asked": "16385 characters",
        "cause": "snippet",
        "rewrite": "Shorten it to at most 16384 characters",
      },
      {
        "asked": "what is no character",
        "cause": "snippet",
        "rewrite": "Remove what is not a character, such as NUL",
      },
      {
        "asked": "what is no character",
        "cause": "snippet",
        "rewrite": "Remove what is not a character, such as NUL",
      },
    ]
  `);
});

test("a sum of thousands of terms, and a snippet that is too long, are read or left, and nothing throws", () => {
  for (const snippet of [`(( 1${"+1".repeat(5000)} ))`, `: $(( 1${"*(1".repeat(3000)}${")".repeat(3000)} ))`]) {
    const check = checkOf(`grep -q zfs /proc/modules\n${snippet}`);
    expect(() => inText(check.snippet)).not.toThrow();
    expect(() => commandsIn(check.snippet)).not.toThrow();
    expect(() => readingAdvice(check, [], new Map())).not.toThrow();
    expect(() => unknownPaths(check, new Map())).not.toThrow();
  }
  const long = checkOf(`grep -q zfs /proc/modules # ${"x".repeat(2 ** 14)}`);
  expect(commandsIn(long.snippet)).toBeUndefined();
  expect(readingAdvice(long, [], new Map())).toEqual([]);
  expect(unknownPaths(long, new Map())).toEqual([]);
});

test("notRun() is no answer, whatever exit codes mean", () => {
  const run = notRun([{ cause: "snippet", asked: "16385 characters" }]);

  expect(judge(run, { [run.exitCode]: "ok" })).toBe("unknown");
});
