import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COLOR, contrast, LEAST_CONTRAST, readableShade } from "../../src/core/contrast.ts";

describe("contrast()", () => {
  test.each([
    ["#000", "#ffffff", 21],
    ["#777777", "#fff", 4.48],
    ["#767676", "#fff", 4.54],
    ["#abc", "#AABBCC", 1],
  ])("of %s and %s is %d", (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe("readableShade()", () => {
  test("keeps what can be read", () => {
    expect(readableShade("#0b57a0", ["#fff"])).toBe("#0b57a0");
  });

  test("goes as little as is enough, towards black or white", () => {
    expect(readableShade("#777", ["#fff"])).toBe("#767676");
    expect(readableShade("#0b57a0", ["#13171b"])).toMatchInlineSnapshot(`"#4d84ba"`);
  });

  test("finds a shade for every colour and ground, and none where no colour can be read on both", () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
    fc.assert(
      fc.property(color, color, (one, ground) => {
        const shade = readableShade(one, [ground]);
        expect(shade).toMatch(COLOR);
        expect(contrast(shade ?? "", ground)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      }),
    );
    expect(readableShade("#0b57a0", ["#fff", "#13171b"])).toBeUndefined();
  });
});
