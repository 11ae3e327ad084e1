import { describe, expect, test } from "vitest";
import { runbook } from "../corpus/tiny-site.ts";
import { alertsIn, rule, ruleFile } from "./tiny-alerts.ts";

const RULES = "content/alerts/a.yml";

describe("the page of an alert is found", () => {
  test("under its former names, and under other spellings of documents", async () => {
    const { redirects, alerts, told } = await alertsIn({
      [RULES]: ruleFile(rule("DiskFull")),
      "content/runbooks/a.md": runbook("alerts: [{ name: DiskFull, formerly: [FullDisk, disk_full] }]"),
      "content/postmortems/p.md": "---\nalerts: [disk-full, diskfull, FullDisk]\n---\n[x](/alerts/FullDisk/)\n",
    });

    expect(told).toBe("");
    expect(redirects).toEqual({
      stubs: ["FullDisk", "disk_full", "disk-full"].map((name) => ({
        from: `/alerts/${name}/`,
        to: "/alerts/DiskFull/",
      })),
      otherCase: [{ from: "/alerts/diskfull/", to: "/alerts/DiskFull/" }],
    });
    expect(alerts.map(({ otherNames }) => otherNames)).toEqual([["FullDisk", "disk_full", "disk-full", "diskfull"]]);
  });

  test("under its name as it is, where a folder can have that name", async () => {
    const { redirects } = await alertsIn({
      [RULES]: ruleFile(rule("Disk slow"), rule("Disk slow (a/b)?"), rule("x%2F")),
    });

    expect(redirects.stubs).toEqual([{ from: "/alerts/Disk slow/", to: "/alerts/Disk-slow/" }]);
  });

  test("where its rule is in a file that the site does not read", async () => {
    const { alerts } = await alertsIn({
      "content/runbooks/a.md": runbook("alerts: [{ name: Far, external: true, formerly: [Near] }]"),
    });

    expect(alerts).toEqual([{ name: "Far", url: "/alerts/Far/", rules: [], runbooks: ["a"], otherNames: ["Near"] }]);
  });
});

test("names that differ in capitals alone share a page, which is one file on some machines", async () => {
  const { alerts, redirects, told } = await alertsIn({
    [RULES]: ruleFile(rule("DiskFull"), rule("Diskfull"), rule("DISKFULL")),
    "content/runbooks/a.md": runbook("alerts: [Diskfull]"),
  });

  expect(told).toBe("");
  expect(alerts.map(({ name, rules, otherNames }) => [name, rules.length, otherNames])).toEqual([
    ["DiskFull", 3, ["Diskfull", "DISKFULL"]],
  ]);
  expect(redirects.otherCase.map(({ from }) => from)).toEqual([
    "/alerts/Diskfull/",
    "/alerts/DISKFULL/",
    "/alerts/diskfull/",
  ]);
});

describe("what cannot be told apart is told", () => {
  test("two names on one address: the first keeps it", async () => {
    const { names, told, unread } = await alertsIn({
      [RULES]: ruleFile(rule("Disk slow?"), rule("Disk slow!"), rule("A")),
    });

    expect(names).toEqual(["Disk slow?", "A"]);
    expect(unread).toMatchObject([{ line: 5 }]);
    expect(told).toContain('a.yml:5:18  alert "Disk slow!" has the address of alert "Disk slow?", /alerts/Disk-slow-/');
  });

  test("one former name of two alerts", async () => {
    const { problems, redirects } = await alertsIn({
      [RULES]: ruleFile(rule("A"), rule("B")),
      "content/runbooks/a.md": runbook("alerts: [{ name: A, formerly: [Old] }, { name: B, formerly: [Old] }]"),
    });

    expect(problems.map(({ what }) => what)).toEqual(['former name "Old" of alert "B" is that of alert "A" too']);
    expect(redirects.stubs).toContainEqual({ from: "/alerts/Old/", to: "/alerts/A/" });
  });

  test("a former name that a rule has, or that gives no address", async () => {
    const { problems } = await alertsIn({
      [RULES]: ruleFile(rule("A"), rule("B")),
      "content/runbooks/a.md": runbook("alerts: [{ name: A, formerly: [B, диск] }]"),
    });

    expect(
      problems.filter(({ kind }) => kind === "problem").map(({ place: { column }, what }) => [column, what]),
    ).toEqual([
      [32, '"B" is no former name: a rule has it'],
      [35, 'former name "диск" has no address'],
    ]);
  });

  test("a document whose address is that of an alert's page", async () => {
    const { told } = await alertsIn({ [RULES]: ruleFile(rule("a")), "content/pages/alerts/a.md": "# x\n" });

    expect(told).toContain("content/pages/alerts/a.md:1:1");
  });
});
