// The words of a badge within a sentence: they never claim more than the whole ones.

import { describe, expect, test } from "vitest";
import { STATES, type State, stateWords } from "../../src/model/state.ts";
import { sumOfTargets, type Target } from "../../src/model/target.ts";
import { badgeWords, shortWords } from "../../src/trackers/words.ts";

const target = (state: State, i = 0): Target => ({ name: `t${i}`, state, remoteStatus: null });

function shortOf(states: readonly State[], more: { words?: string; isChange?: boolean } = {}): string {
  const counted = states.map(target);
  const state = sumOfTargets(counted);
  const isChange = more.isChange ?? false;
  const words = more.words ?? badgeWords(state, counted, { isChange });
  return shortWords({ state, words, counted, isChange }, undefined);
}

describe("shortWords()", () => {
  test("are a word or two for each state", () => {
    const short = STATES.map((state) =>
      shortWords({ state, words: stateWords(state), counted: [], isChange: false }, undefined),
    );

    expect(short.join(", ")).toMatchInlineSnapshot(
      `"unknown, gone, open, in progress, declined, closed, merged, unreleased, released, duplicate"`,
    );
  });

  test.each([
    [["fixed", "open"], "partly fixed"],
    [["released", "open", "open", "released"], "partly fixed"],
    [["released", "released", "wont-fix"], "partly released"],
    [["released", "fixed"], "partly released"],
    [["released", "released"], "released"],
    [["open", "in-progress"], "open"],
    [["released"], "released"],
    [["fixed", "fixed"], "unreleased"],
  ] as const)("of targets that are %j are %j", (states, words) => {
    expect(shortOf(states)).toBe(words);
  });

  test("say of no two targets more than holds for both", () => {
    for (const a of STATES) {
      for (const b of STATES) {
        const both = [a, b].filter((state) => state !== "unknown");
        if (shortOf([a, b]) === "released") expect([...new Set(both)]).toEqual(["released"]);
        expect(shortOf([a, b])).not.toMatch(/^fix/);
      }
    }
  });

  test("stay whole where a tracker has words of its own", () => {
    expect(shortOf(["released"], { words: "revert released in v2", isChange: true })).toBe("revert released in v2");
    expect(shortOf(["released"], { words: "released in v2", isChange: true })).toBe("released");
  });

  test("give the role that the author gave", () => {
    const given = { state: "released", words: "released in 2", counted: [], isChange: true } as const;
    expect(shortWords(given, "cause")).toBe("cause");
  });
});
