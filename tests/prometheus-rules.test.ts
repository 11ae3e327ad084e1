// The alerting rules that come with the project: they are read, they fire when they should, and they ask for metrics
// that a site has.

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parseRuleFile } from "../src/alerts/rules.ts";
import { Source } from "../src/core/position.ts";
import type { JudgedWait } from "../src/model/wait.ts";
import page from "../src/pages/metrics.11ty.ts";
import { machineSite } from "./pages/support/machine-site.ts";
import { NO_PROMTOOL, promtool } from "./pages/support/promtool.ts";

const FILE = "docs/prometheus/faultbook.rules.yml";
const text = await readFile(FILE, "utf8");
const { alerts, problems } = parseRuleFile({ source: new Source(FILE, text), dialect: "promql" });

describe(FILE, () => {
  test("is a rule file without defects, each rule with severity, summary, description and a page to go to", () => {
    expect(problems).toEqual([]);
    expect(alerts.map(({ name, severity }) => [name, severity])).toEqual([
      ["FaultbookStopped", "warning"],
      ["FaultbookWorkaroundCanGo", "info"],
      ["FaultbookTrackerBlind", "warning"],
    ]);
    expect(alerts.filter(({ summary, description }) => !summary || !description)).toEqual([]);
  });

  test("asks for metrics that /metrics.prom has", async () => {
    const site = await machineSite();
    const [reference] = site.references.list;
    const place = { file: "a.md", line: 1, column: 1, length: 1 };
    const retirable: JudgedWait = {
      ...({ kind: "text", text: "Reboot", place, reference } as const),
      document: { url: "/runbooks/a/", title: "A" },
      until: { ref: "https://github.com/a/b/issues/1", state: "closed" },
      consequence: { kind: "retirable", words: "", versions: [] },
    };
    const metrics = await page.render({ ...site, waits: [retirable] });

    const asked = new Set(alerts.flatMap(({ expr }) => expr.match(/faultbook_\w+/g) ?? []));

    expect([...asked].sort()).toEqual([
      "faultbook_last_success_timestamp_seconds",
      "faultbook_reference_failed_looks",
      "faultbook_workaround_retirable",
    ]);
    expect([...asked].filter((name) => !metrics.includes(`# TYPE ${name} gauge`))).toEqual([]);
  });

  test("promtool reads it", ({ skip }) => {
    if (NO_PROMTOOL !== undefined) skip(NO_PROMTOOL);

    expect(promtool(["check", "rules", FILE])).toMatchObject({ exitCode: 0 });
  });

  test("promtool sees each rule fire, and be silent", ({ skip }) => {
    if (NO_PROMTOOL !== undefined) skip(NO_PROMTOOL);

    const { exitCode, text: told } = promtool(["test", "rules", "tests/fixtures/prometheus/faultbook.test.yml"]);
    expect(told).toContain("SUCCESS");
    expect(exitCode).toBe(0);
  });
});

function runbookIn(url: string | undefined): string | undefined {
  return /\/runbooks\/(.*)\/$/.exec(url ?? "")?.[1];
}

const OF_HOSTS = "content/alerts/proxmox-host.yml";
const TRIED = "tests/fixtures/prometheus/proxmox-host.test.yml";

describe(OF_HOSTS, async () => {
  const [rules, tried] = await Promise.all([OF_HOSTS, TRIED].map((file) => readFile(file, "utf8")));
  const host = parseRuleFile({ source: new Source(OF_HOSTS, rules ?? ""), dialect: "promql" });

  test("is a rule file without defects, whose every rule is tried", () => {
    expect(host.problems).toEqual([]);
    expect(host.alerts.map(({ name, severity, runbookUrl }) => [name, severity, runbookIn(runbookUrl?.text)])).toEqual([
      ["DiskReadLatencyHigh", "warning", "disk-latency"],
      ["DiskWriteLatencyHigh", "warning", "disk-latency"],
      ["IODelayHigh", "warning", "disk-latency"],
      ["PoolNotOnline", "critical", "disk-latency"],
      ["LoadHigh", "warning", "high-load"],
      ["CPUSaturated", "warning", "high-load"],
      ["TargetMissing", "critical", "target-missing"],
      ["JobMissing", "critical", "target-missing"],
      ["ScrapeSlow", "warning", "target-missing"],
      ["ZfsAvxLost", "warning", "zfs-encryption-without-avx"],
      ["PoolAlmostFull", "warning", "disk-latency"],
    ]);
    expect(host.alerts.filter(({ name }) => !tried?.includes(`alertname: ${name}\n`))).toEqual([]);
  });

  test("asks for verdicts of checks that its runbooks have, by the metric that triage.sh prints", async () => {
    const asked = host.alerts.flatMap(({ expr, runbookUrl }) => {
      const runbook = runbookIn(runbookUrl?.text);
      const [, metric, id] = /^(faultbook_\w+)\{check="([^"]+)"/.exec(expr) ?? [];
      return metric === undefined ? [] : [{ metric, id, runbook }];
    });
    const [triage, ...runbooks] = await Promise.all(
      ["src/checks/downloads/triage.bash", ...asked.map(({ runbook }) => `content/runbooks/${runbook}.md`)].map(
        (file) => readFile(file, "utf8"),
      ),
    );

    expect(asked.map(({ id }) => id)).toEqual(["zfs-avx", "pool-full"]);
    expect(
      asked.filter(({ metric }) => !triage?.includes(`printf '${metric}{check="%s",runbook="%s",verdict="%s"} `)),
    ).toEqual([]);
    expect(asked.filter(({ id }, i) => !runbooks[i]?.includes(`check=${id}\n`))).toEqual([]);
  });

  test("promtool sees each rule fire, and be silent", ({ skip }) => {
    if (NO_PROMTOOL !== undefined) skip(NO_PROMTOOL);

    const { exitCode, text: told } = promtool(["test", "rules", TRIED]);
    expect(told).toContain("SUCCESS");
    expect(exitCode).toBe(0);
  });
});
