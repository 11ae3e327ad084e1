import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareForList, isSettled, STATES, stateWords, worstState } from "../../src/model/state.ts";

describe("stateWords()", () => {
  test("has its own words for every state", () => {
    const words = STATES.map((state) => `${state}: ${stateWords(state)}`);

    expect(words).toMatchInlineSnapshot(`
      [
        "unknown: not looked up yet",
        "gone: page gone",
        "open: open",
        "in-progress: being worked on",
        "wont-fix: declined",
        "closed: closed, fix not confirmed",
        "merged: merged; release not known",
        "fixed: fix merged, not released",
        "released: fix released",
        "duplicate: duplicate",
      ]
    `);
    expect(new Set(STATES.map((state) => stateWords(state))).size).toBe(STATES.length);
  });

  test("names the version of a release, and of nothing else", () => {
    const detail = { version: "6.2.16-14" };

    expect(stateWords("released", detail)).toBe("fix released in 6.2.16-14");
    expect(stateWords("fixed", detail)).toBe("fix merged, not released");
  });

  test("says released alone where the version is not known", () => {
    expect(stateWords("released", { version: undefined })).toBe("fix released");
  });

  test("never says fixed of what is only closed", () => {
    expect(stateWords("closed")).toContain("not confirmed");
    expect(stateWords("fixed")).toContain("not released");
  });
});

describe("worstState()", () => {
  test("orders states from worst to best", () => {
    const order = STATES.toReversed().map((_, i, reversed) => worstState(reversed.slice(0, i + 1)));

    expect(order.toReversed()).toEqual(STATES);
  });

  test.each([
    [["released", "open"], "open"],
    [["released", "fixed", "closed"], "closed"],
    [["duplicate", "released"], "released"],
    [["in-progress", "unknown"], "unknown"],
    [["released", "released"], "released"],
  ] as const)("of %j is %s", (states, worst) => {
    expect(worstState(states)).toBe(worst);
  });

  test("of no targets is unknown", () => {
    expect(worstState([])).toBe("unknown");
  });

  test("does not depend on the order of targets, and is one of theirs", () => {
    const states = fc.array(fc.constantFrom(...STATES), { minLength: 1 });

    fc.assert(
      fc.property(states, (given) => {
        const worst = worstState(given);
        expect(worstState(given.toReversed())).toBe(worst);
        expect(given).toContain(worst);
      }),
    );
  });
});

test("compareForList() puts what readers wait for first and what is settled last", () => {
  const listed = STATES.toSorted(compareForList);

  expect(listed).toMatchInlineSnapshot(`
    [
      "open",
      "in-progress",
      "unknown",
      "gone",
      "fixed",
      "merged",
      "closed",
      "wont-fix",
      "duplicate",
      "released",
    ]
  `);
});

test("isSettled() tells what readers still wait for from all that has come to an end", () => {
  expect(STATES.filter((state) => !isSettled(state)).toSorted(compareForList)).toEqual([
    ...["open", "in-progress", "unknown", "fixed"],
  ]);
});
