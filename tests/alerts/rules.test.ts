import { describe, expect, test } from "vitest";
import { parseRuleFile } from "../../src/alerts/rules.ts";
import { Source } from "../../src/core/position.ts";
import { formatProblem } from "../../src/core/problem.ts";
import type { Dialect } from "../../src/model/alert.ts";

function parse(text: string, dialect: Dialect = "promql") {
  const source = new Source("content/alerts/a.yml", text);
  const { problems, ...found } = parseRuleFile({ source, dialect });
  return { ...found, problems, told: problems.map((p) => formatProblem(p, (_, line) => source.line(line))).join("\n") };
}

/** A rule file with one alert; lines are given as they stand below "- alert". */
const withAlert = (...lines: readonly string[]) =>
  ["groups:", "  - name: disks", "    rules:", "      - alert: DiskSlow", ...lines.map((l) => `        ${l}`), ""].join(
    "\n",
  );
/** One with these rules. */
const withRules = (...rules: readonly string[]) =>
  `groups:\n  - name: g\n    rules:\n${rules.map((rule) => `      - ${rule}\n`).join("")}`;

const FULL = `groups:
  - name: disks
    interval: 30s
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
      - expr: |
          rate(a_total[5m])
            > 0.1
        alert: DiskSlow
        for: 10m
        keep_firing_for: 5m
        labels: { severity: warning, team: ops }
        annotations:
          summary: "{{ $labels.device }} is slow"
          description: Guests feel it
          runbook_url: https://kb.example/ops/runbooks/disk-latency/?from=alert
  - name: empty
    rules: []
`;

const object = (kind: string, name: string) =>
  `apiVersion: x/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec:\n${withRules(`{ alert: ${name}, expr: up == 0 }`).replaceAll(/^(?=.)/gm, "  ")}`;

