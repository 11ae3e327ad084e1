import { expect, test } from "vitest";
import { wordsOf } from "../../../src/checks/sandbox/trace.ts";

test.each([
  ["grep -m 1 '^flags' /proc/cpuinfo", ["grep", "-m", "1", "^flags", "/proc/cpuinfo"]],
  ["echo '' x", ["echo", "", "x"]],
  ["f=a\\ b", ["f=a b"]],
  ["echo 'it'\\''s' a'b'c", ["echo", "it's", "abc"]],
  ["echo $'a\\nb\\tc\\'d\\\\' $'\\E[31m'", ["echo", "a\nb\tc'd\\", "\x1b[31m"]],
  // An é is two bytes, and the other one is none that begins a character.
  ["cat $'/tmp/\\303\\251' $'\\377'", ["cat", "/tmp/é", "\ufffd"]],
  ["[ -e /x ']'", ["[", "-e", "/x", "]"]],
  ["", []],
])("wordsOf(%j)", (line, words) => {
  expect(wordsOf(line)).toEqual(words);
});
