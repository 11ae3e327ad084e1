// How `npm run alerts` ends, and what it prints.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { promtoolProblems } from "../../scripts/promtool.ts";
import { parseRuleFile } from "../../src/alerts/rules.ts";
import { Source } from "../../src/core/position.ts";
import { rule, ruleFile } from "../alerts/tiny-alerts.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { NO_PROMTOOL } from "../pages/support/promtool.ts";
import { ran } from "./ran.ts";

const FILES = {
  "content/alerts/a.yml": ruleFile(
    rule("Full", "https://kb.example/runbooks/full/"),
    rule("Slow"),
    rule("Dead", "https://kb.example/x/"),
  ),
  "content/runbooks/full.md": runbook("title: Full"),
  "content/runbooks/restore.md": runbook("title: Restore"),
};

/** What a report says without promtool, and its exit code. */
async function report(settings: string, args: readonly string[] = [], files: Files = {}) {
  const root = await writeSite({ ...FILES, ...files, "content/site.yaml": `url: https://kb.example\n${settings}` });
  const { code, stdout, stderr } = await ran("alerts.ts", ["--root", root, ...args]);
  const lines = stdout.split("\n").filter((line) => !line.startsWith("Types and templates"));
  return { code, text: lines.join("\n"), stderr };
}

test("alerts prints what is covered, missing, dead and orphaned", async () => {
  const { text, ...others } = await report("");

  expect(others).toEqual({ code: 0, stderr: "" });
  expect(text).toMatchInlineSnapshot(`
    "content/alerts/a.yml  1 of 3

    2 alerts without a runbook:
      Slow
      Dead: dead link https://kb.example/x/

    1 runbook that no alert leads to:
      restore

    1 problem in rule files: npm run build tells each of them
    1 of 3 alerts has a runbook (33.3 %); 1 of 2 runbook links is dead
    "
  `);
  expect((await report("", ["--all"])).text).toContain("Full    full\nSlow    -");
});

test("alerts --check ends with 1 below the share that the settings ask for", async () => {
  const sound = { "content/alerts/a.yml": ruleFile(rule("Full"), rule("Slow"), rule("Slower")) };
  expect(await report("alerts: { covered: 33 }\n", ["--check"], sound)).toMatchObject({ code: 0, stderr: "" });
  expect(await report("alerts: { covered: 34 }\n", ["--check"], sound)).toMatchObject({
    code: 1,
    stderr: "alerts.covered in content/site.yaml asks for 34 %\n",
  });
  expect(await report("", ["--check"])).toMatchObject({
    code: 1,
    stderr: `Rule files or content/site.yaml have problems: npm run build tells them
No share is asked for: write alerts: { covered: 75 } in content/site.yaml
`,
  });
  expect(await report("", ["--chek"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean "--check"?'),
  });
});

const SOURCE = new Source(
  "a.yml",
  ruleFile(
    { alert: "Typed", expr: "rate(up) > 1" },
    { alert: "Template", expr: "up", annotations: { summary: "{{ $label.instance }}" } },
    { alert: 'Sound "quoted"', expr: "up == 0", for: "5m", labels: { severity: "page" } },
    { record: "a:b", expr: "rate(up)" },
    { alert: "Syntax", expr: "rat(" },
  ),
);
const { alerts, records } = parseRuleFile({ source: SOURCE, dialect: "promql" });

test("promtool tells types and templates at their rule", async ({ skip }) => {
  if (NO_PROMTOOL !== undefined) skip(NO_PROMTOOL);

  const { problems, words } = await promtoolProblems([...alerts, ...records]);

  expect(problems.map(({ place: { line }, what }) => `${line} ${what}`)).toEqual([
    expect.stringMatching(/^4 alert "Typed" is refused: could not parse expression: .*expected type range vector/),
    expect.stringMatching(/^5 alert "Template" is refused: .*undefined variable "\$label"/),
    expect.stringMatching(/^7 record "a:b" is refused: could not parse expression/),
  ]);
  expect(words).toMatch(/^Types and templates of 4 rules: checked by promtool \d/);
});

test("a promtool that refuses the call has checked nothing, and says why", async () => {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-promtool-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, "promtool");
  const script =
    '#!/bin/sh\n[ "$1" = --version ] && echo "promtool, version 9.9.9" && exit\necho "unknown command" >&2\nexit 1\n';
  await writeFile(program, script, { mode: 0o755 });

  expect(await promtoolProblems(alerts, program)).toEqual({
    problems: [],
    words: 'Types and templates are not checked: promtool 9.9.9 says "unknown command"',
  });
});

test("alerts of drafts are counted, and not passed over", async () => {
  const root = await writeSite({ ...FILES, "content/runbooks/slow.md": runbook("title: Slow\ndraft: true") });

  expect((await ran("alerts.ts", ["--root", root])).stdout).toContain(
    "1 alert not shown: for other readers, or with documents that are drafts\n",
  );
});

test("a machine without promtool says so", async () => {
  expect(await promtoolProblems(alerts, "no-such-promtool")).toEqual({
    problems: [],
    words: "Types and templates are not checked: no-such-promtool is not installed",
  });
});
