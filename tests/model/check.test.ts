import { describe, expect, test } from "vitest";
import { CheckExpectations, VERDICT_WORDS, VERDICTS, verdictOf } from "../../src/model/check.ts";

test.each([
  [0, "ok"],
  [1, "affected"],
  [2, "unknown"],
  [126, "unknown"],
  [127, "unknown"],
  [255, "unknown"],
] as const)("verdictOf() takes exit %i for %s", (exitCode, verdict) => {
  expect(verdictOf(exitCode)).toBe(verdict);
});

test("VERDICT_WORDS has distinct words for every verdict", () => {
  expect(VERDICTS.map((verdict) => VERDICT_WORDS[verdict])).toEqual(["OK", "AFFECTED", "CANNOT TELL"]);
});

describe("CheckExpectations", () => {
  test("needs its question alone", () => {
    const { data } = CheckExpectations.safeParse({ asks: "Is it slow?" });

    expect(data).toEqual({
      asks: "Is it slow?",
      ok: [],
      affected: [],
      unknown: [],
      then: {},
      means: {},
      context: [],
      untried: [],
      exits: {},
    });
  });

  test.each([
    ["a verdict that does not exist", { asks: "x", then: { fine: "#y" } }],
    ["one host in place of a list", { asks: "x", ok: "pve" }],
    ["no question", { ok: ["pve"] }],
  ])("refuses %s", (_what, given) => {
    expect(CheckExpectations.safeParse(given).success).toBe(false);
  });
});
