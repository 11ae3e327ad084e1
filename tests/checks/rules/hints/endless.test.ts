import { describe, expect, test } from "vitest";
import { endlessHint } from "../../../../src/checks/rules/hints/endless.ts";

describe("endlessHint()", () => {
  test.each([
    ["tail -n 3 -f /var/log/syslog | grep x", "A check looks once: leave out -f of tail"],
    ["while :; do echo; done", "A check looks once: leave out the loop `while :`, or give it an end"],
    ["while sleep 1; true; do echo; done", "A check looks once: leave out the loop `while true`, or give it an end"],
    ["until false; do echo; done", "A check looks once: leave out the loop `until false`, or give it an end"],
    ["for ((;;)); do echo; done", "A check looks once: leave out the loop `for ((;;))`, or give it an end"],
    ["f() { f | f & }; f", "The function f calls itself: give it an end"],
    ["echo go on?; read -r answer", "read waits for the terminal: name the file that it reads"],
    ["x=$(cat)", "cat waits for the terminal: name the file that it reads"],
    ["while [ $i -lt 9 ]; do echo; done", "See that its loops come to an end"],
  ])("names the cause in %s", (snippet, remedy) => {
    expect(endlessHint(snippet)).toBe(remedy);
  });

  test.each(["read -r x < /proc/loadavg", "cat /proc/swaps | cat", "# while :; do :; done", "echo 'tail -f'", "if"])(
    "sees nothing in %s",
    (snippet) => {
      expect(endlessHint(snippet)).toBeUndefined();
    },
  );
});
