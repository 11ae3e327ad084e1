// The alerting rules that come with the project: they are read, they fire when they should, and they ask for metrics
// that a site has.

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parseRuleFile } from "../src/alerts/rules.ts";
import { Source } from "../src/core/position.ts";
import type { JudgedWait } from "../src/model/wait.ts";
import page from "../src/pages/metrics.11ty.ts";
import { machineSite } from "./pages/machine-site.ts";
import { NO_PROMTOOL, promtool } from "./pages/promtool.ts";

const FILE = "docs/prometheus/faultbook.rules.yml";
const text = await readFile(FILE, "utf8");
const { alerts, problems } = parseRuleFile(new Source(FILE, text));

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
