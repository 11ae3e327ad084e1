// Advice that a team knows of and leaves as it is: kept in a file, so that CI fails on new advice alone. A line stands for
// what is said of what in which file, without lines and columns, which move with every edit.

import { readFile, writeFile } from "node:fs/promises";
import { type Problem, QUOTED } from "./problem.ts";
import { UsageError } from "./usage-error.ts";

export type Baseline = ReadonlySet<string>;

/** `content/runbooks/a.md  unknown key …  "weight2"` */
function lineOf({ place: { file }, what, summary }: Problem): string {
  const subject = summary ? [] : (what.match(QUOTED) ?? []);
  // "A", "B" and "A" are one topic: mending a part of it must not be news.
  const topic = what.replace(QUOTED, "…").replace(/…(?:, …)+/g, "…");
  const parts = [file, topic, subject.join(" ")].map((part) => part.replace(/\s+/g, " "));
  return parts.join("  ").trimEnd();
}

/** Throws a UsageError where the file cannot be read. */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const remedy = error.code === "ENOENT" ? "--update-baseline writes it" : "Name a file that may be read";
    throw new UsageError(`Cannot read the baseline ${file} (${error.code}). ${remedy}`);
  });
  return new Set(text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#")));
}

/** The problems without the advice that is known. */
export function withoutKnown(problems: readonly Problem[], baseline: Baseline): readonly Problem[] {
  return problems.filter((problem) => problem.kind === "problem" || !baseline.has(lineOf(problem)));
}

const HEAD =
  "# Advice that is known and left as it is; npm run build -- --baseline FILE --update-baseline writes this file\n";

/** Writes all advice of now, a line each, sorted, so that branches merge. Throws a UsageError where the file cannot be. */
export async function writeBaseline(file: string, problems: readonly Problem[]): Promise<number> {
  const lines = [...new Set(problems.filter(({ kind }) => kind === "advice").map(lineOf))].sort();
  await writeFile(file, `${HEAD}${lines.map((line) => `${line}\n`).join("")}`).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Cannot write the baseline ${file} (${error.code}). Name a file in a folder that is there`);
  });
  return lines.length;
}