describe("parseRuleFile()", () => {
  test("reads the alerts of a rule file, and counts recording rules", () => {
    const { alerts, told, records } = parse(FULL);

    expect(told).toBe("");
    expect(records).toMatchObject([{ record: "job:up:sum", expr: "sum by (job) (up)", place: { line: 5 } }]);
    const file = "content/alerts/a.yml";
    expect(alerts).toEqual([
      {
        ...{ name: "DiskSlow", url: "/alerts/DiskSlow/", group: "disks", dialect: "promql" },
        ...{ expr: "rate(a_total[5m])\n  > 0.1\n", for: "10m", keepFiringFor: "5m" },
        ...{ severity: "warning", summary: "{{ $labels.device }} is slow", description: "Guests feel it" },
        labels: { severity: "warning", team: "ops" },
        annotations: expect.objectContaining({ description: "Guests feel it" }),
        runbookUrl: {
          text: "https://kb.example/ops/runbooks/disk-latency/?from=alert",
          place: { file, line: 17, column: 24, length: 56 },
        },
        place: { file, line: 10, column: 16, length: 8 },
        begins: { file, line: 7, column: 9, length: 4 },
      },
    ]);
  });

  test.each([
    ["an empty file", ""],
    ["a comment alone", "# none yet\n"],
    ["an empty map", "{}\n"],
    ["no groups", "groups:\n"],
    ["a group without rules", "groups:\n  - name: a\n"],
    ["a group whose rules are null", "groups:\n  - name: a\n    rules: ~\n"],
    ["a line of hyphens above", `---\n# x\n${withRules()}`],
  ])("reads %s as Prometheus does", (_, text) => {
    expect(parse(text)).toMatchObject({ alerts: [], records: [], told: "", isWhole: true });
  });

  test("reads scalars as text, and what is null as nothing", () => {
    const { alerts, told } = parse(
      withRules(
        "{ alert: A, expr: 1, for: 0, labels: { severity: 2, page: true, at: 2024-05-06, none: null }, annotations: { summary: 404 } }",
        "{ alert: B, expr: up, for: , labels: , annotations: ~ }",
      ),
    );

    expect(told).toBe("");
    expect(alerts).toMatchObject([
      {
        ...{ name: "A", expr: "1", for: "0", severity: "2", summary: "404" },
        labels: { severity: "2", page: "true", at: "2024-05-06", none: "" },
      },
      { name: "B", for: undefined, labels: {}, annotations: {} },
    ]);
  });

  test("gives each rule the labels of its group, as Prometheus 3 does", () => {
    const { alerts } = parse(
      "groups: [{ name: a, labels: { severity: page, team: a }, rules: [{ alert: A, expr: up, labels: { team: b } }] }]\n",
    );

    expect(alerts).toMatchObject([{ severity: "page", labels: { severity: "page", team: "b" } }]);
  });

  test.each(["constructor", "__proto__", "toString"])("reads a kind and an alert named %s", (name) => {
    expect(parse(object(name, name))).toMatchObject({ told: "", alerts: [{ name, dialect: "promql" }] });
  });

  test("merges maps as Go does", () => {
    const { alerts, told } = parse(
      withRules(
        "{ alert: A, expr: up, labels: &l { severity: page, team: a } }",
        "{ alert: B, expr: up, labels: { <<: *l, team: b } }",
      ),
    );

    expect(told).toBe("");
    expect(alerts.map(({ labels }) => labels)).toEqual([
      { severity: "page", team: "a" },
      { severity: "page", team: "b" },
    ]);
  });

  test("reads objects of Kubernetes, in several documents and in lists, and each in its language", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${object("PrometheusRule", "C")
      .split("\n")
      .map((line, i) => (line === "" ? "" : `${i === 0 ? "  - " : "    "}${line}`))
      .join("\n")}`;
    const { alerts, told } = parse([object("PrometheusRule", "A"), object("VMRule", "B"), list].join("---\n"));

    expect(told).toBe("");
    expect(alerts.map(({ name, dialect, place: { line } }) => [name, dialect, line])).toEqual([
      ["A", "promql", 8],
      ["B", "metricsql", 17],
      ["C", "promql", 29],
    ]);
  });

  test("advises about objects of other kinds beside rules, and reports a file of nothing else", () => {
    const other = "apiVersion: v1\nkind: Service\nspec: { ports: [] }\n";

    expect(parse(`${other}---\n${object("PrometheusRule", "A")}`).problems).toMatchObject([
      { kind: "advice", what: 'object of kind "Service" is not read' },
    ]);
    expect(parse(other).problems).toMatchObject([{ kind: "problem", place: { line: 2 } }]);
  });

  test("reports a second plain document, of which Prometheus would say nothing", () => {
    const { alerts, told } = parse(
      `${withRules("{ alert: A, expr: up }")}---\n${withRules("{ alert: B, expr: up }").replace("name: g", "name: h")}`,
    );

    expect(alerts.map(({ name }) => name)).toEqual(["A"]);
    expect(told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:6:1  a second document, which Prometheus does not read
          | groups:
          | ^^^^^^^
        Put all groups under one groups: key, and remove the line of three hyphens"
    `);
  });

  test("reports a rule whose alert is misspelt, and one that is neither alert nor record, or both", () => {
    const { alerts, unread, told } = parse(
      withRules(
        "{ alrt: A, expr: up }",
        "{ expr: up }",
        "{ alert: B, record: b, expr: up }",
        "{ alert: '', expr: up }",
        "{ alert: C, expr: '' }",
        "{ record: c, expr: up, for: 5m, annotations: { a: b } }",
        "~",
        "{ alert: D, expr: up }",
      ),
    );

    expect(alerts.map(({ name }) => name)).toEqual(["D"]);
    expect(unread.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:11  unknown key "alrt"
          | - { alrt: A, expr: up }
          |     ^^^^
        Did you mean "alert"? Known keys here: alert, record, expr, for, keep_firing_for, labels, annotations
      content/alerts/a.yml:5:11  rule with neither alert nor record
          | - { expr: up }
          |     ^^^^
        Write alert: and the name of the alert, or record: and the name of a series
      content/alerts/a.yml:6:21  rule with both alert "B" and record "b"
          | - { alert: B, record: b, expr: up }
          |               ^^^^^^
        Make two rules of it: one records a series, the other fires an alert
      content/alerts/a.yml:7:18  alert without a name
          | - { alert: '', expr: up }
          |            ^^
        Write the name of the alert
      content/alerts/a.yml:8:27  alert "C" has no expr
          | - { alert: C, expr: '' }
          |                     ^^
        Write the expression that the rule asks for
      content/alerts/a.yml:9:32  record "c" has "for", which only alerts have
          | - { record: c, expr: up, for: 5m, annotations: { a: b } }
          |                          ^^^
        Remove it, or write alert: for record:
      content/alerts/a.yml:9:41  record "c" has "annotations", which only alerts have
          | - { record: c, expr: up, for: 5m, annotations: { a: b } }
          |                                   ^^^^^^^^^^^
        Remove it, or write alert: for record:
      content/alerts/a.yml:10:9  rule with neither alert nor record
          | - ~
          |   ^
        Write alert: and the name of the alert, or record: and the name of a series"
    `);
  });

  test("reports unknown keys of each level, and names the language that has one", () => {
    expect(
      parse(
        "group: []\ngroups: [{ name: a, intervall: 1m, concurrency: 2, rules: [{ alert: A, expr: up, label: {} }] }]\n",
      ).told,
    ).toMatchInlineSnapshot(`
      "content/alerts/a.yml:1:1  unknown key "group"
          | group: []
          | ^^^^^
        Did you mean "groups"? Known keys here: groups, namespace
      content/alerts/a.yml:2:21  unknown key "intervall"
          | groups: [{ name: a, intervall: 1m, concurrency: 2, rules: [{ alert: A, expr: up, label: {} }] }]
          |                     ^^^^^^^^^
        Did you mean "interval"? Known keys here: name, interval, query_offset, limit, labels, rules, partial_response_strategy, source_tenants, evaluation_delay, align_evaluation_time_on_interval
      content/alerts/a.yml:2:36  unknown key "concurrency"
          | groups: [{ name: a, intervall: 1m, concurrency: 2, rules: [{ alert: A, expr: up, label: {} }] }]
          |                                    ^^^^^^^^^^^
        Prometheus does not know it. If the file is in MetricsQL, say so in content/site.yaml: alerts: { files: [{ path: content/alerts/a.yml, dialect: metricsql }] }
      content/alerts/a.yml:2:82  unknown key "label"
          | groups: [{ name: a, intervall: 1m, concurrency: 2, rules: [{ alert: A, expr: up, label: {} }] }]
          |                                                                                  ^^^^^
        Did you mean "labels"? Known keys here: alert, record, expr, for, keep_firing_for, labels, annotations"
    `);
    const group = "groups: [{ name: a, concurrency: 2, rules: [{ alert: A, expr: up, debug: true }] }]\n";
    expect(parse(group, "metricsql").told).toBe("");
  });

  test("reports a group without a name, and one named twice, and keeps their alerts", () => {
    const { alerts, problems } = parse(
      "groups:\n  - rules: [{ alert: A, expr: up }]\n  - { name: b, rules: [{ alert: B, expr: up }] }\n  - { name: b, rules: [{ alert: C, expr: up }] }\n",
    );

    expect(alerts.map(({ name }) => name)).toEqual(["A", "B", "C"]);
    expect(problems.map(({ place: { line }, what, withholds }) => [line, what, withholds])).toEqual([
      [2, "group without a name", "nothing"],
      [4, 'group "b" is in this file twice', "nothing"],
    ]);
  });

  test.each([
    [
      "Helm",
      `{{- if .Values.on }}\n${object("PrometheusRule", "A").replace("name: A", 'name: {{ include "a" . }}')}{{- end }}\n`,
    ],
    [
      "Helm in an expression alone",
      withRules("{ alert: A, expr: 'up == {{ .Values.x }}' }", "{ alert: B, expr: 'up < {{ .y }}' }"),
    ],
    ["square brackets", withRules("{ alert: A, expr: up }").replace("name: g", "name: [[ .Group ]]")],
    ["Jinja", `groups:\n{% for g in groups %}\n  - name: a\n{% endfor %}\n`],
  ])("says once that a file is a template: %s", (_, text) => {
    const { problems } = parse(text);

    expect(problems).toMatchObject([
      { what: "a template, not a rule file yet", remedy: expect.stringContaining("helm template") },
    ]);
  });

  test("leaves templates of annotations alone, which Prometheus fills in", () => {
    const { told } = parse(
      withAlert("expr: up", "annotations:", "  summary: |", "    {{ $labels.a }}", "    {{ if true }}x{{ end }}"),
    );

    expect(told).toBe("");
  });

  test("says how to mend a quoted text that goes on in the column of its key", () => {
    const { told } = parse(withAlert("expr: up", "annotations:", '  summary: "one', '  two"'));

    expect(told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:7:20  not valid YAML: a quoted text that goes on in the column of its key
          | summary: "one
          |          ^^^^
        Indent its further lines deeper than the key, or write it on one line"
    `);
  });

  test("reports a file of Grafana", () => {
    const { told, isWhole } = parse(
      "apiVersion: 1\ngroups:\n  - orgId: 1\n    folder: a\n    name: b\n    rules: [{ uid: c, title: d, condition: C, data: [] }]\n",
    );

    expect(isWhole).toBe(false);
    expect(told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:2:1  a file of Grafana's alert rules, which is not read
          | groups:
          | ^^^^^^
        Move it out of here: rules of Prometheus, Loki, Thanos, Mimir and VictoriaMetrics are read"
    `);
  });

  test.each(["logql", "metricsql"] as const)("does not judge expressions in %s", (dialect) => {
    const text = withRules(`{ alert: A, expr: 'sum(rate({app="shop"} |= "error" [5m])) > lag(up[1h])' }`);

    expect(parse(text, dialect)).toMatchObject({ told: "", alerts: [{ dialect }] });
    expect(parse(text).told).toContain(`dialect: logql or metricsql`);
  });

  test("points into an expression on its own line", () => {
    expect(parse(withAlert("expr: rat(a_total[5m]) > 1")).told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:5:15  alert "DiskSlow" has an expr that is not PromQL: "rat" is not a PromQL function
          | expr: rat(a_total[5m]) > 1
          |       ^^^
        Check brackets, function names and operators: https://prometheus.io/docs/prometheus/latest/querying/
        If the file is in LogQL or MetricsQL, say so in content/site.yaml: alerts: { files: [{ path: content/alerts/a.yml, dialect: logql or metricsql }] }"
    `);
  });

  test("points into a quoted expression", () => {
    expect(parse(withAlert("expr: 'up{job=node} == 0'")).told).toContain(`
    | expr: 'up{job=node} == 0'
    |               ^^^^`);
  });

  test("points into a block of lines, and into a recording rule", () => {
    const { told } = parse(
      withAlert("expr: |", "  rate(a_total[5m])", "    >> 0.1").concat("      - record: a\n        expr: rate(b[5m]\n"),
    );

    expect(told).toContain(
      'a.yml:7:14  alert "DiskSlow" has an expr that is not PromQL: something is missing before "> 0.1"',
    );
    expect(told).toContain('a.yml:9:25  record "a" has an expr that is not PromQL: it ends too early');
  });

  test("points at an expression whose lines are folded", () => {
    expect(parse(withAlert("expr: >-", "  rate(a_total[5m])", "  >> 0.1")).told).toContain("a.yml:5:15  alert");
  });

  test("reports what does not fit the shape of a rule, and keeps the other rules", () => {
    const { alerts, told } = parse(
      withRules(
        "{ alert: A, expr: [up] }",
        "{ alert: B, expr: up, for: 5 minutes }",
        "{ alert: C, expr: up, labels: [x] }",
        "D",
        "{ alert: E, expr: up }",
      ),
    );

    expect(told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:27  "expr" cannot be ["up"]
          | - { alert: A, expr: [up] }
          |                     ^^^^
        Write text
      content/alerts/a.yml:5:36  "for" cannot be "5 minutes"
          | - { alert: B, expr: up, for: 5 minutes }
          |                              ^^^^^^^^^
        Write a duration such as 10m or 1h30m
      content/alerts/a.yml:6:39  "labels" cannot be ["x"]
          | - { alert: C, expr: up, labels: [x] }
          |                                 ^^^
        Write a map of keys and values
      content/alerts/a.yml:7:9  the YAML cannot be "D"
          | - D
          |   ^
        Write a map of keys and values"
    `);
    expect(alerts.map(({ name }) => name)).toEqual(["E"]);
  });

  test.each(["- alert: X\n", "just text\n"])("reports %j, which is no rule file", (text) => {
    expect(parse(text)).toMatchObject({ isWhole: false, problems: [{ what: "not a rule file" }] });
  });

  test("reports a map that merges itself", () => {
    expect(parse(withRules("&x { <<: *x, alert: A, expr: up }")).told).toContain("multiply without end");
  });

  test("reports broken YAML", () => {
    expect(parse("groups:\n  - name: [a\n").told).toContain("not valid YAML");
  });

  test.each(["..", ".hidden", "диск", "index", "index.html", "---", "a".repeat(201)])(
    "reports the name %j, which leaves no address",
    (name) => {
      const { alerts, problems } = parse(withRules(`{ alert: ${JSON.stringify(name)}, expr: up }`));

      expect(alerts).toEqual([]);
      expect(problems).toMatchObject([{ what: `alert "${name}" has no address` }]);
    },
  );

  test.each([
    ["Disk slow (node/1)?", "/alerts/Disk-slow-node-1-/"],
    ["[critical] API > 1s", "/alerts/-critical-API-1s/"],
    ["диск <b>x</b>", "/alerts/-b-x-b-/"],
    ["Index", "/alerts/Index/"],
    ["a.b_c-d", "/alerts/a.b_c-d/"],
  ])("gives %j the address %s", (name, url) => {
    expect(parse(withRules(`{ alert: ${JSON.stringify(name)}, expr: up }`)).alerts).toMatchObject([{ name, url }]);
  });

  test("takes the address of a runbook from annotations that the settings name, or from a label", () => {
    const source = new Source(
      "a.yml",
      withRules(
        "{ alert: A, expr: up, annotations: { playbook: 'https://a.example/' } }",
        "{ alert: B, expr: up, labels: { runbook_url: 'https://b.example/' } }",
        "{ alert: C, expr: up, annotations: { runbook_url: 'https://c.example/', playbook: 'https://d.example/' } }",
      ),
    );
    const urls = (keys: readonly string[]) =>
      parseRuleFile({ source, dialect: "promql" }, keys).alerts.map(({ runbookUrl }) => runbookUrl?.text);

    expect(urls([])).toEqual([undefined, "https://b.example/", "https://c.example/"]);
    expect(urls(["playbook"])).toEqual(["https://a.example/", "https://b.example/", "https://c.example/"]);
  });
});
