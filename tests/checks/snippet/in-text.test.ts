import { describe, expect, test } from "vitest";
import { inText } from "../../../src/checks/snippet/in-text.ts";

describe("inText()", () => {
  test("tells the line of the snippet in which something stands, except in $(…)", () => {
    const snippet = `x=1 # a
[ -r /y ] || exit 2
echo $RANDOM
if [ -x /x ]; then
  eval "$y" > /tmp/x
fi
z=$(
  /sbin/zpool list
)`;

    expect(inText(snippet).refused.map(({ line, asked }) => `${line} ${asked}`)).toEqual([
      ...["3 $RANDOM", "4 [ -x /x ]", "5 eval …", "undefined /sbin/zpool", "5 > /tmp/x"],
    ]);
  });

  test("refuses what it cannot read, of which bash may think otherwise", () => {
    expect(inText("if true; then\n  exit 0")).toMatchObject({ isUnreadable: false, refused: [{ cause: "snippet" }] });
    expect(inText("a\0")).toMatchObject({ isUnreadable: true, refused: [{ cause: "snippet" }] });
  });

  test("gives targets of redirections as they are written", () => {
    expect(inText("read -r x < /proc/loadavg; cat < $y 2>/dev/null; z=$(tail -n 1 </a)").literals).toEqual([
      ...["/proc/loadavg", "/dev/null", "/a"],
    ]);
  });

  test.each([
    ["cat <(echo x)", true],
    ["echo x > /dev/stderr; cat /dev/stdin", true],
    ["cat /dev/null; echo x >&2", false],
  ])("knows of %s whether it reads its own streams by name: %s", (snippet, isSo) => {
    expect(inText(snippet).needsStreams).toBe(isSo);
  });
});
