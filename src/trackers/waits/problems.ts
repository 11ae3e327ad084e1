// Defects of an `until`, and what its author has to decide. That upstream moves makes no page broken: only an `until`
// that can never be fulfilled is a Problem, everything else is advice.

import { didYouMean } from "../../core/nearest-name.ts";
import { oncePerList } from "../../core/once-per-list.ts";
import { advice, type Problem, problem } from "../../core/problem.ts";
import type { Fix } from "../../model/document.ts";
import type { Reference } from "../../model/reference.ts";
import { stateWords } from "../../model/state.ts";
import { AWAITED } from "../../model/until.ts";
import type { JudgedWait } from "../../model/wait.ts";
import { trackers } from "../index.ts";
import { roleIn } from "../resolve.ts";
import { fixesFor } from "./available-fixes.ts";
import { isOpenAgain, type Outcome, outcomeOf } from "./outcome.ts";
import { countedFor, isOfPackage, reaches } from "./targets.ts";

export type Stated = {
  /** By each URL as authors wrote it. */
  readonly byUrl: ReadonlyMap<string, Reference>;
  /** Those of every document, with or without a fixed version. */
  readonly fixes: readonly Fix[];
  /** URLs for which front matter states a state by hand. */
  readonly overridden: readonly string[];
};

/** Problems and advice, each at its `until`. */
export function waitProblems(waits: readonly JudgedWait[], stated: Stated): Problem[] {
  return waits.flatMap((wait) => {
    const { reference } = wait;
    if (reference === undefined) return [unknownItem(wait)];
    if (roleIn(reference.uses, wait.document.url) === "cause") return [ofCause(wait, reference)];
    if (!canComeTrue(wait, reference, stated)) return [neverSaid(wait, reference)];
    return [...unnamedPackage(wait, reference, stated), ...decision(wait, reference)];
  });
}

function unknownItem({ place, until }: JudgedWait): Problem {
  const known = trackers.map(({ title }) => title).join(", ");
  const remedy = `Add its instance under trackers: in content/site.yaml. Known trackers: ${known}`;
  return problem(place, `until waits for "${until.ref}", which no tracker knows`, remedy);
}

function ofCause({ place }: JudgedWait, { label }: Reference): Problem {
  const remedy = "Name the bug that the fix is for, or remove the role if this is not the cause";
  return problem(place, `until waits for ${label}, which is stated as the cause`, remedy);
}

function canComeTrue({ until }: JudgedWait, reference: Reference, stated: Stated): boolean {
  const { byUrl, fixes, overridden } = stated;
  return (
    reference.reachable.some((state) => reaches(state, until.state)) ||
    fixesFor(reference, fixes, byUrl).some((fix) => isOfPackage(fix.package, until.package)) ||
    itemsAt(overridden, byUrl).has(reference.item) ||
    // It was written into the record by hand; it counts for the page even if upstream has moved since.
    [reference.effective, ...reference.history.map(({ from }) => from)].some((state) => reaches(state, until.state))
  );
}

const itemsAt = oncePerList(
  (urls: readonly string[], byUrl: Stated["byUrl"]): ReadonlySet<string> =>
    new Set(urls.flatMap((url) => byUrl.get(url)?.item ?? [])),
);

function neverSaid({ place, until }: JudgedWait, reference: Reference): Problem {
  const { tracker, label } = reference;
  const meaning = stateWords(until.state);
  const meant = meaning === until.state ? "" : ` (${meaning})`;
  const what = `until waits for "${until.state}"${meant}, which ${tracker.title} never reports for ${label}`;
  const instead = AWAITED.findLast((state) => reference.reachable.includes(state));
  const other = instead === undefined ? "" : `, or wait for ${instead}`;
  return problem(place, what, `Write the version under fixes with ${entryOf({ until })}${other}`);
}

function entryOf({ until }: Pick<JudgedWait, "until">): string {
  return until.package === undefined ? `for: ${until.ref}` : `package: ${until.package} and for: ${until.ref}`;
}

/** A misspelt package waits for ever. */
function unnamedPackage({ place, until }: JudgedWait, reference: Reference, { fixes, byUrl }: Stated): Problem[] {
  const wanted = until.package;
  const stated = fixesFor(reference, fixes, byUrl).map((fix) => fix.package);
  const upstream = [...reference.targets, ...reference.counted].map(({ name }) => name).concat(reference.version ?? "");
  if (wanted === undefined || [...stated, ...upstream].some((name) => isOfPackage(name, wanted))) return [];
  const known = [...stated, ...upstream.map((name) => name.replace(/ .*/, ""))].filter((name) => name !== "");
  const what = `until waits for package "${wanted}", which neither fixes nor upstream name for ${reference.label}`;
  return [advice(place, what, didYouMean(wanted, known, `Write it under fixes with ${entryOf({ until })}`))];
}

/** What only the author can decide. */
function decision({ place, until, consequence }: JudgedWait, reference: Reference): Problem[] {
  const { label } = reference;
  if (consequence.kind === "permanent") {
    const remedy = "Say in the text that this is permanent, and remove the until";
    return [advice(place, `until waits for ${label}, which upstream declined`, remedy)];
  }
  if (consequence.kind !== "doubtful") return [];
  if (isOpenAgain(reference, until)) {
    const remedy = "Correct the entry of fixes, or state under references why it still holds (override)";
    return [advice(place, `until waits for ${label}, which is open again, although a version has its fix`, remedy)];
  }
  const outcome = outcomeOf(reference, until);
  const fact = (outcome && DOUBTS[outcome]) ?? "has no known outcome";
  const other = otherWay(outcome, until, reference);
  const remedy = `Write the version under fixes with ${entryOf({ until })}, ${other}or remove the until`;
  return [advice(place, `until waits for ${label}, which ${fact}`, remedy)];
}

/** Another way for the author to settle it. */
function otherWay(outcome: Outcome | undefined, until: JudgedWait["until"], reference: Reference): string {
  if (outcome === "closed" && until.state !== "closed" && until.package === undefined) return "wait for closed, ";
  if (outcome !== "some-series") return "";
  const fixed = countedFor(reference, until).filter(({ state }) => reaches(state, "fixed"));
  const names = fixed.map(({ name }) => JSON.stringify(name)).join(", ");
  return `name the series that count under references, such as targets: [${names}], `;
}

const DOUBTS: Partial<Record<Outcome, string>> = {
  closed: "upstream closed without saying that it was fixed",
  gone: "is gone upstream",
  "declined-after-fix": "upstream declined after it had been fixed",
  "some-series": "upstream fixed in some series, and closed or declined in the rest",
};
