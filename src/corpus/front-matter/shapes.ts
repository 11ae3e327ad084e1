// Values of another shape than ours: other generators and teams have their own `references`, `impact` or `weight`. Such
// a key is left out with advice; otherwise it would hide a whole document. A guard is never left out.

import type { z } from "zod";
import { advice, type Problem } from "../../core/problem.ts";
import { DATE_REMEDY, INVALID_DATE, isImpossibleDay } from "../../model/date.ts";
import { isEmpty, isScalar } from "../../model/synonyms.ts";
import { expectation, type JsonSchema, schemaAt, valueAt } from "../validate.ts";
import type { Located } from "../yaml.ts";

type Issue = z.core.$ZodIssue;

const GUARDS: ReadonlySet<PropertyKey> = new Set(["draft", "publish", "status", "audience"]);

/** The data with a list wherever the schema wants a list of texts and a single text is given. */
export function withLists(schema: z.ZodType, given: Located): Located {
  const issues = schema.safeParse(given.data).error?.issues ?? [];
  const wanted = issues.filter(
    ({ path }) => schemaAt(schema, path)?.items?.type === "string" && isScalar(valueAt(given.data, path)),
  );
  if (wanted.length === 0) return given;
  const data = structuredClone(given.data);
  for (const { path } of wanted) {
    const value = valueAt(data, path);
    const holder = valueAt(data, path.slice(0, -1)) as Record<PropertyKey, unknown>;
    holder[path.at(-1) ?? ""] = isEmpty(value) ? [] : [given.textOf?.(path) ?? String(value)];
  }
  return { ...given, data };
}

/** The data without keys of another shape, each of which is reported. */
export function withoutOtherShapes(schema: z.ZodType, given: Located, problems: Problem[]): Located {
  const issues = schema.safeParse(given.data).error?.issues ?? [];
  const lost: PropertyKey[] = [];
  for (const [key, own] of Map.groupBy(issues, ({ path }) => path[0])) {
    if (key === undefined || GUARDS.has(key)) continue;
    const value = valueAt(given.data, [key]);
    const issue = own.find((one) => isOfKey(one, value)) ?? (isOfOthers(schema, key, value) ? own[0] : undefined);
    if (issue === undefined) continue;
    lost.push(key);
    if (!isNothing(value)) problems.push(toldLost(schema, given, key, issue));
  }
  if (lost.length === 0) return given;
  const kept = Object.entries(given.data as object).filter(([key]) => !lost.includes(key));
  return { ...given, data: Object.fromEntries(kept) };
}

/** Whether the whole value is wrong, and not just a part. A number counts as text; an impossible day is a typo. */
function isOfKey(issue: Issue, value: unknown): boolean {
  if (issue.path.length !== 1 || issue.code === "unrecognized_keys") return false;
  if (issue.message.startsWith(INVALID_DATE)) return typeof value !== "string" || !isImpossibleDay(value);
  return !(issue.code === "invalid_type" && issue.expected === "string" && isScalar(value));
}

/**
 * Whether all entries are of another kind: texts where maps are meant, `actions: [mend it]`; maps where texts are,
 * `tags: [{ tag: new }]`; or maps without any of the keys that ours must have,
 * `timeline: [{ time: "9:00", event: x }]`.
 */
function isOfOthers(schema: z.ZodType, key: PropertyKey, value: unknown): boolean {
  const { items, additionalProperties } = schemaAt(schema, [key]) ?? {};
  const { type, required = [] } = items ?? (additionalProperties || {});
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every((entry: unknown) => {
    if (isScalar(entry)) return type === "object";
    const isOurs = required.length === 0 || required.some((name) => Object.hasOwn(Object(entry), name));
    return type === "string" ? entry !== null : type === "object" && !isOurs;
  });
}

/** An empty list counts as absent, also where a map is wanted. */
function isNothing(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function toldLost(schema: z.ZodType, given: Located, key: PropertyKey, issue: Issue): Problem {
  const name = (given.asWritten?.([key]) ?? [key]).join(".");
  const value = valueAt(given.data, [key]);
  const place = given.placeOf([key]);
  if (issue.message.startsWith(INVALID_DATE) && issue.path.length === 1) {
    const shown = isScalar(value) ? String(value) : JSON.stringify(value);
    return advice(place, `${name} "${shown}" is not a date that can be read: ${WITHOUT}`, DATE_REMEDY);
  }
  const wanted = schemaAt(schema, [key]);
  const isPlain = wanted?.type !== "array" && wanted?.type !== "object";
  const remedy = isPlain ? expectation(issue, value) : `Write it as in ${String(key)}: ${formOf(wanted)}`;
  return advice(place, `"${name}" has another form: ${WITHOUT}`, remedy);
}

const WITHOUT = "the document is shown without it";

/** What a schema wants, on one line: [{ text: …, kind: prevent }] */
function formOf(json: JsonSchema): string {
  if (json.items !== undefined) return `[${formOf(json.items)}]`;
  if (json.properties !== undefined) {
    const { required, properties } = json;
    const isShown = ([key, { type }]: readonly [string, JsonSchema]) => required?.includes(key) ?? type !== "object";
    const pairs = Object.entries(properties).filter(isShown);
    return `{ ${pairs.map(([key, inner]) => `${key}: ${formOf(inner)}`).join(", ")} }`;
  }
  if (json.additionalProperties) return `{ ${formOf(json.propertyNames ?? {})}: ${formOf(json.additionalProperties)} }`;
  return json.examples?.[0] ?? json.enum?.[0] ?? (json.format === "uri" ? "https://example.org/" : "…");
}
