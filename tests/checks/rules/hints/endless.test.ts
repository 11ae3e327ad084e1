import { describe, expect, test } from "vitest";
import { endlessHint } from "../../../../src/checks/rules/hints/endless.ts";

describe("endlessHint()", () => {
  test.each([
    ["tail -n 3 -f /var/log/syslog | grep x", "Remove -f of tail: a check reads once"],
    ["while :; do echo; done", "Remove the loop `while :`, or make it end: a check reads once"],
    ["while sleep 1; true; do echo; done", "Remove the loop `while true`, or make it end: a check reads once"],
    ["until false; do echo; done", "Remove the loop `until false`, or make it end: a check reads once"],
    ["for ((;;)); do echo; done", "Remove the loop `for ((;;))`, or make it end: a check reads once"],
    ["f() { f | f & }; f", "Make the function f end: it calls itself"],
    ["echo go on?; read -r answer", "Name the input file of read: without one, it waits for the terminal"],
    ["x=$(cat)", "Name the input file of cat: without one, it waits for the terminal"],
    ["while [ $i -lt 9 ]; do echo; done", "Make sure that its loops end"],
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
