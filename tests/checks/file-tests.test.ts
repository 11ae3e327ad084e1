import { expect, test } from "vitest";
import { beyondRecording } from "../../src/checks/beyond-recording.ts";
import { syntaxOf } from "../../src/checks/syntax.ts";

const refusedIn = (snippet: string) => {
  const tree = syntaxOf(snippet);
  return tree === undefined ? undefined : beyondRecording(tree);
};

test.each([
  ["[ -x /usr/sbin/zpool ]", ["[ -x /usr/sbin/zpool ]"]],
  ["[ ! -L /dev/disk ]", ["[ -L /dev/disk ]"]],
  ["[[ -w $file ]]", ["[[ -w … ]]"]],
  ["test /a -nt /b", ["[ -nt ]"]],
  ["[[ /a -ef /b && -p /run/pipe ]]", ["[[ -ef ]]", "[[ -p /run/pipe ]]"]],
  ["[ -s /proc/swaps ]", ["[ -s /proc/swaps ]"]],
  ['[ -s "$file" ]', ["[ -s … ]"]],
])("beyondRecording() refuses %j", (snippet, refused) => {
  expect(refusedIn(snippet)).toEqual(refused);
});

test.each([
  "[ -e /x ] && [ -f /x ] && [ -d /x ] && [ -r /x ]",
  "[ -s /etc/zfs/zpool.cache ]",
  '[ -n "$x" ] && [ -z "$y" ] && [ "$x" -gt 3 ]',
  '[[ -v x && $x == -x && "-L" = "$x" ]]',
  '[ "$x" = -x ]',
  "ls -x /a; grep -L avx /b",
])("beyondRecording() lets %j pass", (snippet) => {
  expect(refusedIn(snippet)).toEqual([]);
});
