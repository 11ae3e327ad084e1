// Alerting rules, as Prometheus reads them:
// https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/

import { z } from "zod";
import type { Place } from "../core/position.ts";

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
const DURATION = /^(?=.)(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/;

export const AlertRule = z.looseObject({
  alert: z.string(),
  expr: z.union([z.string(), z.number()], "Write a PromQL expression").transform(String),
  for: z.string().regex(DURATION, "Write a duration such as 10m or 1h30m").optional(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});
export type AlertRule = z.infer<typeof AlertRule>;

/** A rule file also holds recording rules, which have no `alert` and do not matter here. */
export const RuleFile = z.looseObject({
  groups: z.array(z.looseObject({ name: z.string(), rules: z.array(z.looseObject({ alert: z.string().optional() })) })),
});
export type RuleFile = z.infer<typeof RuleFile>;

/** An alert of the corpus, with the runbook that its `runbook_url` leads to. */
export type Alert = {
  readonly name: string;
  readonly group: string;
  readonly expr: string;
  readonly for: string | undefined;
  readonly severity: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** Name of the runbook, where `runbook_url` leads to one of ours. */
  readonly runbook: string | undefined;
  readonly place: Place;
};
