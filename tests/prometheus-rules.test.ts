// The alerting rules that come with the project: they are read, they fire when they should, and they ask for metrics
// that a site has. And the example of what Alertmanager makes of them.

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parseRuleFile } from "../src/alerts/rules.ts";
import { Source } from "../src/core/position.ts";
import type { JudgedWait } from "../src/model/wait.ts";
import page from "../src/pages/metrics.11ty.ts";
import { amtool, NO_AMTOOL } from "./pages/support/amtool.ts";
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

const host = parseRuleFile({ source: new Source(OF_HOSTS, await readFile(OF_HOSTS, "utf8")), dialect: "promql" });

describe(OF_HOSTS, async () => {
  const tried = await readFile(TRIED, "utf8");

  test("is a rule file without defects, whose every rule is tried", () => {
    expect(host.problems).toEqual([]);
    expect(host.alerts.map(({ name, severity, runbookUrl }) => [name, severity, runbookIn(runbookUrl?.text)])).toEqual([
      ["DiskReadLatencyHigh", "warning", "disk-latency"],
      ["DiskWriteLatencyHigh", "warning", "disk-latency"],
      ["DiskHung", "critical", "disk-latency"],
      ["IODelayHigh", "warning", "disk-latency"],
      ["PoolNotOnline", "critical", "disk-latency"],
      ["LoadHigh", "warning", "high-load"],
      ["CPUSaturated", "info", "high-load"],
      ["TargetMissing", "critical", "target-missing"],
      ["JobMissing", "critical", "target-missing"],
      ["TargetVanished", "warning", "target-missing"],
      ["ScrapeSlow", "warning", "target-missing"],
      ["Watchdog", "none", "target-missing"],
      ["ZfsAvxLost", "warning", "zfs-encryption-without-avx"],
      ["ZfsAvxUnchecked", "warning", "zfs-encryption-without-avx"],
      ["PoolAlmostFull", "warning", "disk-latency"],
    ]);
    expect(host.alerts.filter(({ name }) => !tried.includes(`alertname: ${name}\n`))).toEqual([]);
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
    expect(triage).toContain('printf \'faultbook_triage_timestamp_seconds{host="%s",runbook="%s"} ');
    expect(asked.filter(({ id }, i) => !runbooks[i]?.includes(`check=${id}\n`))).toEqual([]);
  });

  test("judges the pressure of storage as its runbook's check does, and iowait by the same limit", async () => {
    const runbook = await readFile("content/runbooks/disk-latency.md", "utf8");
    const limit = String(Number(/^limit=(\d+) /m.exec(runbook)?.[1]) / 100);
    const { expr = "" } = host.alerts.find(({ name }) => name === "IODelayHigh") ?? {};

    // "full" of /proc/pressure/io is node_exporter's "stalled".
    expect(runbook).toContain("full=$(grep '^full avg10=' /proc/pressure/io");
    expect(runbook).toContain("$full =~ avg300=");
    expect(expr).toMatch(/^rate\(node_pressure_io_stalled_seconds_total\[5m\]\)/);
    expect([...expr.matchAll(/> ([\d.]+)/g)].map(([, asked]) => asked)).toEqual([limit, limit]);
  });

  test("promtool sees each rule fire, and be silent", ({ skip }) => {
    if (NO_PROMTOOL !== undefined) skip(NO_PROMTOOL);

    const { exitCode, text: told } = promtool(["test", "rules", TRIED]);
    expect(told).toContain("SUCCESS");
    expect(exitCode).toBe(0);
  });
});

const EXAMPLE = "docs/prometheus/alertmanager.example.yml";

describe(EXAMPLE, async () => {
  const example = await readFile(EXAMPLE, "utf8");

  test("names alerts that a rule has", () => {
    const matched = [...example.matchAll(/alertname=~?"([^"]+)"/g)].flatMap(([, names = ""]) => names.split("|"));
    const known = new Set(host.alerts.map(({ name }) => name));

    expect(matched.length).toBeGreaterThan(10);
    expect(matched.filter((name) => !known.has(name))).toEqual([]);
  });

  test("amtool reads it", ({ skip }) => {
    if (NO_AMTOOL !== undefined) skip(NO_AMTOOL);

    expect(amtool(["check-config", EXAMPLE])).toMatchObject({ exitCode: 0 });
  });

  test("pages for what is critical, and never for a busy CPU or the Watchdog", ({ skip }) => {
    if (NO_AMTOOL !== undefined) skip(NO_AMTOOL);
    const receiverOf = (name: string, severity = "") => {
      const labels = [`alertname=${name}`, `severity=${severity}`];
      const { text: told } = amtool(["config", "routes", "test", `--config.file=${EXAMPLE}`, ...labels]);
      return told.split("\n")[0];
    };
    const receivers = Map.groupBy(host.alerts, ({ name, severity }) => receiverOf(name, severity));

    expect(
      [...receivers].map(([receiver, alerts]) => `${receiver}: ${alerts.map(({ name }) => name).join(" ")}`),
    ).toMatchInlineSnapshot(`
      [
        "office: DiskReadLatencyHigh DiskWriteLatencyHigh IODelayHigh LoadHigh TargetVanished ScrapeSlow ZfsAvxLost ZfsAvxUnchecked PoolAlmostFull",
        "on-call: DiskHung PoolNotOnline TargetMissing JobMissing",
        "nobody: CPUSaturated",
        "dead-mans-switch: Watchdog",
      ]
    `);
  });
});
