import { describe, expect, test } from "vitest";
import { isCovered } from "../../src/alerts/coverage.ts";
import { runbook } from "../corpus/tiny-site.ts";
import { alertsIn, rule, ruleFile } from "./tiny-alerts.ts";

const ELSEWHERE = "https://wiki.example/x";
const RULES = "content/alerts/a.yml";

async function runbooksOf(files: Readonly<Record<string, string>>) {
  const { alerts } = await alertsIn(files);
  return Object.fromEntries(alerts.map(({ name, runbooks }) => [name, runbooks]));
}

describe("a runbook covers an alert", () => {
  test("that it names, that has its name, or that leads to it", async () => {
    expect(
      await runbooksOf({
        [RULES]: ruleFile(
          rule("Named"),
          rule("KubePodCrashLooping", ELSEWHERE),
          rule("disk_full"),
          rule("Led", "https://kb.example/runbooks/a/#impact"),
          rule("None"),
        ),
        "content/runbooks/a.md": runbook("alerts: [Named]"),
        "content/runbooks/kube/kube-pod-crash-looping.md": runbook("title: x"),
        "content/runbooks/Disk Full.md": runbook("title: y"),
      }),
    ).toEqual({
      Named: ["a"],
      KubePodCrashLooping: ["kube/kube-pod-crash-looping"],
      disk_full: ["disk-full"],
      Led: ["a"],
      None: [],
    });
  });

  test("after one that says to come first, and before one of its name alone", async () => {
    expect(
      await runbooksOf({
        [RULES]: ruleFile(rule("Full", "https://kb.example/runbooks/led/")),
        "content/runbooks/full.md": runbook("title: a"),
        "content/runbooks/named.md": runbook("title: b\nalerts: [Full]"),
        "content/runbooks/led.md": runbook("title: c"),
        "content/runbooks/top.md": runbook("title: d\nalerts: [{ name: Full, first: true }]"),
      }),
    ).toEqual({ Full: ["top", "led", "named", "full"] });
  });

  test("if any rule of its name leads to a page of the site", async () => {
    const { alerts } = await alertsIn({
      [RULES]: ruleFile(rule("A", ELSEWHERE), rule("A", "https://kb.example/checks/"), rule("B", ELSEWHERE)),
    });

    expect(alerts.map((alert) => [alert.name, alert.rules.length, isCovered(alert)])).toEqual([
      ["A", 2, true],
      ["B", 1, false],
    ]);
  });
});

test.each(["alerts/A/", "alerts/Other/", "", "search/?q=x", "404.html"])(
  "a page that says nothing of it covers no alert: /%s",
  async (path) => {
    const { alerts } = await alertsIn({ [RULES]: ruleFile(rule("A", `https://kb.example/${path}`), rule("Other")) });

    expect(alerts.map((alert) => [alert.rules[0]?.leads.to, isCovered(alert)])[0]).toEqual(["page", false]);
  },
);

