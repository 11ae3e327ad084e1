// How much processor time it takes to read many alerting rules, to judge where they lead, and to find their runbooks.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alertsOf } from "../../src/alerts/alerts.ts";
import { joined, readSiteContent } from "../../src/site/content.ts";
import { limited, type Row } from "./row.ts";

const BUDGET = { each: 1.5, rules: 12, wrong: 5 } as const;

export async function* alertRows(): AsyncGenerator<Row> {
  const { total: each } = await seconds(1000, "a runbook each");
  yield limited("1,000 rules with 1,000 runbooks: read, covered", each, BUDGET.each, "CPU s");
  const { total: rules } = await seconds(10_000, "one runbook");
  yield limited("10,000 rules in one file: read, covered", rules, BUDGET.rules, "CPU s");
  const { judged } = await seconds(10_000, "wrong names");
  yield limited("10,000 wrong names of alerts: told with a guess", judged, BUDGET.wrong, "CPU s");
}

type Shape = "a runbook each" | "one runbook" | "wrong names";

async function seconds(count: number, shape: Shape): Promise<{ total: number; judged: number }> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-bench-alerts-"));
  try {
    await writeSite(root, count, shape);
    // The grammars of fences are loaded once for all documents, and are measured elsewhere.
    const before = cpu();
    const content = await readSiteContent(root);
    const { corpus, alerts } = joined(content, {});
    const middle = cpu();
    if (alertsOf(corpus, alerts).alerts.length !== count) throw new TypeError("Not every rule was read");
    return { total: cpu() - before, judged: cpu() - middle };
  } finally {
    await rm(root, { recursive: true });
  }
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function writeSite(root: string, count: number, shape: Shape): Promise<void> {
  for (const folder of ["alerts", "runbooks"]) await mkdir(join(root, "content", folder), { recursive: true });
  const names = Array.from({ length: count }, (_, i) => `ServiceNumber${i}Down`);
  const groups = `groups:\n  - name: services\n    rules:\n${names.map(ruleOf).join("")}`;
  await writeFile(join(root, "content/site.yaml"), "url: https://kb.example\n");
  await writeFile(join(root, "content/alerts/services.yml"), groups);
  const wrong = shape === "wrong names" ? names.map((name) => name.replace("Down", "Dwn")) : [];
  const runbooks = shape === "a runbook each" ? names : ["x"];
  for (const name of runbooks) await writeFile(join(root, `content/runbooks/${name}.md`), runbookOf(name, wrong));
}

function ruleOf(name: string): string {
  return `      - alert: ${name}
        expr: |
          sum by (job) (rate(http_requests_total{job="${name}", code=~"5.."}[5m]))
            / sum by (job) (rate(http_requests_total{job="${name}"}[5m])) > 0.05
        for: 10m
        labels: { severity: warning, team: ops }
        annotations:
          summary: "{{ $labels.job }} fails"
          description: More than 5 % of its answers are errors
          runbook_url: https://kb.example/runbooks/x/
`;
}

function runbookOf(title: string, alerts: readonly string[]): string {
  const sections = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"];
  const named = alerts.length === 0 ? "" : `alerts: [${alerts.join(", ")}]\n`;
  return `---\ntitle: ${title}\n${named}---\n\n${sections.map((name) => `## ${name}\n\nLook.\n`).join("\n")}`;
}
