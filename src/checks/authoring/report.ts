// What npm run check prints: a block for each check that needs its author, the worst first, then a line for each that
// does not.

import type { Problem } from "../../core/problem.ts";
import { neverRan } from "../rules/never-ran.ts";
import { shortened } from "../rules/refusals.ts";
import { trialsOf } from "../runs/trials.ts";
import { count, listOf, type Reporting, type Style, verdictsOf } from "./in-words.ts";
import { hostLines } from "./report-hosts.ts";
import type { Result } from "./session.ts";
import { drawn } from "./unified-diff.ts";

/** How much a check needs its author, the most first. */
const LEVELS = ["wrong", "differs", "advised", "fine"] as const;
type Level = (typeof LEVELS)[number];

const MARKS: Readonly<Record<Level, readonly [mark: string, style: Style]>> = {
  wrong: ["✗", "red"],
  differs: ["≠", "yellow"],
  advised: ["!", "yellow"],
  fine: ["✓", "green"],
};

/** The blocks and lines; "" where there is nothing to report. */
export function formatResults(results: readonly Result[], about: Reporting): string {
  const byLevel = Map.groupBy(results, levelOf);
  const due = about.quiet ? LEVELS.slice(0, 2) : about.inFull ? LEVELS : LEVELS.slice(0, 3);
  const blocks = due.flatMap((level) => byLevel.get(level) ?? []).map((result) => blockOf(result, about));
  const list = about.inFull || about.quiet ? "" : linesOf(byLevel.get("fine") ?? [], about);
  const hint =
    blocks.length > 0 && !about.inFull ? about.paint("dim", `${about.call} ID shows a check on each test host`) : "";
  return [...blocks, list, hint].filter((text) => text !== "").join("\n\n");
}

function levelOf(result: Result): Level {
  const { problems, differences } = result;
  if (problems.some(({ kind }) => kind === "problem") || missingHosts(result).length > 0) return "wrong";
  return differences.size > 0 ? "differs" : problems.length > 0 ? "advised" : "fine";
}

/** Hosts that the check names and that do not exist; the Problems of the document say why. */
function missingHosts({ check, outcomes }: Result): readonly string[] {
  if (outcomes.length === 0) return [];
  const tried = new Set(outcomes.map(({ host }) => host));
  return trialsOf(check).flatMap(([host]) => (tried.has(host) ? [] : [host]));
}

function blockOf(result: Result, about: Reporting): string {
  const told = result.problems.filter(({ kind }) => kind === "problem" || !about.quiet);
  const parts = [
    [headOf(result, about), ...factsOf(result, told, about).map((fact) => about.paint("dim", `  ${fact}`))].join("\n"),
    ...told.map((problem) => problemLines(problem, about).join("\n")),
    hostLines(result, about).join("\n"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** `✗ zfs-avx: Has ZFS lost AVX?` */
function headOf(result: Result, { paint }: Reporting): string {
  const [mark, style] = MARKS[levelOf(result)];
  return `${paint(style, mark)} ${paint("bold", result.check.id)}: ${drawn(result.check.asks)}`;
}

function factsOf(result: Result, told: readonly Problem[], { quiet }: Reporting): readonly string[] {
  const { check, recorded, notes } = result;
  const absent = missingHosts(result).map((host) => `"${host}"`);
  return [
    // A Problem says where.
    ...(told.length === 0 ? [`${check.place.file}:${check.place.line}`] : []),
    sourceOf(result),
    ...(absent.length > 0 ? [`not tested on ${listOf(absent)}: no such test host could be read`] : []),
    // After an edit of the snippet, other tools and messages are no news.
    ...(recorded.state === "tried" || !result.isRun ? notes : []),
    ...(quiet ? [] : namedAsUntried(result)),
  ];
}

/** Where the verdicts come from. */
function sourceOf({ isRun, isCompared, trials, outcomes }: Result): string {
  if (outcomes.length === 0) return "not run";
  const hosts = `on ${count(outcomes.length, "test host")}`;
  if (!isRun) return `as recorded ${hosts}`;
  if (isCompared) return `run now ${hosts}, and compared with the record`;
  return `run now ${hosts}${trials === 0 ? "" : `, plus ${count(trials, "run")} with something changed`}`;
}

/** Commands that the author lists as reached by no test host; those not listed become a Problem or advice. */
function namedAsUntried({ check, outcomes }: Result): readonly string[] {
  return neverRan(check, outcomes)
    .filter(({ isNamed }) => isNamed)
    .map(({ line, text }) => `never ran, as "untried" says: line ${line}, ${shortened(text)}`);
}

function problemLines(problem: Problem, { paint, tell }: Reporting): readonly string[] {
  const [head = "", ...rest] = tell(problem).split("\n");
  return [paint(problem.kind === "problem" ? "red" : "yellow", `  ${head}`), ...rest.map((line) => `  ${line}`)];
}

/** A line for each check: `✓ zfs-avx  8 OK, 2 AFFECTED, 7 CANNOT TELL; run now`, and below them the notes on some. */
function linesOf(results: readonly Result[], { paint }: Reporting): string {
  const width = Math.max(0, ...results.map(({ check }) => check.id.length));
  const [mark, style] = MARKS.fine;
  const lines = results.flatMap((result) => {
    const { check, outcomes, isRun } = result;
    const line = `${check.id.padEnd(width)}  ${verdictsOf(outcomes)}; ${isRun ? "run now" : "as recorded"}`;
    return [`${paint(style, mark)} ${line}`, ...namedAsUntried(result).map((text) => paint("dim", `    ${text}`))];
  });
  const noted = results.flatMap(({ check, notes }) => notes.map((note) => ({ note, id: check.id })));
  const notes = [...Map.groupBy(noted, ({ note }) => note)].map(
    ([note, all]) => `  ${listOf(all.map(({ id }) => id))}: ${note}`,
  );
  return [...lines, ...notes.map((note) => paint("dim", note))].join("\n");
}
