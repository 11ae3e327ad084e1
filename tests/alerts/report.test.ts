import { describe, expect, test } from "vitest";
import { alertReport } from "../../src/alerts/report.ts";
import { runbook } from "../corpus/tiny-site.ts";
import { alertsIn, rule, ruleFile } from "./tiny-alerts.ts";

/** The report of a site, in names. */
async function reportOf(files: Readonly<Record<string, string>>) {
  const { alerts, corpus } = await alertsIn(files);
  const report = alertReport(alerts, corpus.runbooks, corpus.settings.alerts);
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  return {
    ...report,
    alerts: names(report.alerts),
    missing: report.missing.map(({ alert: { name }, renamed }) => (renamed ? `${name} ← ${renamed}` : name)),
    exempt: names(report.exempt),
  };
}

const SITE = {
  "content/alerts/a.yml": ruleFile(
    rule("KubeJobNotCompleted", "https://kb.example/runbooks/kube/kubejobnotcompleted"),
    rule("KubeNodeDown", "https://kb.example/runbooks/kube/kubenodedown"),
    rule("Wiki", "https://wiki.example/x"),
    rule("Watchdog", undefined, { labels: { severity: "none" } }),
    rule("Watchdog", undefined, { labels: { severity: "none" } }),
  ),
  "content/runbooks/kube/KubeJobCompletion.md": runbook("title: x"),
  "content/runbooks/kube/KubeNodeDown.md": runbook("title: y"),
  "content/runbooks/move.md": runbook("title: z\nalerts: [{ name: Far, external: true }]"),
  "content/runbooks/restore.md": runbook("title: z"),
};

describe("alertReport()", () => {
  test("names what is missing, dead and orphaned, and what may have been renamed", async () => {
    expect(await reportOf(SITE)).toEqual({
      alerts: ["KubeJobNotCompleted", "KubeNodeDown", "Wiki", "Watchdog"],
      missing: ["KubeJobNotCompleted ← kube/kubejobcompletion", "Wiki", "Watchdog"],
      exempt: [],
      linked: 3,
      dead: ["https://kb.example/runbooks/kube/kubejobnotcompleted"],
      orphans: ["kube/kubejobcompletion", "restore"],
      covered: 1,
      percent: 25,
    });
  });

  test("leaves out of its share what the settings exempt, by severity or name", async () => {
    const settings = "url: https://kb.example\nalerts: { exempt: { severity: [none], names: [Wiki] } }\n";

    expect(await reportOf({ ...SITE, "content/site.yaml": settings })).toMatchObject({
      missing: ["KubeJobNotCompleted ← kube/kubejobcompletion"],
      exempt: ["Wiki", "Watchdog"],
      covered: 1,
      percent: 50,
    });
  });

  test("counts a site without alerts as covered", async () => {
    expect(await reportOf({ "content/runbooks/a.md": runbook("title: a") })).toMatchObject({
      percent: 100,
      orphans: ["a"],
    });
  });
});
