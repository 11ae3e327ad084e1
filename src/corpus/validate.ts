// Checks data against a Zod schema and reports every issue at its place. Unknown keys do not make a file unreadable.

import { z } from "zod";
import { didYouMean } from "../core/nearest-name.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { withoutSecrets } from "../core/without-secrets.ts";
import { DATE_REMEDY, INVALID_DATE } from "../model/date.ts";
import type { Located } from "./yaml.ts";

export type Strictness = {
  readonly unknownKeys: "problem" | "advice";
  /** Keys that are known to have no effect, with what to do about them: always advice. */
  readonly withoutEffect?: Readonly<Record<string, string>>;
  /** Whether a number or truth value counts as text, as it is written, where text is meant. */
  readonly looseTexts?: boolean;
};

/** The data in the schema's shape, or undefined if it does not fit. */
export function validate<S extends z.ZodType>(
  schema: S,
  given: Located,
  strictness: Strictness,
  problems: Problem[],
): z.output<S> | undefined {
  const located = strictness.looseTexts ? { ...given, data: withTexts(schema, given) } : given;
  const first = schema.safeParse(located.data);
  if (first.success) return first.data;
  const issues = first.error.issues;
  const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
  for (const issue of unknown) reportKeys(issue, { schema, located, strictness, problems });
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") problems.push(problemOf(issue, located));
  }
  if (unknown.length < issues.length) return undefined;
  const second = schema.safeParse(withoutKeys(located.data, unknown));
  return second.success ? second.data : undefined;
}

/** The data with `title: 404` as the text "404", and 5.10 as "5.10": YAML's number would have lost the zero. */
function withTexts(schema: z.ZodType, { data, textOf }: Located): unknown {
  const issues = schema.safeParse(data).error?.issues ?? [];
  const wanted = issues.filter(
    (issue) => issue.code === "invalid_type" && issue.expected === "string" && isWord(valueAt(data, issue.path)),
  );
  if (wanted.length === 0) return data;
  const copy = structuredClone(data);
  for (const { path, message } of wanted) {
    if (message.startsWith(INVALID_DATE)) continue;
    const holder = valueAt(copy, path.slice(0, -1)) as Record<PropertyKey, unknown>;
    holder[path.at(-1) ?? ""] = textOf?.(path) ?? String(valueAt(data, path));
  }
  return copy;
}

type Unrecognized = z.core.$ZodIssueUnrecognizedKeys;
type Context = { schema: z.ZodType; located: Located; strictness: Strictness; problems: Problem[] };

function reportKeys(issue: Unrecognized, { schema, located, strictness, problems }: Context): void {
  const known = keysAt(schema, issue.path);
  const { unknownKeys, withoutEffect = {} } = strictness;
  for (const key of issue.keys) {
    const place = located.placeOfKey(issue.path, key);
    if (issue.path.length === 0 && Object.hasOwn(withoutEffect, key)) {
      problems.push(advice(place, `key "${key}" has no effect here`, withoutEffect[key] ?? ""));
      continue;
    }
    const remedy = didYouMean(key, known, `Known keys here: ${known.join(", ")}`);
    problems.push((unknownKeys === "problem" ? problem : advice)(place, `unknown key "${key}"`, remedy));
  }
}

/** What we use of a JSON Schema, the one public view of a Zod schema. */
export type JsonSchema = {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema;
};

/** Every document of another generator may have unknown keys, and their schema is always one of a few. */
const JSON_SCHEMAS = new WeakMap<z.ZodType, JsonSchema>();

/** Keys that are combined from others, and that no author writes. */
const GATHERED: ReadonlySet<string> = new Set(["permalinks"]);

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  return Object.keys(schemaAt(schema, path)?.properties ?? {}).filter((key) => !GATHERED.has(key));
}

/** What the schema wants at a path. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): JsonSchema | undefined {
  const options = { io: "input", unrepresentable: "any" } as const;
  const whole = JSON_SCHEMAS.get(schema) ?? (z.toJSONSchema(schema, options) as JsonSchema);
  JSON_SCHEMAS.set(schema, whole);
  return path.reduce<JsonSchema | undefined>((json, step) => {
    if (typeof step === "number") return json?.items;
    return json?.properties?.[String(step)] ?? json?.additionalProperties;
  }, whole);
}

function withoutKeys(data: unknown, issues: readonly Unrecognized[]): unknown {
  const copy = structuredClone(data);
  for (const { path, keys } of issues) {
    let holder = copy as Record<PropertyKey, unknown>;
    for (const step of path) holder = holder[step] as Record<PropertyKey, unknown>;
    for (const key of keys) delete holder[key];
  }
  return copy;
}

function problemOf(issue: z.core.$ZodIssue, located: Located): Problem {
  if (issue.code === "invalid_key") return keyProblem(issue, located);
  const place = located.placeOf(issue.path);
  const name = pathText(located.asWritten?.(issue.path) ?? issue.path);
  const value = valueAt(located.data, issue.path);
  if (value === undefined) return problem(place, `key "${name}" is missing`, expectation(issue, value));
  if (issue.message.startsWith(INVALID_DATE)) return problem(place, `${issue.message} in "${name}"`, DATE_REMEDY);
  const subject = name === "" ? "the YAML" : `"${name}"`;
  // A token in the place of its variable's name must not appear in a log.
  const shown = issue.path.at(-1) === "token" ? "***" : show(value);
  return problem(place, `${subject} cannot be ${shown}`, withGuess(issue, value));
}

/** A key that must itself have a certain form, such as a URL. */
function keyProblem({ path, issues }: z.core.$ZodIssueInvalidKey, located: Located): Problem {
  const key = String(path.at(-1));
  const holder = path.slice(0, -1);
  const remedy = issues[0] === undefined ? "" : expectation(issues[0], key);
  return problem(located.placeOfKey(holder, key), `"${pathText(holder)}" cannot have the key ${show(key)}`, remedy);
}

/** `timeline[2].at` */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((step, i) => (typeof step === "number" ? `[${step}]` : (i > 0 ? "." : "") + String(step))).join("");
}

export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null)?.[step], data);
}

/** The value as JSON, short and without passwords. */
export function show(value: unknown): string {
  const text = withoutSecrets(JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function expectation(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.message.startsWith(INVALID_DATE)) return DATE_REMEDY;
  // A message of our own schemas says what to write; Zod's own messages begin with another word.
  if (issue.message.startsWith("Write ")) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "string" && isWord(value)) return "Put quotes around it to make it text";
      return `Write ${A_VALUE[issue.expected] ?? `a value of type ${issue.expected}`}`;
    case "invalid_value":
      return `Write one of: ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "array" ? "Write at least one entry" : `Write at least ${issue.minimum}`;
    case "too_big":
      return `Write at most ${issue.maximum}`;
    case "invalid_format":
      if (issue.format === "url") return "Write a URL, as in https://example.org/page";
  }
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
}

/** What YAML takes for a number or a truth value, such as 404 and true. */
function isWord(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}

const A_VALUE: Readonly<Record<string, string>> = {
  string: "text",
  array: "a list, as in [one, two]",
  object: "a map of keys and values",
  record: "a map of keys and values",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function withGuess(issue: z.core.$ZodIssue, value: unknown): string {
  const hint = expectation(issue, value);
  return issue.code === "invalid_value" && typeof value === "string"
    ? didYouMean(value, issue.values.map(String), hint)
    : hint;
}
