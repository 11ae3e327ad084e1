// What Prometheus itself says of rules, where its tool is installed: types of expressions, templates, names. Nothing
// here judges them a second time.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promqlFault } from "../src/alerts/promql.ts";
import type { RecordingRule } from "../src/alerts/rules.ts";
import { type Problem, problem } from "../src/core/problem.ts";
import type { ReadRule } from "../src/model/alert.ts";

type Rule = ReadRule | RecordingRule;

export type Asked = {
  readonly problems: readonly Problem[];
  /** What was asked, or why nothing was. */
  readonly words: string;
};

/** Asks promtool about each rule in PromQL whose syntax is right; what is wrong with the others is told already. */
export async function promtoolProblems(rules: readonly Rule[], program = "promtool"): Promise<Asked> {
  const version = /version (\S+)/.exec((await output(program, ["--version"]))?.text ?? "")?.[1];
  if (version === undefined)
    return { problems: [], words: `Types and templates are not checked: ${program} is not installed` };
  const asked = rules.filter(({ dialect, expr }) => dialect === "promql" && promqlFault(expr.trimEnd()) === undefined);
  const folder = await mkdtemp(join(tmpdir(), "faultbook-rules-"));
  try {
    const file = join(folder, "rules.json");
    const groups = asked.map((rule, i) => ({ name: `${i}`, rules: [asPrometheus(rule)] }));
    await writeFile(file, JSON.stringify({ groups }));
    const { text = "", exitCode } = (await output(program, ["check", "rules", file])) ?? {};
    const told = [...text.matchAll(REFUSED)].flatMap(([, group = "", what = ""]) => {
      const rule = asked[Number(group)];
      if (rule === undefined) return [];
      const remedy = `So says promtool ${version}. Mend it, or Prometheus reads no rule of the file`;
      return [problem(rule.place, `${nameOf(rule)} is refused: ${what}`, remedy)];
    });
    // It repeats a defect of an expression for each of the rule's labels and annotations.
    const problems = [
      ...new Map(told.map((one) => [`${one.place.line}:${one.place.column} ${one.what}`, one])).values(),
    ];
    // Duplicates among rules of several files are no defect, and end with 3 where promtool looks for them.
    const isDone = exitCode === 0 || exitCode === 3 || problems.length > 0;
    if (!isDone)
      return { problems, words: `Types and templates are not checked: promtool ${version} says ${firstLine(text)}` };
    return { problems, words: `Types and templates of ${asked.length} rules: checked by promtool ${version}` };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function firstLine(text: string): string {
  return JSON.stringify(
    text.split("\n").find((line) => line.trim() !== "" && !line.startsWith("Checking ")) ?? "nothing",
  );
}

/** `/tmp/x.json: 1:2: group "12", rule 1, "DiskSlow": could not parse expression: …` */
const REFUSED = /: (?:\d+:\d+: )?group "(\d+)", rule \d+, "(?:[^"\\]|\\.)*": (.*)/g;

function nameOf(rule: Rule): string {
  return "record" in rule ? `record "${rule.record}"` : `alert "${rule.name}"`;
}

function asPrometheus(rule: Rule): object {
  if ("record" in rule) return { record: rule.record, expr: rule.expr };
  const { name, expr, labels, annotations } = rule;
  return { alert: name, expr, ...(rule.for ? { for: rule.for } : {}), labels, annotations };
}

/** Undefined if there is no such program. */
function output(
  program: string,
  args: readonly string[],
): Promise<{ readonly text: string; readonly exitCode: number | null } | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (text += part.toString()));
    child.on("error", () => resolve(undefined));
    child.on("close", (exitCode) => resolve({ text, exitCode }));
  });
}
