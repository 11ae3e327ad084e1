// The front matter and the sections of a runbook: what to do when an alert fires. The sections are those of
// https://github.com/prometheus-operator/runbooks with "First minute" before them.

import { z } from "zod";
import { WrittenDay } from "./date.ts";
import { sharedKeys } from "./document.ts";

export const Runbook = z.strictObject({
  ...sharedKeys,
  owner: z.string().optional(),
  reviewed: WrittenDay,
  /** As in "6 months". */
  reviewEvery: z
    .string()
    .regex(/^\d+ (days?|weeks?|months?|years?)$/, 'must be a length of time such as "6 months"')
    .optional(),
});
export type Runbook = z.infer<typeof Runbook>;

/** Headings that every runbook has, in this order. */
export const RUNBOOK_SECTIONS = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"] as const;

/** What `status: final` asks for. */
export const RUNBOOK_FINAL = [
  "title",
  "description",
  "severity",
  "owner",
  "reviewed",
] as const satisfies readonly (keyof Runbook)[];
