// A handful of idioms, so that each change is held against them; idioms.slow.test.ts tries them all.

import { expect, test } from "vitest";
import { idiomNamed, idiomNames } from "../../../src/checks/idioms/idioms.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedIdiom } from "./tried-idiom.ts";

/** They wait for each other, on a busy machine for long. */
const LONGEST_MS = 300_000;

describeRuns("an idiom", () => {
  test.concurrent.for(["disk", "load", "units"])(
    "%s: the right writing passes, the wrong one is told",
    { timeout: LONGEST_MS },
    async (name, { expect }) => {
      const [right, wrong] = await Promise.all([triedIdiom(name, "right"), triedIdiom(name, "wrong")]);

      expect(right.told).toBe("");
      for (const words of idiomNamed(name)?.wrong.told ?? ["?"]) expect(wrong.told).toContain(words);
    },
  );
});

test("there are forty of them", () => {
  expect(idiomNames().length).toBeGreaterThanOrEqual(40);
});
