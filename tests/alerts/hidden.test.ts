import { describe, expect, test } from "vitest";
import type { Files } from "../corpus/tiny-site.ts";
import { runbook } from "../corpus/tiny-site.ts";
import { alertsIn, rule, ruleFile } from "./tiny-alerts.ts";

const SECRET = { "content/runbooks/secret.md": runbook("audience: internal\nalerts: [Payroll]") };

/** Names of the alerts that the public output and an internal one show. */
async function shown(files: Files) {
  const [open, internal] = await Promise.all([alertsIn(files), alertsIn(files, { audience: "internal" })]);
  return { open: open.names, internal: internal.names };
}

describe("an alert is for the readers of its runbook", () => {
  test.each([
    ["that names it", rule("Payroll", "https://wiki.example/")],
    ["that has its name", rule("Secret")],
    ["that it leads to", rule("Other", "https://kb.example/runbooks/secret/")],
    ["that it leads to in the folder of another server", rule("Other", "https://mirror.example/kb/runbooks/secret")],
  ])("%s", async (_, one) => {
    const { open, internal } = await shown({ ...SECRET, "content/alerts/a.yml": ruleFile(one, rule("Open")) });

    expect(open).toEqual(["Open"]);
    expect(internal).toHaveLength(2);
  });

  test.each([
    ["in other capitals", "https://kb.example/Runbooks/SECRET/index.html"],
    ["with a slash too many", "https://kb.example//runbooks//secret/"],
    ["at its former address", "https://kb.example/old/secret/"],
  ])("that it leads to, %s, beside a home page", async (_, url) => {
    const files = {
      "content/runbooks/secret.md": runbook("audience: internal\naliases: [/old/secret/]"),
      "content/pages/_index.md": "Home\n",
      "content/alerts/a.yml": ruleFile(rule("Other", url)),
    };

    expect((await shown(files)).open).toEqual([]);
  });

  test("that knew it under another name", async () => {
    const files = {
      "content/runbooks/secret.md": runbook("audience: internal\nalerts: [{ name: New, formerly: [Old] }]"),
      "content/alerts/a.yml": ruleFile(rule("Old")),
    };

    expect((await shown(files)).open).toEqual([]);
  });

  test("and is shown where a public one is for it too", async () => {
    const files = {
      ...SECRET,
      "content/runbooks/open.md": runbook("alerts: [Payroll]"),
      "content/alerts/a.yml": ruleFile(rule("Payroll"), rule("Secret")),
    };

    expect((await shown(files)).open).toEqual(["Payroll"]);
  });

  test("or of the page that it leads to, on this site alone", async () => {
    const files = {
      "content/pages/size.md": "---\naudience: internal\n---\n",
      "content/alerts/a.yml": ruleFile(rule("A", "https://kb.example/size/"), rule("B", "https://wiki.example/size/")),
    };

    expect(await shown(files)).toEqual({ open: ["B"], internal: ["A", "B"] });
  });
});

describe("a rule file", () => {
  const SETTINGS = `url: https://kb.example
alerts:
  files:
    - { path: content/alerts/team/*.yml, audience: internal }
    - { path: rules/**/*.rules, audience: restricted }
    - { path: rules/**/*.rules, dialect: logql }
`;

  test("is for the audience that the settings state, inside of the content and outside", async () => {
    const files = {
      "content/site.yaml": SETTINGS,
      "content/alerts/open.yml": ruleFile(rule("Open")),
      "content/alerts/team/a.yml": ruleFile(rule("Internal")),
      "rules/b/c.rules": ruleFile(rule("Restricted")),
    };

    expect(await shown(files)).toEqual({ open: ["Open"], internal: ["Open", "Internal"] });
    const { alerts } = await alertsIn(files, { audience: "restricted" });
    expect(alerts.map(({ name, rules: [first] }) => [name, first?.place.file, first?.dialect])).toEqual([
      ["Open", "content/alerts/open.yml", "promql"],
      ["Internal", "content/alerts/team/a.yml", "promql"],
      ["Restricted", "rules/b/c.rules", "logql"],
    ]);
  });

  test("for others keeps nobody's build from its output, and says nothing of a name that it has", async () => {
    const { problems } = await alertsIn({
      "content/site.yaml": SETTINGS,
      "content/alerts/open.yml": ruleFile(rule("Open", "https://kb.example/runbooks/x/")),
      "content/alerts/team/a.yml": ruleFile(rule("Internal"), { alrt: "x" }),
      "content/runbooks/x.md": runbook("alerts: [Open, Internal]"),
      "rules/b.rules": "x",
    });

    expect(problems).toEqual([]);
  });
});
