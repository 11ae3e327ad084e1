// The groups of rules in a file, whichever way they are wrapped: plain, as objects of Kubernetes, or as a list of these.

import { parseAllDocuments, visit } from "yaml";
import type { Place, Source } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { type Data, isDataMap, type Located, parseYamlDocuments } from "../corpus/yaml.ts";
import { CONTINUED } from "../corpus/yaml-defects.ts";
import type { Dialect } from "../model/alert.ts";

/** A map with `groups`. */
export type RuleObject = { readonly located: Located; readonly dialect: Dialect };

export type RuleObjects = {
  readonly objects: readonly RuleObject[];
  readonly problems: readonly Problem[];
  /** Whether nothing of the file's text is left out. */
  readonly isWhole: boolean;
};

/** What of a file holds groups of rules, and what is wrong with the rest. */
export function ruleObjects(source: Source, dialect: Dialect): RuleObjects {
  const problems: Problem[] = [];
  const documents = parseYamlDocuments(source, problems);
  const isWhole = problems.length === 0;
  const template = isSound(problems, source) ? undefined : templateIn(source);
  if (template !== undefined) return { objects: [], problems: [template], isWhole: false };
  const sorted = documents.flatMap((document, i) =>
    document.data === null ? [] : items(document).map((located) => sort(located, dialect, i > 0)),
  );
  const objects = sorted.flatMap(({ object }) => object ?? []);
  const told = sorted.flatMap(({ defect }) => defect ?? []);
  // Objects of other kinds may stand beside rules; a file of nothing else was put there by mistake.
  const others = told.map((one) => (objects.length === 0 ? one : asNeighbour(one)));
  return { objects, problems: [...problems, ...others], isWhole: isWhole && told.length === 0 };
}

/** Whether nothing hints at a template. A quoted text that goes on below its key may begin a line with a mark. */
function isSound(problems: readonly Problem[], { text }: Source): boolean {
  if (problems.some(({ what }) => what.endsWith(CONTINUED.what))) return true;
  return problems.length === 0 && !text.includes("[[") && !text.includes("<%");
}

function asNeighbour(told: Problem): Problem {
  return told.what.startsWith(OTHER_KIND) ? advice(told.place, told.what, told.remedy) : told;
}

/** The part of a YAML file below a path, with its places. */
export function below(yaml: Located, base: readonly PropertyKey[]): Located {
  return {
    data: base.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], yaml.data),
    placeOf: (path) => yaml.placeOf([...base, ...path]),
    placeOfKey: (path, key) => yaml.placeOfKey([...base, ...path], key),
  };
}

/** The objects of a list of Kubernetes, as `kubectl get -o yaml` prints it, each on its own. */
function items(located: Located): Located[] {
  const { data } = located;
  if (!isDataMap(data) || typeof data.kind !== "string" || !data.kind.endsWith("List")) return [located];
  return Array.isArray(data.items) ? data.items.flatMap((_, i) => items(below(located, ["items", i]))) : [located];
}

/** Kinds whose rules are in another language than PromQL. */
const KINDS: ReadonlyMap<unknown, Dialect> = new Map([
  ["VMRule", "metricsql"],
  ["AlertingRule", "logql"],
  ["RecordingRule", "logql"],
]);

const OTHER_KIND = "object of kind";
const SHAPE = "Write a map: groups: [{ name: …, rules: [{ alert: …, expr: … }] }]";

type Sorted = { readonly object?: RuleObject; readonly defect?: Problem };

function sort(located: Located, dialect: Dialect, isLater: boolean): Sorted {
  const { data, placeOf, placeOfKey } = located;
  const told = (place: Place, what: string, remedy: string): Sorted => ({ defect: problem(place, what, remedy) });
  if (!isDataMap(data)) return told(placeOf([]), "not a rule file", SHAPE);
  const { kind, spec } = data;
  if (isDataMap(spec) && "groups" in spec)
    return { object: { located: below(located, ["spec"]), dialect: KINDS.get(kind) ?? dialect } };
  if (typeof kind === "string") return told(placeOf(["kind"]), `${OTHER_KIND} "${kind}" is not read`, OF_KINDS);
  if (isOfGrafana(data))
    return told(placeOfKey([], "groups"), "a file of Grafana's alert rules, which is not read", GRAFANA);
  if (isLater) {
    const defect = problem(placeOf([]), "a second document, which Prometheus does not read", ONE_DOCUMENT);
    return { defect: { ...defect, withholds: "nothing" } };
  }
  return { object: { located, dialect } };
}

const OF_KINDS =
  "Put PrometheusRule or VMRule objects here, or files with groups: at the top, and other objects elsewhere";
const GRAFANA = "Move it out of here: rules of Prometheus, Loki, Thanos, Mimir and VictoriaMetrics are read";
const ONE_DOCUMENT = "Put all groups under one groups: key, and remove the line of three hyphens";

/** https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/ */
function isOfGrafana({ groups }: Data): boolean {
  const all: readonly unknown[] = Array.isArray(groups) ? groups : [];
  return all.some((group) => isDataMap(group) && ("orgId" in group || "folder" in group));
}

/** What templates of Ruby hold: no expression and no text of a rule does. */
const RUBY = /^[^#\n]*?<%/m;

/** What templates of Helm, Jinja and others begin with. Where YAML expects a value, it begins a map or a list. */
const TEMPLATE = /^(?:\{\{|\[\[|\{%)/;

/** The first mark of a template outside of a text: the file is not YAML before it is rendered. */
function templateIn(source: Source): Problem | undefined {
  const ruby = RUBY.exec(source.text);
  let first = ruby === null ? undefined : ruby.index + ruby[0].length - 2;
  for (const doc of parseAllDocuments(source.text, { prettyErrors: false })) {
    visit(doc, {
      Collection(_, { flow, range }) {
        if (!flow || !range || !TEMPLATE.test(source.text.slice(range[0], range[0] + 2))) return;
        first = Math.min(first ?? range[0], range[0]);
      },
    });
  }
  return first === undefined ? undefined : templateProblem(source.at(first, 2));
}

export function templateProblem(place: Place): Problem {
  const remedy = "Render it first, and put the result here: helm template …, or what your tool calls it";
  return problem(place, "a template, not a rule file yet", remedy);
}
