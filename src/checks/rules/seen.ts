// What a run did, line by line, for the author who wonders about a verdict.

import type { Run } from "../../model/check.ts";
import { unanswered } from "./verdict.ts";

/** "It exited with 1 and printed nothing", "It did not find /proc/swaps" */
export function seen(run: Run): readonly string[] {
  const [stdout, stderr] = [firstLine(run.stdout), firstLine(run.stderr)];
  const reason = unanswered(run);
  const facts = [
    ["It read", [...run.read, ...run.listed].join(", ")],
    ["It looked for", run.read.length + run.listed.length > 0 ? "" : run.looked.join(", ")],
    ["It did not find", notFound(run).join(", ")],
    reason === undefined ? ["It printed on stderr:", stderr] : ["Its exit code does not count:", reason],
  ] as const;
  const end = `It exited with ${run.exitCode} and printed ${stdout === "" ? "nothing" : stdout}`;
  return [end, ...facts.filter(([, fact]) => fact !== "").map(([intro, fact]) => `${intro} ${fact}`)];
}

/** Where a check tried to write or to run something, it did not look for it. */
export function notFound({ missing, refused }: Run): readonly string[] {
  const asked = new Set(refused.map((refusal) => refusal.asked));
  return missing.filter((path) => !asked.has(`> ${path}`) && !asked.has(path));
}

const LINE = 100;

function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line === "" ? "" : JSON.stringify(line.length > LINE ? `${line.slice(0, LINE)}…` : line);
}
