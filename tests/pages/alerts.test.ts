// The list of alerts: one row for each name, by the group of its rule file, which leads to the page of the alert.

import { load } from "cheerio";
import { beforeEach, expect, test } from "vitest";
import page from "../../src/pages/alerts.11ty.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";

const rule = (alert: string, severity: string, name?: string) => ({
  alert,
  expr: "up == 0",
  labels: { severity },
  annotations: name === undefined ? {} : { runbook_url: `https://kb.example/runbooks/${name}/` },
});

function rules(...groups: readonly (readonly [name: string, ...rules: ReturnType<typeof rule>[]])[]): string {
  return JSON.stringify({ groups: groups.map(([name, ...of]) => ({ name, rules: of })) });
}

async function listOf(files: Files) {
  return load(
    page.render(await loadSite(await writeSite({ "content/site.yaml": "url: https://kb.example\n", ...files }))),
  );
}

const FEW = {
  "content/runbooks/disk.md": runbook("title: Disk\nalerts: [{ name: CloudDown, external: true }]"),
  "content/runbooks/host.md": runbook("title: Host"),
  "content/alerts/a.yml": rules(
    ["disks", rule("DiskSlow", "warning", "disk"), rule("DiskSlow", "critical", "disk")],
    ["hosts", rule("HostDown", "critical", "host"), rule("HostDown", "critical", "disk"), rule("Host is odd", "info")],
  ),
};

let $: Awaited<ReturnType<typeof listOf>>;
beforeEach(async () => {
  $ = await listOf(FEW);
});

const rowOf = (name: string) => $("li").filter((_, row) => $(row).children("a").text() === name);

test("rules of one name are one row, in the group of the first; what is elsewhere is a group of its own", () => {
  const groups = $("section.group, main > ul").map((_, group) =>
    $(group)
      .find("h2, li > a")
      .get()
      .map((e) => $(e).text())
      .join(" | "),
  );

  expect(groups.get()).toEqual([
    "disks 1 | DiskSlow",
    "hosts 2 | HostDown | Host is odd",
    "Rules elsewhere 1 | CloudDown",
  ]);
  expect($(".lead").text()).toBe("4 alerts, 3 with a runbook.");
});

test("a name leads to the page of its alert, and former links to the row", () => {
  expect(rowOf("DiskSlow").children("a").attr("href")).toBe("/alerts/DiskSlow/");
  expect(rowOf("Host is odd").children("a").attr("href")).toBe("/alerts/Host-is-odd/");
  expect([rowOf("DiskSlow").attr("id"), rowOf("Host is odd").attr("id")]).toEqual(["DiskSlow", undefined]);
});

test("a row says its severities, its runbooks, and that it has none", () => {
  expect(rowOf("DiskSlow").children(".facts").text()).toBe("warning, critical");
  expect(rowOf("HostDown").children("p").text()).toBe("Host, Disk");
  expect(rowOf("Host is odd").children(".facts").text()).toBe("info · no runbook");
});

test("a long list can be chosen from by severity, group, file and runbook; each row names its values", async () => {
  const many = Array.from({ length: 20 }, (_, i) => rule(`Alert${i}`, i % 2 === 0 ? "info" : "page"));
  $ = await listOf({ ...FEW, "content/alerts/b.yml": rules(["many", ...many]) });
  const options = new Map<string, string>();
  const labels = $(".filter label:has(select)").map((_, label) => {
    $(label)
      .find("option")
      .each((_, option) => void options.set($(option).attr("value") ?? "", $(option).text()));
    return $(label).contents().first().text().trim();
  });
  const chosen = (name: string) =>
    rowOf(name)
      .attr("data-choices")
      ?.split(" ")
      .map((one) => options.get(one));

  expect(labels.get()).toEqual(["Severity", "Group", "File", "Runbook"]);
  expect(chosen("DiskSlow")).toEqual(["warning", "critical", "disks", "content/alerts/a.yml", "with a runbook"]);
  expect(chosen("Alert3")).toEqual(["page", "many", "content/alerts/b.yml", "without one"]);
  expect(chosen("CloudDown")).toEqual(["Rules elsewhere", "with a runbook"]);
});
