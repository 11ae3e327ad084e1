// The verdict of the check on the captured machine, compared with its verdict on the test host that was made of it.

import { type Exits, VERDICT_WORDS, type Verdict, verdictOf } from "../../model/check.ts";
import { oneLine } from "../downloads/wording.ts";
import type { Capture } from "./text.ts";

/** A sentence if the two differ; undefined if they agree, or if the check did not run on the machine. */
export function saidOtherwise({ ran }: Capture, exits: Exits, verdict: Verdict): string | undefined {
  if (ran === undefined) return undefined;
  const why = "Something changed during the capture, or was not captured";
  if (typeof ran.exit !== "number") return `On the machine, the check did not finish. ${why}`;
  const there = verdictOf(ran.exit, exits);
  if (there === verdict) return undefined;
  const [said = ""] = Buffer.from(ran.stdout ?? [])
    .toString()
    .split("\n", 1);
  return `On the machine, it said ${VERDICT_WORDS[there]}: ${oneLine(said).slice(0, LONGEST)}. ${why}`;
}

const LONGEST = 200;
