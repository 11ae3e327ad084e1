// The front matter and the sections of a runbook: what to do when an alert fires. The sections are those of
// https://github.com/prometheus-operator/runbooks with "First minute" before them.

import { z } from "zod";
import { WrittenDay } from "./date.ts";
import { type NamedAlert, sharedKeys } from "./document.ts";

/** "6 months", "1 year": how many, and of what. */
export const REVIEW_LENGTH = /^([1-9]\d{0,3}) (day|week|month|year)s?$/;

/** A name alone, or with what is to be known of it. */
const AlertOfRunbook = z.preprocess(
  (value) => (typeof value === "object" ? value : { name: typeof value === "string" ? value : String(value) }),
  z.strictObject({
    name: z.string(),
    first: z.boolean().optional(),
    external: z.boolean().optional(),
    formerly: z.array(z.string()).optional(),
  }),
) satisfies z.ZodType<NamedAlert>;

export const Runbook = z.strictObject({
  ...sharedKeys,
  /** One text counts as a list of one, as of other keys. */
  alerts: z
    .preprocess((value) => (typeof value === "string" ? [value] : value), z.array(AlertOfRunbook).optional())
    .transform((alerts = []) => alerts),
  owner: z.string().optional(),
  reviewed: WrittenDay,
  /** As in "6 months": see model/review.ts. */
  reviewEvery: z.string().regex(REVIEW_LENGTH, 'Write a length of time such as "6 months"').optional(),
});
export type Runbook = z.infer<typeof Runbook>;

/** Headings that every runbook has, in this order. */
export const RUNBOOK_SECTIONS = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"] as const;
export type RunbookSection = (typeof RUNBOOK_SECTIONS)[number];

/** What teams call these sections. A site adds its own names: see `runbooks.names` in content/site.yaml. */
export const SECTION_NAMES: Readonly<Record<RunbookSection, readonly string[]>> = {
  "First minute": [
    ...["First minutes", "First five minutes", "First 5 minutes", "First response", "First steps", "First aid"],
    ...["Immediate action", "Immediate actions", "Immediate steps", "Quick fix", "Quick start", "TL;DR", "Triage"],
  ],
  Meaning: [
    ...[
      "Symptoms",
      "Symptom",
      "Overview",
      "Description",
      "Summary",
      "About",
      "About this alert",
      "Alert",
      "Background",
    ],
    ...["Introduction", "Context", "What it means", "What this means", "Alert description", "Problem", "Explanation"],
  ],
  Impact: [
    ...["Effect", "Effects", "Consequences", "User impact", "Customer impact", "Business impact", "Service impact"],
    ...["Affected services", "Affected systems", "Severity"],
  ],
  Diagnosis: [
    ...["Troubleshooting", "Debugging", "Investigation", "Diagnostics", "Diagnose", "Investigate", "Debug", "Analysis"],
    ...["Troubleshooting steps", "Investigation steps", "Diagnostic steps", "Possible causes", "Causes", "Cause"],
  ],
  Mitigation: [
    ...["Resolution", "Remediation", "Steps", "Fix", "Recovery", "Solution", "Workaround", "Procedure", "Mitigate"],
    ...["Resolution steps", "Remediation steps", "Mitigation steps", "Recovery steps", "How to fix", "How to resolve"],
    ...["Resolve", "Actions", "Action", "Response", "Repair"],
  ],
};

/** The keys that `status: final` requires. */
export const RUNBOOK_FINAL = [
  "title",
  "description",
  "severity",
  "owner",
  "reviewed",
] as const satisfies readonly (keyof Runbook)[];
