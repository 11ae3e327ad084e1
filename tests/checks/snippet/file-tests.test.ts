import { expect, test } from "vitest";
import { beyondRecording } from "../../../src/checks/snippet/beyond-recording.ts";
import { syntaxOf } from "../../../src/checks/snippet/syntax.ts";

function refusedIn(snippet: string): readonly string[] {
  const tree = syntaxOf(snippet);
  if (tree === undefined) throw new SyntaxError(snippet);
  return beyondRecording(tree).map(({ asked, rewrite }) => `${asked} → ${rewrite}`);
}

const SNIPPETS = [
  ...[
    "[ -x /usr/sbin/zpool ]",
    "[ ! -L /dev/disk ]",
    "[[ -w $file ]]",
    "test /a -nt /b",
    "[[ /a -ef /b && -p /run/pipe ]]",
  ],
  ...["[ -s /proc/swaps ]", '[ -s "$file" ]'],
];

test("fileTestOf() names tests that no recording answers, and what to write instead", () => {
  expect(SNIPPETS.flatMap(refusedIn).join("\n")).toMatchInlineSnapshot(`
    "[ -x /usr/sbin/zpool ] → Use command -v for a command, -e for a file: test hosts have no file modes
    [ -L /dev/disk ] → Use -e, -f, -d or -r instead of -L: test hosts have no file modes or owners
    [[ -w … ]] → Remove -w: a check only reads, and test hosts have no file modes
    [ -nt ] → Use -e, -f, -d or -r instead of -nt: test hosts have no file modes or owners
    [[ -ef ]] → Use -e, -f, -d or -r instead of -ef: test hosts have no file modes or owners
    [[ -p /run/pipe ]] → Use -e, -f, -d or -r instead of -p: test hosts have no file modes or owners
    [ -s /proc/swaps ] → Read the file instead of testing -s, as in [ -n "$(cat …)" ]: files of /proc and /sys have no true size
    [ -s … ] → Read the file instead of testing -s, as in [ -n "$(cat …)" ]: files of /proc and /sys have no true size"
  `);
});

test.each([
  "[ -e /x ] && [ -f /x ] && [ -d /x ] && [ -r /x ]",
  "[ -s /etc/zfs/zpool.cache ]",
  '[ -n "$x" ] && [ -z "$y" ] && [ "$x" -gt 3 ]',
  '[[ -v x && $x == -x && "-L" = "$x" ]]',
  '[ "$x" = -x ]',
  "ls -x /a; grep -L avx /b",
])("fileTestOf() lets %j pass", (snippet) => {
  expect(refusedIn(snippet)).toEqual([]);
});
