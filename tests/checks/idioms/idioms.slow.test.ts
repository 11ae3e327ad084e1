// The corpus of idioms: what is right passes without a word, what is wrong is told.

import { test } from "vitest";
import { idiomNamed, idiomsByArea } from "../../../src/checks/idioms/idioms.ts";
import { lackingHere } from "../../../src/checks/runs/lacking-here.ts";
import { checkOf } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedIdiom } from "./tried-idiom.ts";

/** One that calls jq can be tried only where that is. */
function canRunHere(name: string): boolean {
  const { right = "", wrong } = idiomNamed(name) ?? {};
  return lackingHere(checkOf(`${right}\n${wrong?.snippet ?? ""}`), new Map()).length === 0;
}

// Tests of one area share batches, and wait for each other: on a slow machine that takes minutes.
const LONGEST_MS = 600_000;

for (const [area, names] of idiomsByArea()) {
  describeRuns(`every idiom of ${area}`, () => {
    for (const name of names.filter(canRunHere)) {
      test.concurrent(
        `${name}: the right writing passes`,
        async ({ expect }) => {
          expect((await triedIdiom(name, "right")).told).toBe("");
        },
        LONGEST_MS,
      );

      test.concurrent(
        `${name}: the wrong writing is told`,
        async ({ expect }) => {
          const { told } = await triedIdiom(name, "wrong");

          for (const words of idiomNamed(name)?.wrong.told ?? []) expect(told).toContain(words);
        },
        LONGEST_MS,
      );
    }
  });
}
