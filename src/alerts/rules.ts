// Reads Prometheus rule files, plain ones and PrometheusRule objects of the Prometheus operator:
// https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/

import { decodePath } from "../core/decode-url.ts";
import type { Place, Source } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import { validate } from "../corpus/validate.ts";
import { type Located, parseYaml } from "../corpus/yaml.ts";
import { type Alert, AlertRule, RuleFile } from "../model/alert.ts";
import { promqlFault } from "./promql.ts";

export type Rules = {
  readonly alerts: Alert[];
  readonly problems: Problem[];
  /** Where alerts begin that could not be read. */
  readonly unread: readonly Place[];
  /** Whether these are all alerts of the file; if not, some of its text could not be read as rules at all. */
  readonly isWhole: boolean;
};

/** The alerts of a rule file, and its defects. A rule that can't be read does not hide the others. */
export function parseRuleFile(source: Source): Rules {
  const problems: Problem[] = [];
  const yaml = parseYaml(source, 0, source.text.length, problems);
  if (yaml === undefined) return { alerts: [], problems, unread: [], isWhole: false };
  const rules = isObject(yaml.data) && isObject(yaml.data.spec) ? below(yaml, ["spec"]) : yaml;
  if (!isObject(rules.data)) problems.push(problem(rules.placeOf([]), "not a rule file", SHAPE));
  const file = isObject(rules.data) ? validate(RuleFile, rules, { unknownKeys: "problem" }, problems) : undefined;
  const alerts: Alert[] = [];
  const unread: Place[] = [];
  for (const [g, { name, rules: list }] of (file?.groups ?? []).entries()) {
    for (const [r, { alert }] of list.entries()) {
      // A recording rule has no `alert`.
      if (alert === undefined) continue;
      const rule = below(rules, ["groups", g, "rules", r]);
      const read = readAlert(source, name, rule, problems);
      if (read === undefined) unread.push(rule.placeOf(["alert"]));
      else alerts.push(read);
    }
  }
  return { alerts, problems, unread, isWhole: file !== undefined };
}

const SHAPE = "Write a map: groups: [{ name: …, rules: [{ alert: …, expr: … }] }]";

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The part of a YAML file below a path, with its places. */
function below(yaml: Located, base: readonly PropertyKey[]): Located {
  return {
    data: base.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], yaml.data),
    placeOf: (path) => yaml.placeOf([...base, ...path]),
    placeOfKey: (path, key) => yaml.placeOfKey([...base, ...path], key),
  };
}

function readAlert(source: Source, group: string, located: Located, problems: Problem[]): Alert | undefined {
  const rule = validate(AlertRule, located, { unknownKeys: "problem" }, problems);
  if (rule === undefined) return undefined;
  const { alert: name, expr, labels, annotations } = rule;
  for (const one of [...exprProblems(source, rule, located), ...urlProblems(rule, located)]) problems.push(one);
  return {
    ...{ name, group, expr, for: rule.for },
    ...{ severity: labels.severity, summary: annotations.summary, description: annotations.description },
    runbook: runbookOf(annotations.runbook_url),
    place: located.placeOf(["alert"]),
  };
}

function exprProblems(source: Source, { alert, expr }: AlertRule, located: Located): Problem[] {
  const fault = promqlFault(expr.trimEnd());
  if (fault === undefined) return [];
  const place = placeWithin(source, located.placeOf(["expr"]), expr.trimEnd(), fault);
  return [problem(place, `alert "${alert}" has an expr that is not PromQL: ${fault.message}`, PROMQL)];
}

const PROMQL = "Check brackets, function names and operators: https://prometheus.io/docs/prometheus/latest/querying/";

/**
 * The place of a part of a scalar: on the scalar's own line, or below a `|`, where every line of the value is a line of
 * the file. Where lines were folded or characters escaped, the place of the whole scalar must serve.
 */
function placeWithin(source: Source, start: Place, value: string, part: { at: number; length: number }): Place {
  const row = value.slice(0, part.at).split("\n").length - 1;
  const text = value.split("\n")[row] ?? "";
  const column = part.at - (value.lastIndexOf("\n", part.at - 1) + 1);
  for (const line of [start.line + row, start.line + row + 1]) {
    const found = source.line(line).indexOf(text, line === start.line ? start.column - 1 : 0);
    if (found !== -1) return { ...start, line, column: found + column + 1, length: part.length };
  }
  return start;
}

function urlProblems({ alert, annotations: { runbook_url: url } }: AlertRule, located: Located): Problem[] {
  if (url === undefined) {
    const remedy = "Add to its annotations:\n  runbook_url: https://<this site>/runbooks/<name of the runbook>/";
    return [problem(located.placeOf(["alert"]), `alert "${alert}" has no runbook_url`, remedy)];
  }
  // Prometheus expands {{ … }}; the result can't be known here.
  if (url.includes("{{") || URL.canParse(url)) return [];
  const place = located.placeOf(["annotations", "runbook_url"]);
  return [
    problem(place, `alert "${alert}" has runbook_url "${url}", which is not a URL`, "Write the full URL: https://…"),
  ];
}

/** The end of a runbook's address: /runbooks/storage/disk-latency/, /runbooks/größe/ */
const RUNBOOK = /\/runbooks\/([\p{L}\p{N}\p{M}\p{Pc}.-]+(?:\/[\p{L}\p{N}\p{M}\p{Pc}.-]+)*)\/?$/u;

/** A URL encodes non-ASCII characters as bytes, whichever way its author wrote them. */
function runbookOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? RUNBOOK.exec(decodePath(new URL(url).pathname))?.[1] : undefined;
}
