// Rules about `exits`: both verdicts must be possible, every code must be named, and the map must not be upside down.

import { type Problem, problem } from "../../core/problem.ts";
import { type Check, type Exits, type Outcome, VERDICT_WORDS, type Verdict, verdictOf } from "../../model/check.ts";
import { refusalsOf } from "./refusals.ts";

/** `exits: { 1: affected }` can never say OK. */
export function neverSaid(check: Check): Problem | undefined {
  const stated = Object.values(check.exits);
  const lacking = (["ok", "affected"] as const).filter((verdict) => !stated.includes(verdict));
  if (stated.length === 0 || lacking.length === 0) return undefined;
  const words = lacking.map((verdict) => VERDICT_WORDS[verdict]).join(" or ");
  const what = `check "${check.id}" can never say ${words}: no exit code means it`;
  return problem(
    check.place,
    what,
    `Give one that meaning: checks.${check.id}.exits: ${shown(complete(check.exits, lacking))}`,
  );
}

function complete(exits: Exits, lacking: readonly Verdict[]): Exits {
  const free = [0, 1, 3, 4].filter((code) => exits[code] === undefined);
  return { ...exits, ...Object.fromEntries(lacking.map((verdict, i) => [free[i], verdict])) };
}

/**
 * If `exits` names a code for "cannot tell", it is meant to be complete: an unnamed code that a run gave was forgotten.
 * Otherwise unnamed codes mean "cannot tell", as grep's 2.
 */
export function unnamedCodes(check: Check, outcomes: readonly Outcome[]): readonly Problem[] {
  if (!Object.values(check.exits).includes("unknown")) return [];
  const unnamed = outcomes.filter(
    ({ run, expected }) =>
      expected === "unknown" && refusalsOf(run).length === 0 && check.exits[run.exitCode] === undefined,
  );
  return [...Map.groupBy(unnamed, ({ run }) => run.exitCode)].map(([code, all]) => {
    const names = all.map(({ host }) => `"${host}"`).join(", ");
    const what = `check "${check.id}" exits with ${code} on ${all.length === 1 ? "test host" : "test hosts"} ${names}, but its exits do not name ${code}`;
    return problem(
      check.place,
      what,
      `Name it: checks.${check.id}.exits: ${shown({ ...check.exits, [code]: "unknown" })}`,
    );
  });
}

/** Every host that should be ok is affected, and the other way round: the snippet is right, its exit codes are not. */
export function turned(check: Check, outcomes: readonly Outcome[]): Problem | undefined {
  const isAlways = (expected: Verdict, verdict: Verdict) => {
    const due = outcomes.filter((outcome) => outcome.expected === expected);
    return due.length > 0 && due.every((outcome) => outcome.verdict === verdict);
  };
  if (!isAlways("ok", "affected") || !isAlways("affected", "ok")) return undefined;
  const what = `check "${check.id}" says AFFECTED on every test host listed as ok, and OK on every one listed as affected`;
  const exits = Object.keys(check.exits).length > 0 ? check.exits : { 0: "ok" as const, 1: "affected" as const };
  const turn = `If its exit codes are mixed up, write checks.${check.id}.exits: ${shown(reversed(exits))}`;
  return problem(check.place, what, `If the lists ok and affected are mixed up, swap them\n${turn}`);
}

const OPPOSITE: Readonly<Record<Verdict, Verdict>> = { ok: "affected", affected: "ok", unknown: "unknown" };

function reversed(exits: Exits): Exits {
  return Object.fromEntries(Object.entries(exits).map(([code, verdict]) => [code, OPPOSITE[verdict]]));
}

/** An exit code that means "cannot tell": 2, as of grep, unless `exits` gives that another meaning. */
export function unknownCode(exits: Exits): number {
  return [2, 3, 4, 5, 6, 7].find((code) => verdictOf(code, exits) === "unknown") ?? 255;
}

/** A remedy with the exit code that means "cannot tell" in this check; remedies are written with 2. */
export function inCodesOf(exits: Exits, remedy: string): string {
  const code = unknownCode(exits);
  return code === 2 ? remedy : remedy.replace(/\b([Ee]xit|[Ee]xit with) 2\b/g, `$1 ${code}`);
}

/** "{ 0: affected, 1: ok }" */
export function shown(exits: Exits): string {
  return `{ ${Object.entries(exits)
    .map(([code, verdict]) => `${code}: ${verdict}`)
    .join(", ")} }`;
}
