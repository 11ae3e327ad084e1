// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
import { expect, test } from "vitest";
import { commandsIn } from "../../../src/checks/snippet/commands.ts";
import { endOf, functionsIn, onlySpeaks } from "../../../src/checks/snippet/ends.ts";
import { syntaxOf } from "../../../src/checks/snippet/syntax.ts";

const FUNCTIONS = `answer() { echo "$2"; exit "$1"; }
die() { answer "\${1:-2}" "it is so"; }
say() { echo "$*"; }
late() { code=$1; shift; echo "$*"; exit "$code"; }
last() { grep x /y || exit 1; }
asks() { [[ -e $1 ]]; }
loop() { loop 1; }`;

function lastIn(line: string) {
  const snippet = `${FUNCTIONS}\n${line}`;
  const node = commandsIn(snippet)?.at(-1)?.node;
  if (node === undefined) throw new SyntaxError(line);
  return { node, functions: functionsIn(syntaxOf(snippet)) };
}

test.each([
  ["exit 1", 1],
  ["exit 257", 1],
  ["return 2", 2],
  ["exit", "open"],
  ["exit $?", "open"],
  ["answer 0 'it is there'", 0],
  ["answer $code 'it is there'", "open"],
  ["die", 2],
  ["die 1", 1],
  ["late 1 'it is so'", 1],
  ["last", undefined],
  ["loop", undefined],
  ["grep 2", undefined],
])("endOf(%j) is %j", (line, expected) => {
  const { node, functions } = lastIn(line);

  expect(endOf(node, functions)).toBe(expected);
});

test.each([
  ["echo x", true],
  ["local x", true],
  ["say 'it is so'", true],
  ["cat <<< x", true],
  ["cat /x <<< x", false],
  ["answer 2 x", false],
  ["asks /x", false],
  ["grep x", false],
])("onlySpeaks(%j) is %j", (line, expected) => {
  const { node, functions } = lastIn(line);

  expect(onlySpeaks(node, functions)).toBe(expected);
});
