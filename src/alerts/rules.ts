// Reads rule files as Prometheus does: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
// A rule that cannot be read hides no other.

import type { Place, Source } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { RuleFile } from "../corpus/rule-files.ts";
import { validate } from "../corpus/validate.ts";
import { isDataMap, type Located } from "../corpus/yaml.ts";
import { type Dialect, FileShape, GroupShape, type ReadRule, RuleShape } from "../model/alert.ts";
import { alertUrl } from "../model/urls.ts";
import { dialectRemedy, isMisspelt, unknownKeys } from "./keys.ts";
import { promqlFault } from "./promql.ts";
import { below, ruleObjects, templateProblem } from "./rule-objects.ts";

/** Pages show alerts alone, but a broken recording rule keeps Prometheus from reading the file. */
export type RecordingRule = Pick<ReadRule, "expr" | "dialect" | "place"> & { readonly record: string };

export type Rules = {
  readonly alerts: ReadRule[];
  readonly records: RecordingRule[];
  readonly problems: Problem[];
  /** Where rules begin that could not be read. */
  readonly unread: Place[];
  /** Whether these are all rules of the file; if not, some of its text could not be read as rules at all. */
  readonly isWhole: boolean;
};

type Reading = {
  readonly source: Source;
  readonly dialect: Dialect;
  /** Annotations that hold the address of a runbook, the first one that a rule has counts. */
  readonly keys: readonly string[];
  readonly found: {
    alerts: ReadRule[];
    records: RecordingRule[];
    problems: Problem[];
    unread: Place[];
    isWhole: boolean;
  };
};

/** What a runbook's address is called, unless the settings name other annotations too. */
export const RUNBOOK_KEY = "runbook_url";

/** The alerts of a rule file, and its defects. */
export function parseRuleFile(
  { source, dialect }: Pick<RuleFile, "source" | "dialect">,
  keys: readonly string[] = [],
): Rules {
  const { objects, problems, isWhole } = ruleObjects(source, dialect);
  const found = { alerts: [], records: [], problems: [...problems], unread: [], isWhole };
  for (const { located, dialect: own } of objects)
    readObject(located, { source, dialect: own, keys: [RUNBOOK_KEY, ...keys], found });
  return { ...found, problems: withOneTemplate(found.problems) };
}

/** In a template, each expression with a mark is broken, and for the same reason. */
function withOneTemplate(problems: readonly Problem[]): Problem[] {
  const first = problems.find(isTemplate);
  return problems.filter((one) => one === first || !isTemplate(one));
}

function isTemplate({ what, place }: Problem): boolean {
  return what === templateProblem(place).what;
}

function readObject(located: Located, reading: Reading): void {
  const { problems } = reading.found;
  for (const one of unknownKeys(located, "file", reading.dialect)) problems.push(ofNoRule(one));
  const file = validate(FileShape, located, { unknownKeys: "problem" }, problems);
  if (file === undefined) reading.found.isWhole = false;
  const names = new Set<string>();
  for (const [i, group] of (file?.groups ?? []).entries())
    if (group !== null) readGroup(below(located, ["groups", i]), names, reading);
}

function readGroup(located: Located, names: Set<string>, reading: Reading): void {
  const { problems } = reading.found;
  const group = validate(GroupShape, located, { unknownKeys: "problem" }, problems);
  if (group === undefined) {
    reading.found.isWhole = false;
    return;
  }
  const { name, rules } = group;
  for (const one of unknownKeys(located, "group", reading.dialect)) problems.push(ofNoRule(one));
  const place = located.placeOf(["name"]);
  if (name === "") problems.push(ofNoRule(problem(place, "group without a name", "Write name: and a name")));
  else if (names.has(name)) problems.push(ofNoRule(problem(place, `group "${name}" is in this file twice`, TWICE)));
  names.add(name);
  for (const i of rules.keys()) readRule(below(located, ["rules", i]), group, reading);
}

const TWICE = "Rename one, or put all rules into the other";

/** Prometheus refuses the file, but each of its rules says what it says. */
function ofNoRule(one: Problem): Problem {
  return { ...one, withholds: "nothing" };
}

