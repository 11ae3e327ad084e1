// The keys of rule files: those of Prometheus, and what its neighbours add to them.

import { didYouMean, nearestName } from "../core/nearest-name.ts";
import { type Problem, problem } from "../core/problem.ts";
import { isDataMap, type Located } from "../corpus/yaml.ts";
import type { Dialect } from "../model/alert.ts";

export type Level = "file" | "group" | "rule";

/** https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/ */
const PROMETHEUS: Readonly<Record<Level, readonly string[]>> = {
  file: ["groups"],
  group: ["name", "interval", "query_offset", "limit", "labels", "rules"],
  rule: ["alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations"],
};

/** Thanos and Mimir read PromQL; Loki LogQL; VictoriaMetrics MetricsQL. Each adds keys that its own manual explains. */
const ADDED: Readonly<Record<Dialect, Readonly<Partial<Record<Level, readonly string[]>>>>> = {
  promql: {
    file: ["namespace"],
    group: ["partial_response_strategy", "source_tenants", "evaluation_delay", "align_evaluation_time_on_interval"],
  },
  logql: { file: ["namespace"], group: ["remote_write"] },
  metricsql: {
    group: [
      ...["type", "concurrency", "eval_offset", "eval_delay", "eval_alignment", "params", "headers", "tenant"],
      ...["notifier_headers", "extra_filter_labels", "debug"],
    ],
    rule: ["debug", "update_entries_limit"],
  },
};

/** The keys that nothing reads. Prometheus refuses a file that has one. */
export function unknownKeys({ data, placeOfKey }: Located, level: Level, dialect: Dialect): Problem[] {
  if (!isDataMap(data)) return [];
  const known = [...PROMETHEUS[level], ...(ADDED[dialect][level] ?? [])];
  return Object.keys(data)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const place = placeOfKey([], key);
      return problem(place, `unknown key "${key}"`, remedyFor(key, level, known, place.file));
    });
}

function remedyFor(key: string, level: Level, known: readonly string[], file: string): string {
  const dialect = (["logql", "metricsql"] as const).find((one) => ADDED[one][level]?.includes(key));
  if (dialect !== undefined) return `Prometheus does not know it. ${dialectRemedy(file, dialect)}`;
  return didYouMean(key, known, `Known keys here: ${known.join(", ")}`);
}

/** How to say that a file is not for Prometheus. */
export function dialectRemedy(file: string, ...dialects: readonly (keyof typeof NAMES)[]): string {
  const names = dialects.map((dialect) => NAMES[dialect]).join(" or ");
  const setting = `alerts: { files: [{ path: ${file}, dialect: ${dialects.join(" or ")} }] }`;
  return `If the file is in ${names}, say so in content/site.yaml: ${setting}`;
}

/** The languages that have no grammar here, as people write them. */
export const NAMES = { logql: "LogQL", metricsql: "MetricsQL" } as const satisfies Partial<Record<Dialect, string>>;

/** Whether one of the unknown keys is a slip of `alert` or `record`, which is then not missing as well. */
export function isMisspelt(data: unknown): boolean {
  const known = PROMETHEUS.rule;
  return Object.keys(data ?? {}).some(
    (key) => !known.includes(key) && ["alert", "record"].includes(nearestName(key, known) ?? ""),
  );
}
