// Alerting rules, as Prometheus reads them:
// https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/

import { z } from "zod";
import type { Place } from "../core/position.ts";

/** Languages of alerting rules: Prometheus', Loki's, VictoriaMetrics'. Only the first has a grammar here. */
export const DIALECTS = ["promql", "logql", "metricsql"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations */
const DURATION = /^(?=.)(0|(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?)$/;

/** Go reads a missing value, null and "" alike. */
const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? "");
const Texts = z
  .record(z.string(), Text)
  .nullish()
  .transform((map) => map ?? {});
const Duration = z.string().regex(DURATION, "Write a duration such as 10m or 1h30m").nullish();

/** A rule of either kind. Its keys are checked by alerts/keys.ts. */
export const RuleShape = z.looseObject({
  alert: Text,
  record: Text,
  expr: Text,
  for: Duration,
  keep_firing_for: Duration,
  labels: Texts,
  annotations: Texts,
});
export type RuleShape = z.infer<typeof RuleShape>;

export const GroupShape = z.looseObject({
  name: Text,
  interval: Duration,
  query_offset: Duration,
  labels: Texts,
  rules: z
    .array(z.unknown())
    .nullish()
    .transform((rules) => rules ?? []),
});

export type GroupShape = z.infer<typeof GroupShape>;

export const FileShape = z.looseObject({
  groups: z
    .array(z.unknown())
    .nullish()
    .transform((groups) => groups ?? []),
});

/** An alerting rule as it was read. */
export type ReadRule = {
  readonly name: string;
  /** The page of its alert: /alerts/<name>/ */
  readonly url: string;
  readonly group: string;
  readonly expr: string;
  readonly dialect: Dialect;
  readonly for: string | undefined;
  readonly keepFiringFor: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly severity: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** The address of its runbook, as written. */
  readonly runbookUrl: { readonly text: string; readonly place: Place } | undefined;
  /** Where its name is. */
  readonly place: Place;
  /** Where the rule begins. */
  readonly begins: Place;
};

/** Where the address of a runbook leads. `url` of a page is root-relative and without the path prefix. */
export type Leads =
  | { readonly to: "nothing" }
  | { readonly to: "page"; readonly url: string }
  | { readonly to: "held-back" }
  /** It names no page of this site; a Problem says so. */
  | { readonly to: "dead"; readonly url: string }
  | { readonly to: "elsewhere"; readonly url: string }
  /** Prometheus fills in a part of it, so that it cannot be known. */
  | { readonly to: "template"; readonly url: string }
  /** The site states no address of its own. */
  | { readonly to: "not judged"; readonly url: string };

export type AlertRule = ReadRule & { readonly leads: Leads };

/** All that the site has of one alert. */
export type Alert = {
  readonly name: string;
  readonly url: string;
  /** The rules of this name, such as one for each severity; none if the rule is in a file that the site does not read. */
  readonly rules: readonly AlertRule[];
  /** Names of the runbooks that cover it, in the order in which a reader should open them. */
  readonly runbooks: readonly string[];
  /** Names that it had before, and other ways in which documents write its name. */
  readonly otherNames: readonly string[];
};
