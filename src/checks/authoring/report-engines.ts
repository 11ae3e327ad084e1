// What npm run check prints where two engines do not agree on a run.

import type { Difference } from "../compare.ts";
import { unifiedDiff } from "./unified-diff.ts";

/** Each difference with the place of its check, then a line that counts them; "" where the engines agree. */
export function formatDifferences(differences: readonly Difference[]): string {
  if (differences.length === 0) return "";
  const blocks = differences.map(({ check, host, what, a, b, engines: [first, second] }) => {
    const { file, line } = check.place;
    const head = `${check.id} on ${host}: ${first} and ${second} differ in ${WORDS[what]}\n  at ${file}:${line}`;
    const [one, other] = [a, b].map((text) => (what === "stdout" ? text : `${text}\n`));
    const difference = unifiedDiff({ name: first, text: one ?? "" }, { name: second, text: other ?? "" });
    return `${head}\n${difference.replace(/^/gm, "    ")}`;
  });
  const { length } = differences;
  return [...blocks, `${length} ${length === 1 ? "difference" : "differences"} between engines`].join("\n\n");
}

const WORDS = { verdict: "verdict", stdout: "output", read: "what they read" } as const;