function readRule(
  given: Located,
  { name: group, labels }: GroupShape,
  { source, dialect, keys, found }: Reading,
): void {
  const { problems } = found;
  // Go reads a null as an empty rule.
  const located = given.data === null ? { ...given, data: {} } : given;
  for (const one of unknownKeys(located, "rule", dialect)) problems.push(one);
  const rule = validate(RuleShape, located, { unknownKeys: "problem" }, problems);
  const defects = rule === undefined ? [] : kindProblems(rule, located);
  for (const one of defects) problems.push(one);
  const isUsable = rule !== undefined && defects.length === 0 && rule.alert + rule.record !== "";
  if (isUsable) for (const one of exprProblems(source, rule, dialect, located)) problems.push(one);
  const url = rule && alertUrl(rule.alert);
  if (!isUsable || (rule.alert !== "" && url === undefined)) {
    found.unread.push(beginOf(located));
    if (isUsable)
      problems.push(problem(located.placeOf(["alert"]), `alert "${rule.alert}" has no address`, NO_ADDRESS));
  } else if (url === undefined)
    found.records.push({ record: rule.record, expr: rule.expr, dialect, place: located.placeOf(["record"]) });
  else {
    // Those of its group count where it has none of the name.
    const whole = { ...rule, labels: { ...labels, ...rule.labels } };
    found.alerts.push({ ...alertOf(whole, located, keys), url, group, dialect });
  }
}

/** What a name must have for an address. */
export const NO_ADDRESS = `The page of an alert is /alerts/<name>/, with a hyphen for each run of other characters than A–Z a–z 0–9 _ . -
Write letters or digits, at most 200 characters, no dot at the beginning, and not the word index alone`;

/** Where the rule's first line is, for what is held back of a file. */
function beginOf({ data, placeOf, placeOfKey }: Located): Place {
  const [first] = Object.keys(isDataMap(data) ? data : {});
  return first === undefined ? placeOf([]) : placeOfKey([], first);
}

/** What Prometheus' own reader refuses: rulefmt.RuleNode.Validate */
function kindProblems({ alert, record, expr, annotations, ...others }: RuleShape, located: Located): Problem[] {
  const { data, placeOf, placeOfKey } = located;
  if (alert !== "" && record !== "")
    return [problem(placeOfKey([], "record"), `rule with both alert "${alert}" and record "${record}"`, BOTH)];
  if (alert === "" && record === "") {
    if (isDataMap(data) && "alert" in data)
      return [problem(placeOf(["alert"]), "alert without a name", "Write the name of the alert")];
    return isMisspelt(data) ? [] : [problem(beginOf(located), "rule with neither alert nor record", NEITHER)];
  }
  const what = alert === "" ? `record "${record}"` : `alert "${alert}"`;
  if (expr.trim() === "")
    return [problem(placeOf(["expr"]), `${what} has no expr`, "Write the expression that the rule asks for")];
  if (alert !== "") return [];
  const wrong = Object.entries({ for: others.for, keep_firing_for: others.keep_firing_for })
    .flatMap(([key, value]) => (value && !/^0[a-z]*$/.test(value) ? [key] : []))
    .concat(Object.keys(annotations).length > 0 ? ["annotations"] : []);
  return wrong.map((key) =>
    problem(
      placeOfKey([], key),
      `${what} has "${key}", which only alerts have`,
      "Remove it, or write alert: for record:",
    ),
  );
}

const BOTH = "Make two rules of it: one records a series, the other fires an alert";
const NEITHER = "Write alert: and the name of the alert, or record: and the name of a series";

function alertOf(
  rule: RuleShape,
  located: Located,
  keys: readonly string[],
): Omit<ReadRule, "url" | "group" | "dialect"> {
  const { alert: name, labels, annotations } = rule;
  const holder = keys.flatMap((key) =>
    annotations[key] ? [["annotations", key]] : labels[key] ? [["labels", key]] : [],
  )[0];
  const [map = "", key = ""] = holder ?? [];
  const text = (map === "labels" ? labels : annotations)[key]?.trim() ?? "";
  return {
    ...{ name, expr: rule.expr, for: rule.for ?? undefined, keepFiringFor: rule.keep_firing_for ?? undefined },
    ...{ labels, annotations, severity: labels.severity || undefined },
    ...{ summary: annotations.summary, description: annotations.description },
    runbookUrl: text === "" ? undefined : { text, place: located.placeOf([map, key]) },
    ...{ place: located.placeOf(["alert"]), begins: beginOf(located) },
  };
}

function exprProblems(
  source: Source,
  { alert, record, expr }: RuleShape,
  dialect: Dialect,
  located: Located,
): Problem[] {
  if (dialect !== "promql") return [];
  const fault = promqlFault(expr.trimEnd());
  if (fault === undefined) return [];
  const start = located.placeOf(["expr"]);
  // Prometheus fills in annotations, but no expression.
  if (/\{\{|\{%/.test(expr)) return [templateProblem(start)];
  const place = placeWithin(source, start, expr.trimEnd(), fault);
  const what = alert === "" ? `record "${record}"` : `alert "${alert}"`;
  const remedy = `${PROMQL}\n${dialectRemedy(source.file, "logql", "metricsql")}`;
  return [problem(place, `${what} has an expr that is not PromQL: ${fault.message}`, remedy)];
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
