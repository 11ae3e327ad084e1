// The front matter of a post-mortem: the article about one incident. Terms are those of the Google SRE book
// (https://sre.google/sre-book/example-postmortem/): a mitigation stops the impact, a resolution removes the cause.

import { z } from "zod";
import { Day } from "./date.ts";
import { sharedKeys } from "./document.ts";
import { Until } from "./until.ts";
import { Url } from "./url.ts";

export const TIMELINE_KINDS = [
  "upstream",
  "trigger",
  "detected",
  "diagnosed",
  "mitigated",
  "resolved",
  "note",
] as const;

/** A blank would be printed as if it said something. */
const Words = z.string().regex(/\S/, "Write some words, or remove the key");

const TimelineEntry = z
  .strictObject({
    /** Absent where the order of the entries is known and this one's time is not. */
    at: Day.optional(),
    kind: z.enum(TIMELINE_KINDS).default("note"),
    text: z.string(),
    evidence: Url.optional(),
  })
  .refine(({ at, kind }) => at !== undefined || kind !== "upstream", {
    path: ["at"],
    error: "Write the day, as in at: 2023-09-21. Only entries of the incident itself may have none",
  });

const Mitigation = z.strictObject({
  text: z.string(),
  /** What doing this costs. */
  price: z.string().optional(),
  /** How long it takes. */
  time: Words.optional(),
  /** What can go wrong. */
  risk: Words.optional(),
  /** Whether, and how, it can be undone. */
  reversible: Words.optional(),
  runbook: z.string().optional(),
  until: Until.optional(),
});

const Action = z.strictObject({
  text: z.string(),
  kind: z.enum(["prevent", "mitigate", "detect"]),
  owner: z.string().optional(),
  due: Day.optional(),
  done: Day.optional(),
  /** Where upstream or the team's own tracker follows it. */
  ref: Url.optional(),
  until: Until.optional(),
});

export const Postmortem = z.strictObject({
  ...sharedKeys,
  /** What the text retells, as in "the account of 21 September 2023". */
  retoldFrom: Words.optional(),
  runbooks: z.array(z.string()).default([]),
  impact: z.string().optional(),
  trigger: z.string().optional(),
  rootCauses: z.array(z.string()).default([]),
  contributing: z.array(z.string()).default([]),
  timeline: z.array(TimelineEntry).default([]),
  mitigations: z.array(Mitigation).default([]),
  actions: z.array(Action).default([]),
  lessons: z
    .strictObject({
      wentWell: z.array(z.string()).default([]),
      wentWrong: z.array(z.string()).default([]),
      lucky: z.array(z.string()).default([]),
    })
    .optional(),
});
export type Postmortem = z.infer<typeof Postmortem>;

/** The keys that `status: final` requires. */
export const POSTMORTEM_FINAL = [
  "title",
  "description",
  "date",
  "severity",
  "systems",
  "impact",
  "trigger",
  "rootCauses",
  "timeline",
  "mitigations",
  "actions",
  "lessons",
] as const satisfies readonly (keyof Postmortem)[];
