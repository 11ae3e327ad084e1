import { describe, expect, test } from "vitest";
import { drawn, unifiedDiff } from "../../../src/checks/authoring/unified-diff.ts";

describe("unifiedDiff()", () => {
  test("names both sides and shows what differs with three lines round it", () => {
    const lines = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    const before = `${lines.join("\n")}\n`;

    expect(
      unifiedDiff({ name: "old", text: before }, { name: "new", text: before.replace("e", "E") }),
    ).toMatchInlineSnapshot(`
      "--- old
      +++ new
      @@ -2,7 +2,7 @@
       b
       c
       d
      -e
      +E
       f
       g
       h"
    `);
  });

  test("tells a last line without a line break from one with it", () => {
    expect(unifiedDiff({ name: "old", text: "a\n" }, { name: "new", text: "a" })).toMatchInlineSnapshot(`
      "--- old
      +++ new
      @@ -1,1 +1,1 @@
      -a
      +a
      \\ No newline at end of file"
    `);
  });

  test("is empty where nothing differs", () => {
    expect(unifiedDiff({ name: "old", text: "a\n" }, { name: "new", text: "a\n" })).toBe("");
  });
});

describe("drawn()", () => {
  test("shows what would steer a terminal or turn the text", () => {
    expect(drawn("a\u001b[31mb\r\u007f\u0085\u202Ec\td\n")).toBe("a␛[31mb␍␡��c\td\n");
  });
});
