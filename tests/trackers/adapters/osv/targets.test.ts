// How much work an advisory makes, counted: nobody can wait for what grows with the square of an answer.

import { describe, expect, it } from "vitest";
import type { Part } from "../../../../src/trackers/adapters/osv/affected.ts";
import { summed } from "../../../../src/trackers/adapters/osv/targets.ts";

const STATES = { fixed: "released", affected: "open" } as const;

/** As many branches of one package, and how often their first versions are read. */
function countingBranches(count: number) {
  const read = { times: 0 };
  const parts = Array.from({ length: count }, (_, i): Part => {
    const part = { package: "a", ecosystem: "npm", fixed: [`${i}.1`], isFixed: true };
    return Object.defineProperty({ ...part, introduced: "" }, "introduced", {
      get() {
        read.times++;
        return `${i}`;
      },
    });
  });
  return { parts, read };
}

describe("summed()", () => {
  it("reads each branch of a package a few times, however many there are", () => {
    const { parts, read } = countingBranches(1000);

    expect(summed(parts, STATES).remoteStatus).toBe("fixed version named for 1000 of 1000");
    expect(read.times).toBeLessThan(10 * 1000);
  });

  it("takes a package together with the shortest beginning of its name that is a package, too", () => {
    const named = (name: string): Part => ({
      ...{ package: name, ecosystem: "npm", introduced: "0", fixed: ["1"], isFixed: true },
    });
    const parts = ["a", "a-b", "a-b-c", "b-c-d", ...Array.from({ length: 60 }, (_, i) => `b-c-${i}`), "b-c"];

    expect(summed(parts.map(named), STATES).targets?.map(({ name }) => name)).toEqual([
      "a (npm)",
      "b-c (npm)",
      "a-* (npm)",
      "b-c-* (npm)",
    ]);
  });
});
