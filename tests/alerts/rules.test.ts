import { describe, expect, test } from "vitest";
import { parseRuleFile } from "../../src/alerts/rules.ts";
import { Source } from "../../src/core/position.ts";
import { formatProblem } from "../../src/core/problem.ts";

function parse(text: string) {
  const source = new Source("content/alerts/a.yml", text);
  const { alerts, problems } = parseRuleFile(source);
  return { alerts, told: problems.map((p) => formatProblem(p, (_, line) => source.line(line))).join("\n") };
}

/** A rule file with one alert; lines are given as they stand below "- alert". */
const withAlert = (...lines: readonly string[]) =>
  ["groups:", "  - name: disks", "    rules:", "      - alert: DiskSlow", ...lines.map((l) => `        ${l}`), ""].join(
    "\n",
  );
const URL = "annotations: { runbook_url: https://kb.example/runbooks/disk-latency/ }";

const FULL = `groups:
  - name: disks
    interval: 30s
    rules:
      - record: job:up:sum
        expr: sum by (job) (up)
      - alert: DiskSlow
        expr: |
          rate(a_total[5m])
            > 0.1
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

describe("parseRuleFile()", () => {
  test("reads the alerts of a rule file, and leaves recording rules out", () => {
    const { alerts, told } = parse(FULL);

    expect(told).toBe("");
    expect(alerts).toEqual([
      {
        name: "DiskSlow",
        group: "disks",
        expr: "rate(a_total[5m])\n  > 0.1\n",
        for: "10m",
        severity: "warning",
        summary: "{{ $labels.device }} is slow",
        description: "Guests feel it",
        runbook: "disk-latency",
        place: { file: "content/alerts/a.yml", line: 7, column: 16, length: 8 },
      },
    ]);
  });

  test("reads the PrometheusRule object of the operator, with places", () => {
    const spec = FULL.replaceAll(/^/gm, "  ").trimEnd();

    const { alerts, told } = parse(`apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n${spec}\n`);

    expect(told).toBe("");
    expect(alerts).toMatchObject([{ name: "DiskSlow", group: "disks", place: { line: 10, column: 18 } }]);
  });

  test.each([
    ["https://kb.example/runbooks/disk-latency/", "disk-latency"],
    ["https://kb.example/ops/runbooks/disk-latency#first-minute", "disk-latency"],
    ["https://runbooks.prometheus-operator.dev/runbooks/node/nodediskiosaturation", "node/nodediskiosaturation"],
    ["https://wiki.example/DiskLatency", undefined],
    ["https://kb.example/runbooks/{{ $labels.alertname }}/", undefined],
  ])("takes %j for the address of runbook %j", (url, runbook) => {
    const { alerts, told } = parse(withAlert("expr: up == 0", `annotations: { runbook_url: "${url}" }`));

    expect(told).toBe("");
    expect(alerts[0]?.runbook).toBe(runbook);
  });

  test("reports an alert without runbook_url, with a template", () => {
    expect(parse(withAlert("expr: up == 0")).told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:16  alert "DiskSlow" has no runbook_url
          | - alert: DiskSlow
          |          ^^^^^^^^
        Add to its annotations:
          runbook_url: https://<this site>/runbooks/<name of the runbook>/"
    `);
  });

  test("reports a runbook_url that is no address", () => {
    expect(parse(withAlert("expr: up == 0", "annotations: { runbook_url: TODO }")).told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:6:37  alert "DiskSlow" has runbook_url "TODO", which is not a URL
          | annotations: { runbook_url: TODO }
          |                             ^^^^
        Write the full URL: https://…"
    `);
  });

  test("points into an expression on its own line", () => {
    expect(parse(withAlert("expr: rat(a_total[5m]) > 1", URL)).told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:5:15  alert "DiskSlow" has an expr that is not PromQL: "rat" is not a PromQL function
          | expr: rat(a_total[5m]) > 1
          |       ^^^
        Check brackets, function names and operators: https://prometheus.io/docs/prometheus/latest/querying/"
    `);
  });

  test("points into a quoted expression", () => {
    expect(parse(withAlert("expr: 'up{job=node} == 0'", URL)).told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:5:23  alert "DiskSlow" has an expr that is not PromQL: "node" is not expected here
          | expr: 'up{job=node} == 0'
          |               ^^^^
        Check brackets, function names and operators: https://prometheus.io/docs/prometheus/latest/querying/"
    `);
  });

  test("points into a block of lines", () => {
    expect(parse(withAlert("expr: |", "  rate(a_total[5m])", "    >> 0.1", URL)).told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:7:14  alert "DiskSlow" has an expr that is not PromQL: something is missing before "> 0.1"
          | >> 0.1
        Check brackets, function names and operators: https://prometheus.io/docs/prometheus/latest/querying/"
    `);
  });

  test("points at an expression whose lines are folded", () => {
    expect(parse(withAlert("expr: >-", "  rate(a_total[5m])", "  >> 0.1", URL)).told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:5:15  alert "DiskSlow" has an expr that is not PromQL: something is missing before "> 0.1"
          | expr: >-
          |       ^^
        Check brackets, function names and operators: https://prometheus.io/docs/prometheus/latest/querying/"
    `);
  });

  test("reports what does not fit the shape of a rule, and keeps the other rules", () => {
    const broken = `groups:
  - name: disks
    rules:
      - alert: NoExpression
        ${URL}
      - alert: BadLabel
        expr: up == 0
        labels: { severity: 1 }
        ${URL}
      - alert: Good
        expr: 1
        ${URL}
`;

    const { alerts, told } = parse(broken);

    expect(told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:9  key "expr" is missing
          | - alert: NoExpression
          |   ^^^^^^^^^^^^^^^^^^^
        Write a PromQL expression
      content/alerts/a.yml:8:29  "labels.severity" cannot be 1
          | labels: { severity: 1 }
          |                     ^
        Put quotes around it to make it text"
    `);
    expect(alerts.map(({ name, expr }) => [name, expr])).toEqual([["Good", "1"]]);
  });

  test.each(["", "- alert: X\n", "just text\n"])("reports %j, which is no rule file", (text) => {
    expect(parse(text).told).toContain("not a rule file");
  });

  test("reports a rule file without groups", () => {
    expect(parse("rules: []\n").told).toMatchInlineSnapshot(`
      "content/alerts/a.yml:1:1  key "groups" is missing
          | rules: []
          | ^^^^^^^^^
        Write a list, as in [one, two]"
    `);
  });

  test("reports broken YAML", () => {
    expect(parse("groups:\n  - name: [a\n").told).toContain("not valid YAML");
  });
});
