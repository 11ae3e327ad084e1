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
    "[ -x /usr/sbin/zpool ] → Ask for a command with command -v, for a file with -e: a recording keeps no mode
    [ -L /dev/disk ] → Ask with -e, -f, -d or -r instead of -L: a recording keeps no mode and no owner
    [[ -w … ]] → A check only reads, so it need not ask -w; a recording keeps no mode
    [ -nt ] → Ask with -e, -f, -d or -r instead of -nt: a recording keeps no mode and no owner
    [[ -ef ]] → Ask with -e, -f, -d or -r instead of -ef: a recording keeps no mode and no owner
    [[ -p /run/pipe ]] → Ask with -e, -f, -d or -r instead of -p: a recording keeps no mode and no owner
    [ -s /proc/swaps ] → Read it instead of asking -s, as in [ -n "$(cat …)" ]: files of /proc and /sys have no true size
    [ -s … ] → Read it instead of asking -s, as in [ -n "$(cat …)" ]: files of /proc and /sys have no true size"
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
