import { describe, expect, test } from "vitest";
import { type Covering, coverage, unknownAlerts } from "../../src/alerts/coverage.ts";
import { formatProblem } from "../../src/core/problem.ts";
import type { Alert } from "../../src/model/alert.ts";

const NEVER = () => false;

const at = (file: string, line: number) => ({ file, line, column: 1, length: 0 });

function alert(name: string, runbook?: string, line = 4): Alert {
  const rule = { group: "g", expr: "up == 0", for: undefined, severity: undefined, summary: undefined };
  return { ...rule, name, runbook, description: undefined, place: at("content/alerts/a.yml", line) };
}

function runbook(name: string, ...alerts: string[]): Covering {
  return { name, alerts, place: at(`content/runbooks/${name}.md`, 3) };
}

function told(alerts: readonly Alert[], ...runbooks: readonly Covering[]): string {
  return coverage(alerts, runbooks, NEVER)
    .map((problem) => formatProblem(problem, () => undefined))
    .join("\n");
}

describe("coverage()", () => {
  test("has nothing to say where alerts and runbooks name each other", () => {
    const alerts = [alert("DiskSlow", "disk-latency"), alert("IODelay", "disk-latency"), alert("Elsewhere")];

    expect(told(alerts, runbook("disk-latency", "DiskSlow", "IODelay"), runbook("restore"))).toBe("");
  });

  test("reports an alert that leads to no runbook of ours", () => {
    expect(told([alert("DiskSlow", "disk-latancy")], runbook("disk-latency"))).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:1  alert "DiskSlow" leads to runbook "disk-latancy", which does not exist or is not published
        Did you mean "disk-latency"? Runbooks live in content/runbooks/"
    `);
  });

  test("reports a name of an alert that no rule file has", () => {
    const alerts = [alert("DiskSlow", "disk-latency")];

    expect(told(alerts, runbook("disk-latency", "DiskSlow", "DiskSlwo"))).toMatchInlineSnapshot(`
      "content/runbooks/disk-latency.md:3:1  runbook "disk-latency" names alert "DiskSlwo", which no rule file has
        Did you mean "DiskSlow"? Rules live in content/alerts/"
    `);
  });

  test("reports a runbook that does not name the alert that leads to it", () => {
    expect(told([alert("DiskSlow", "disk-latency")], runbook("disk-latency", "X"))).toMatchInlineSnapshot(`
      "content/runbooks/disk-latency.md:3:1  runbook "disk-latency" does not name alert "DiskSlow", which leads to it
        Add it to the runbook's front matter: alerts: [X, DiskSlow]
      content/runbooks/disk-latency.md:3:1  runbook "disk-latency" names alert "X", which no rule file has
        Rules live in content/alerts/"
    `);
  });

  test("reports an alert that leads elsewhere than to the runbook that names it", () => {
    const runbooks = [runbook("disk-latency", "DiskSlow", "IODelay"), runbook("high-load", "IODelay")];

    expect(told([alert("DiskSlow"), alert("IODelay", "high-load")], ...runbooks)).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:1  alert "DiskSlow" leads to no runbook of this site, but runbook "disk-latency" names it
        End its runbook_url in /runbooks/disk-latency/, or remove it from that runbook's alerts
      content/alerts/a.yml:4:1  alert "IODelay" leads to runbook "high-load", but runbook "disk-latency" names it
        End its runbook_url in /runbooks/disk-latency/, or remove it from that runbook's alerts"
    `);
  });

  test("takes two rules of one name, as for two severities", () => {
    const alerts = [alert("DiskSlow", "disk-latency"), alert("DiskSlow", "disk-latency", 40)];

    expect(told(alerts, runbook("disk-latency", "DiskSlow"))).toBe("");
  });

  test("compares nothing on a site without rules", () => {
    expect(told([], runbook("disk-latency", "DiskSlow"))).toBe("");
  });
});

describe("unknownAlerts()", () => {
  test("advises about names, each of which may be that of a rule that was retired", () => {
    const named = ["DiskSlow", "DiskSlwo", "LongGone"].map((name) => ({
      name,
      place: at("content/postmortems/a.md", 2),
    }));

    const problems = unknownAlerts([alert("DiskSlow")], named, NEVER);

    expect(problems.map((problem) => formatProblem(problem, () => undefined)).join("\n")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  advice: alert "DiskSlwo" is in no rule file
        Did you mean "DiskSlow"? Rules live in content/alerts/
      content/postmortems/a.md:2:1  advice: alert "LongGone" is in no rule file
        Rules live in content/alerts/"
    `);
  });

  test("says nothing on a site without rules", () => {
    expect(unknownAlerts([], [{ name: "DiskSlow", place: at("content/postmortems/a.md", 2) }], NEVER)).toEqual([]);
  });
});
