import { expect, test } from "vitest";
import { stepsOf } from "../../../src/checks/sandbox/trace.ts";

test("stepsOf() gives each command once, in its order, whatever its nesting", () => {
  const trace = "\x012 grep -q x /y\n\x01\x013 cat /z\n\x012 grep -q x /y\n\x014 echo 'a\nb'\n";

  expect(stepsOf(trace)).toEqual([
    { line: 2, words: ["grep", "-q", "x", "/y"] },
    { line: 3, words: ["cat", "/z"] },
    { line: 4, words: ["echo", "a\nb"] },
  ]);
});

test("stepsOf() leaves out how a function that answers for the host begins, and what is cut", () => {
  expect(stepsOf("\x017 local -\n\x017 set +efuxv\n\x012 set +e\n\x013")).toEqual([{ line: 2, words: ["set", "+e"] }]);
});
