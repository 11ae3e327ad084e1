// What the check said on the captured machine, against what it says on the host that was made of it.

import { type Exits, VERDICT_WORDS, type Verdict, verdictOf } from "../../model/check.ts";
import { oneLine } from "../downloads/wording.ts";
import type { Capture } from "./text.ts";

/** A sentence where both differ; undefined where they agree, or where the machine has not run the check. */
export function saidOtherwise({ ran }: Capture, exits: Exits, verdict: Verdict): string | undefined {
  if (ran === undefined) return undefined;
  const why = "Something has changed between the run and the look at what it used, or was not captured";
  if (typeof ran.exit !== "number") return `On the machine, the check did not come to its end. ${why}`;
  const there = verdictOf(ran.exit, exits);
  if (there === verdict) return undefined;
  const [said = ""] = Buffer.from(ran.stdout ?? [])
    .toString()
    .split("\n", 1);
  return `On the machine it said ${VERDICT_WORDS[there]}: ${oneLine(said).slice(0, LONGEST)}. ${why}`;
}

const LONGEST = 200;
