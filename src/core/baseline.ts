// The baseline: a file of advice that a team accepts, so that CI fails only on new advice. A line holds the file, the
// topic and what is quoted; it has no line or column, because these move with every edit.

import { readFile, writeFile } from "node:fs/promises";
import { type Problem, QUOTED } from "./problem.ts";
import { UsageError } from "./usage-error.ts";

export type Baseline = ReadonlySet<string>;

/** `content/runbooks/a.md  unknown key …  "weight2"` */
function lineOf({ place: { file }, what, summary }: Problem): string {
  const subject = summary ? [] : (what.match(QUOTED) ?? []);
  // "A", "B" and "A" are one topic: fixing a part of it must not count as new.
  const topic = what.replace(QUOTED, "…").replace(/…(?:, …)+/g, "…");
  const parts = [file, topic, subject.join(" ")].map((part) => part.replace(/\s+/g, " "));
  return parts.join("  ").trimEnd();
}

/** Throws a UsageError where the file cannot be read. */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const remedy = error.code === "ENOENT" ? "Add --update-baseline to write it" : "Name a readable file";
    throw new UsageError(`Cannot read the baseline ${file} (${error.code}). ${remedy}`);
  });
  return new Set(text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#")));
}

/** The problems without the advice that the baseline lists. */
export function withoutKnown(problems: readonly Problem[], baseline: Baseline): readonly Problem[] {
  return problems.filter((problem) => problem.kind === "problem" || !baseline.has(lineOf(problem)));
}

const HEAD = "# Accepted advice; npm run build -- --baseline FILE --update-baseline writes this file\n";

/** Writes all current advice, one line each, sorted so that branches merge. Throws a UsageError if it cannot. */
export async function writeBaseline(file: string, problems: readonly Problem[]): Promise<number> {
  const lines = [...new Set(problems.filter(({ kind }) => kind === "advice").map(lineOf))].sort();
  await writeFile(file, `${HEAD}${lines.map((line) => `${line}\n`).join("")}`).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Cannot write the baseline ${file} (${error.code}). Name a file in an existing folder`);
  });
  return lines.length;
}
