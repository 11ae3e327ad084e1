// The list of alerts: one row for each name, by the group of its rule file, and no template shown as if it were text.

import { load } from "cheerio";
import { expect, test } from "vitest";
import page from "../../../../src/pages/alerts.11ty.ts";
import { runbook } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/load-site.ts";
import { site } from "../../../site/tiny-site.ts";

const rule = (alert: string, severity: string, name: string, summary: string) => ({
  alert,
  expr: "up == 0",
  for: "5m",
  labels: { severity },
  annotations: { summary, runbook_url: `https://kb.example/runbooks/${name}/` },
});
const GROUPS = [
  {
    name: "disks",
    rules: [
      rule("DiskSlow", "warning", "disk", "Slow on {{ $labels.device }}, {{ $value | humanize }} s"),
      rule("DiskSlow", "critical", "disk", "{{ range query `up` }}{{ .Value }}{{ end }}"),
    ],
  },
  {
    name: "hosts",
    rules: [rule("HostDown", "critical", "host", "It is <down>"), rule("HostDown", "warning", "disk", "")],
  },
];

const $ = load(
  page.render(
    await loadSite(
      await site({
        "content/runbooks/disk.md": runbook("title: Disk"),
        "content/runbooks/host.md": runbook("title: Host"),
        "content/alerts/a.yml": JSON.stringify({ groups: GROUPS }),
      }),
    ),
  ),
);
const rowOf = (name: string) => $(`#${name}`).closest("li");

test("rules of one name are one row, whose name leads to their runbook", () => {
  expect(
    $("section.group")
      .map((_, group) => $(group).find("h2, h3").text())
      .get(),
  ).toEqual(["disks 1DiskSlow", "hosts 1HostDown"]);
  expect(rowOf("DiskSlow").find("h3 > a").attr("href")).toBe("/runbooks/disk/");
  expect(rowOf("DiskSlow").children(".facts").text()).toBe("warning, critical · Disk");
  expect(rowOf("DiskSlow").find("details > summary").text()).toBe("2 rules");
});

test("a name whose rules lead to several runbooks links them behind it", () => {
  expect(rowOf("HostDown").find("h3 > a").length).toBe(0);
  expect(rowOf("HostDown").children(".facts").html()).toBe(
    'critical, warning · <a href="/runbooks/host/">Host</a>, <a href="/runbooks/disk/">Disk</a>',
  );
});

test("a value that Prometheus fills in is shown by its name; a summary with another template is left out", () => {
  expect(rowOf("DiskSlow").children("p").html()).toBe("Slow on <var>device</var>, <var>value</var> s");
  expect(rowOf("HostDown").children("p").html()).toBe("It is &lt;down&gt;");
  expect($("main").text()).not.toContain("{{");
});
