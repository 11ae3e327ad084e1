// Runbooks are named by their path below content/runbooks/; its last part is enough if it is unique.

import { lazily } from "../core/lazily.ts";
import { guesser } from "../core/nearest-name.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { PostmortemDocument, RunbookDocument } from "./documents.ts";

type Named = { readonly name: string };

/** Gives the one runbook that a name means, or all that it may mean. */
export function runbooksNamed<R extends Named>(runbooks: readonly R[]): (name: string) => readonly R[] {
  const whole = new Map(runbooks.map((runbook) => [runbook.name, runbook]));
  const byLast = Map.groupBy(runbooks, ({ name }) => lastPart(name));
  return (name) => {
    const exact = whole.get(name);
    return exact === undefined ? (byLast.get(name) ?? []) : [exact];
  };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

export type RunbookNamed = (name: string) => RunbookDocument | undefined;

/**
 * Gives the runbook of a unique name. Held-back runbooks keep their names: no other runbook may pass for one of
 * them.
 */
export function onlyOneNamed(runbooks: readonly RunbookDocument[], heldBack: readonly Named[]): RunbookNamed {
  const named = runbooksNamed<Named>([...runbooks, ...heldBack]);
  const shown = new Map<Named, RunbookDocument>(runbooks.map((runbook) => [runbook, runbook]));
  return (name) => {
    const [found, another] = named(name);
    return found === undefined || another !== undefined ? undefined : shown.get(found);
  };
}

/** The post-mortems that name each runbook, in their order. */
export function incidentsOf(
  postmortems: readonly PostmortemDocument[],
  named: RunbookNamed,
): ReadonlyMap<RunbookDocument, readonly PostmortemDocument[]> {
  const found = postmortems.flatMap((postmortem) =>
    [...new Set(postmortem.data.runbooks.map(named))].map((runbook) => ({ runbook, postmortem })),
  );
  const byRunbook = Map.groupBy(found, ({ runbook }) => runbook);
  return new Map(
    [...byRunbook].flatMap(([runbook, uses]) =>
      runbook === undefined ? [] : [[runbook, uses.map(({ postmortem }) => postmortem)]],
    ),
  );
}

/** Runbooks that post-mortems name and that do not exist, or whose name is ambiguous. */
export function runbookProblems(
  postmortems: readonly PostmortemDocument[],
  runbooks: readonly Named[],
  /** Those that exist and are held back: that is reported at their files. */
  heldBack: readonly Named[],
): Problem[] {
  const [shown, others] = [runbooksNamed(runbooks), runbooksNamed(heldBack)];
  const guess = lazily(() => guesser(new Set(runbooks.flatMap(({ name }) => [name, lastPart(name)]))));
  return postmortems.flatMap(statedRunbooks).flatMap(({ name, place }) => {
    const found = shown(name);
    if (found.length > 1) {
      const names = found.map((runbook) => `"${runbook.name}"`).join(", ");
      return [problem(place, `runbook "${name}" may be one of ${found.length}`, `Write its full name: ${names}`)];
    }
    if (found.length === 1 || others(name).length > 0) return [];
    const remedy = guess()(name, "Runbooks live in content/runbooks/; name them by file, without .md");
    return [problem(place, `runbook "${name}" does not exist or is not published`, remedy)];
  });
}

function statedRunbooks({ data: { runbooks, mitigations }, placeOf }: PostmortemDocument) {
  return [
    ...runbooks.map((name, i) => ({ name, place: placeOf("runbooks", i) })),
    ...mitigations.flatMap(({ runbook: name }, i) =>
      name === undefined ? [] : [{ name, place: placeOf("mitigations", i, "runbook") }],
    ),
  ];
}
