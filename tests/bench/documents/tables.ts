// The results as tables in Markdown, ready for docs/PERFORMANCE.md.

import { median } from "../row.ts";
import type { Measured } from "./measured-process.ts";
import type { OutputSize } from "./output-size.ts";
import { CASES, type Case, type Results } from "./results.ts";
import { QUERY } from "./search-cost.ts";

const UNKNOWN = "not known";

/** All tables, from the smallest size to the largest. */
export function tables(results: readonly Results[]): string {
  return [builds(results), growth(results), stages(results), servers(results), outputs(results), searches(results)]
    .filter((text) => text !== "")
    .join("\n");
}

function builds(results: readonly Results[]): string {
  const hasOthers = results.some(({ others }) => others !== undefined);
  const rows = results.flatMap(({ documents, builds: own, others }) => [
    ...CASES.map((name) => [
      count(documents),
      `\`npm run build\`, ${name}`,
      ...measuredCells(own[name]),
      ...(hasOthers ? [times(timeOf(own[name]), timeOf(comparable(name, others)))] : []),
    ]),
    ...(others === undefined
      ? []
      : (["cold", "again"] as const).map((name) => [
          count(documents),
          `Hugo + Pagefind, ${name}`,
          ...measuredCells(others[name]),
          "1",
        ])),
  ]);
  const head = ["documents", "build", "time", "processor time", "memory"];
  return section("Builds", [...head, ...(hasOthers ? ["of Hugo + Pagefind"] : [])], rows);
}

/** A cold build is compared with a cold one. */
function comparable(name: Case, others: Results["others"]): readonly Measured[] {
  return (name === "cold" ? others?.cold : others?.again) ?? [];
}

function measuredCells(runs: readonly Measured[]): string[] {
  const walls = runs.map((run) => run.seconds);
  const spread = `${Math.min(...walls).toFixed(2)} to ${Math.max(...walls).toFixed(2)}`;
  const cpus = runs.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  return [
    `${seconds(median(walls))}${runs.length === 1 ? "" : ` (${spread})`}`,
    cpus.length === 0 ? UNKNOWN : seconds(median(cpus)),
    memory(runs.flatMap(({ peakBytes }) => peakBytes ?? [])),
  ];
}

function growth(results: readonly Results[]): string {
  const [least, most] = [results[0], results.at(-1)];
  if (least === undefined || most === undefined || least === most) return "";
  const row = (name: string, from: readonly Measured[] | undefined, to: readonly Measured[] | undefined) => [
    name,
    times(timeOf(to), timeOf(from)),
    times(peakOf(to), peakOf(from)),
  ];
  const rows = [
    ...CASES.map((name) => row(`\`npm run build\`, ${name}`, least.builds[name], most.builds[name])),
    ...(most.others === undefined ? [] : [row("Hugo + Pagefind, cold", least.others?.cold, most.others.cold)]),
    ["`npm start`, an edit", times(median(most.served.edits), median(least.served.edits)), ""],
    ["size of the output", times(most.output.bytes, least.output.bytes), ""],
    ["size of the search index", times(most.output.index.bytes, least.output.index.bytes), ""],
  ];
  const title = `Growth from ${count(least.documents)} to ${count(most.documents)} documents (${times(most.documents, least.documents)})`;
  return section(title, ["what", "time or size", "memory"], rows);
}

/** Of builds that tell their stages. */
function stages(results: readonly Results[]): string {
  return results
    .map(({ documents, builds: own }) => {
      const names = [
        ...new Set(CASES.flatMap((name) => own[name].flatMap((run) => run.stages.map((one) => one.name)))),
      ];
      const cell = (stage: string, name: Case) => {
        const found = own[name].flatMap((run) => run.stages.filter((one) => one.name === stage));
        return found.length === 0 ? "" : seconds(median(found.map((one) => one.seconds)));
      };
      const rows = names.map((stage) => [stage, ...CASES.map((name) => cell(stage, name))]);
      return rows.length === 0 ? "" : section(`Stages at ${count(documents)} documents`, ["stage", ...CASES], rows);
    })
    .filter((text) => text !== "")
    .join("\n");
}

function servers(results: readonly Results[]): string {
  const rows = results.map(({ documents, served }) => [
    count(documents),
    seconds(served.firstAnswer),
    `${seconds(median(served.edits))} (${served.edits.map((time) => time.toFixed(2)).join(", ")})`,
    memory(served.peakBytes === undefined ? [] : [served.peakBytes]),
  ]);
  return section("`npm start`", ["documents", "first answer", "edit on the page", "memory"], rows);
}

function outputs(results: readonly Results[]): string {
  const row = (documents: number, name: string, { files, bytes: all, index, list }: OutputSize) => [
    ...[count(documents), name, count(files), bytes(all)],
    `${bytes(index.bytes)} in ${count(index.files)} files`,
    list === undefined ? "" : `${bytes(list.bytes)}, ${bytes(list.compressed)} with gzip (\`${list.path}\`)`,
  ];
  const rows = results.flatMap(({ documents, output, others }) => [
    row(documents, "Faultbook", output),
    ...(others === undefined ? [] : [row(documents, "Hugo + Pagefind", others.output)]),
  ]);
  return section("Outputs", ["documents", "of", "files", "all", "search index", "largest list"], rows);
}

function searches(results: readonly Results[]): string {
  const rows = results.flatMap(({ documents, search }) =>
    "missing" in search
      ? []
      : [
          [
            count(documents),
            ...[search.page, search.query].flatMap((part) => [count(part.requests), bytes(part.bytes)]),
            seconds(search.seconds),
          ],
        ],
  );
  const title = `A search for “${QUERY}”`;
  const [first] = results;
  if (rows.length === 0) {
    const why = first !== undefined && "missing" in first.search ? first.search.missing : "";
    return `### ${title}\n\nNot measured: ${why}.\n`;
  }
  const head = ["documents", "requests of the search page", "bytes", "requests of the query", "bytes", "time"];
  return section(title, head, rows);
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`.replace(/ {2,}/g, " ");
  const rule = head.map((_, i) => (i === 0 ? "---" : "---:"));
  return `### ${title}\n\n${[head, rule, ...rows].map(line).join("\n")}\n`;
}

function timeOf(runs: readonly Measured[] | undefined): number | undefined {
  return runs === undefined || runs.length === 0 ? undefined : median(runs.map((run) => run.seconds));
}

function peakOf(runs: readonly Measured[] | undefined): number | undefined {
  const peaks = (runs ?? []).flatMap(({ peakBytes }) => peakBytes ?? []);
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

/** "4.7 ×"; empty if one of them is not known. */
function times(one: number | undefined, other: number | undefined): string {
  if (one === undefined || other === undefined || other === 0) return "";
  const ratio = one / other;
  return `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`;
}

function memory(peaks: readonly number[]): string {
  return peaks.length === 0 ? UNKNOWN : bytes(Math.max(...peaks));
}

function seconds(number: number): string {
  return `${number.toFixed(2)} s`;
}

/** In units of 1,000. */
function bytes(number: number): string {
  if (number >= 1e6) return `${(number / 1e6).toFixed(number >= 1e8 ? 0 : 1)} MB`;
  return number >= 1000 ? `${(number / 1000).toFixed(1)} kB` : `${number} B`;
}

function count(number: number): string {
  return number.toLocaleString("en");
}