describe("what does not match", () => {
  const toldOf = async (files: Readonly<Record<string, string>>) => (await alertsIn(files)).told;

  test("is nothing where no rule exists", async () => {
    expect(await toldOf({ "content/runbooks/a.md": runbook("alerts: [Full]") })).toBe("");
  });

  test("is a missing runbook, once for a file and kind", async () => {
    const many = ["One", "Two", "Three", "Four", "Five"].map((name) => rule(name));

    expect(
      await toldOf({
        [RULES]: ruleFile(...many, rule("Six", ELSEWHERE)),
        "content/alerts/b.yml": ruleFile(rule("Seven", "https://kb.example/runbooks/{{ $labels.x }}/")),
      }),
    ).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:18  advice: alerts without a runbook: "One, Two, Three and 2 more"
          | - {"alert":"One","expr":"up == 0"}
          |            ^^^^^
        Write a runbook of that name, or name them in one: alerts: […]. npm run alerts lists all of them
      content/alerts/a.yml:9:18  advice: alerts that lead to another host or folder, and no runbook here is for them: "Six"
          | - {"alert":"Six","expr":"up == 0","annotations":{"runbook_url":"https://wiki.example/x"}}
          |            ^^^^^
        Write a runbook of that name, or name them in one: alerts: […]. npm run alerts lists all of them"
    `);
  });

  test("is a name that no rule has, other than of an alert of another repository", async () => {
    expect(
      await toldOf({
        [RULES]: ruleFile(rule("DiskSlow")),
        "content/runbooks/a.md": runbook("alerts: [DiskSlow, DiskSlwo, { name: Far, external: true }]"),
      }),
    ).toMatchInlineSnapshot(`
      "content/runbooks/a.md:2:20  runbook "a" names alert "DiskSlwo", which no rule file has
          | alerts: [DiskSlow, DiskSlwo, { name: Far, external: true }]
          |                    ^^^^^^^^
        Did you mean "DiskSlow"? Rules live in content/alerts/. For a rule of another repository, write { name: DiskSlwo, external: true }"
    `);
  });

  test("is no name that a rule has, beside one that differs in signs", async () => {
    const files = { [RULES]: ruleFile(rule("DiskFull"), rule("disk_full")) };

    expect(await toldOf({ ...files, "content/runbooks/a.md": runbook("alerts: [DiskFull]") })).toBe("");
  });

  test("is a name in another spelling", async () => {
    expect(
      await toldOf({ [RULES]: ruleFile(rule("DiskSlow")), "content/runbooks/a.md": runbook("alerts: [disk-slow]") }),
    ).toMatchInlineSnapshot(`
      "content/runbooks/a.md:2:10  advice: runbook "a" names alert "disk-slow", whose rule spells it "DiskSlow"
          | alerts: [disk-slow]
          |          ^^^^^^^^^
        Write "DiskSlow""
    `);
  });

  test("is no missing runbook of an alert that is exempt", async () => {
    const { told } = await alertsIn({
      "content/site.yaml": "url: https://kb.example\nalerts: { exempt: { severity: [none], names: [Beat] } }\n",
      [RULES]: ruleFile(rule("Watchdog", undefined, { labels: { severity: "none" } }), rule("Beat")),
    });

    expect(told).toBe("");
  });

  test("is an alert that leads away from its runbook", async () => {
    expect(
      await toldOf({ [RULES]: ruleFile(rule("Full", ELSEWHERE)), "content/runbooks/full.md": runbook("title: x") }),
    ).toMatchInlineSnapshot(`
      "content/alerts/a.yml:4:71  advice: alert "Full" leads to another host, "wiki.example", though runbook "full" is for it
          | - {"alert":"Full","expr":"up == 0","annotations":{"runbook_url":"https://wiki.example/x"}}
          |                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^
        End its runbook_url in /runbooks/full/, or name that host as one of this site: alerts: { hosts: […] }"
    `);
  });

  test("is an alert that leads to another folder of this host", async () => {
    const { told } = await alertsIn({
      "content/site.yaml": "url: https://kb.example\npathPrefix: /kb/\n",
      [RULES]: ruleFile(rule("Full", "https://kb.example/runbooks/full/")),
      "content/runbooks/full.md": runbook("title: x"),
    });

    expect(told).toContain('alert "Full" leads outside of this site, to "/runbooks/full/", though runbook "full"');
    expect(told).toContain("behind the pathPrefix");
  });

  test("is a dead link, which takes no alert away that has a runbook", async () => {
    const dead = "https://kb.example/runbooks/fall/";
    const { problems } = await alertsIn({
      [RULES]: ruleFile(rule("Full", dead), rule("Alone", dead)),
      "content/runbooks/full.md": runbook("title: x"),
    });

    const told = problems.filter(({ kind }) => kind === "problem");
    expect(told.map(({ what, withholds }) => [what.slice(0, 13), withholds])).toEqual([
      ['alert "Full" ', "nothing"],
      ['alert "Alone"', undefined],
    ]);
  });

  test("is a second runbook that would come first", async () => {
    const { problems } = await alertsIn({
      [RULES]: ruleFile(rule("Full")),
      "content/runbooks/a.md": runbook("alerts: [{ name: Full, first: true }]"),
      "content/runbooks/b.md": runbook("alerts: [{ name: Full, first: true }]"),
    });

    expect(problems).toMatchObject([
      {
        place: { file: "content/runbooks/b.md" },
        what: 'runbook "b" says that it comes first for alert "Full", and so does "a"',
        withholds: "nothing",
      },
    ]);
  });

  test("is told with a guess for each of 1,000 wrong names at once", async () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `ServiceNumber${i}Down`);
    const wrong = names.map((name) => name.replace("Down", "Dwn"));
    const { problems } = await alertsIn({
      [RULES]: ruleFile(...names.map((name) => rule(name))),
      "content/runbooks/a.md": runbook(`alerts: [${wrong.join(", ")}]`),
    });

    const unknown = problems.filter(({ what }) => what.endsWith("which no rule file has"));
    expect(unknown).toHaveLength(1_000);
    expect(unknown.filter(({ remedy }) => remedy.startsWith("Did you mean"))).toHaveLength(1_000);
  });

  test.each(["{ nme: Full }", "{ name: Full, frist: true }", "[Full]"])(
    "is an entry of a runbook that cannot be read: %s",
    async (entry) => {
      const { problems } = await alertsIn({ "content/runbooks/a.md": runbook(`status: final\nalerts: [${entry}]`) });

      expect(problems.filter(({ place: { line }, kind }) => line === 3 && kind === "problem").length).toBeGreaterThan(
        0,
      );
    },
  );
});
