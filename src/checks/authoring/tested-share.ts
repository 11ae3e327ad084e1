// How many of the shell snippets that a reader may paste are checks, and which are none.

import type { Place } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import { SHELL_LANGUAGE } from "../../markdown/fence-info.ts";

const NAMED = 3;

type Snippet = { readonly document: AnyDocument; readonly place: Place; readonly never: boolean };

export type TestedShare = {
  readonly tested: number;
  /** Every shell snippet but those that say run=never. */
  readonly total: number;
  /** Shell snippets that are no check, in the order of the documents; those with `never` do not count. */
  readonly others: readonly Snippet[];
};

/** The share of these documents. */
export function testedShare(documents: readonly AnyDocument[]): TestedShare {
  const others = documents.flatMap((document) =>
    document.rendered.untested
      .filter(({ language }) => SHELL_LANGUAGE.test(language))
      .map(({ place, never }) => ({ document, place, never })),
  );
  const tested = documents.reduce((sum, { rendered }) => sum + rendered.checks.length, 0);
  return { tested, total: tested + others.filter(({ never }) => !never).length, others };
}

/** What would have to be tested for 100 %. */
function untested({ others }: TestedShare): readonly Snippet[] {
  return others.filter(({ never }) => !never);
}

/** Percent, rounded down: 99 % are never "all". */
export function percentOf({ tested, total }: TestedShare): number {
  return total === 0 ? 100 : Math.floor((tested * 100) / total);
}

/**
 * The Problem of a site that tests less than its settings ask for (percent); `place` is where they ask. A build leaves it
 * out: no page is wrong because another one has no check.
 */
export function testedProblems(share: TestedShare, minimum: number, place: Place): readonly Problem[] {
  if (share.tested * 100 >= minimum * share.total) return [];
  const what = `${share.tested} of ${share.total} shell snippets are tested (${percentOf(share)} %), expected at least ${minimum} %`;
  const places = untested(share)
    .slice(0, NAMED)
    .map(({ place: { file, line } }) => `${file}:${line}`);
  const remedy = `Turn one into a check, or mark it run=never if it changes the system: ${places.join(", ")}`;
  const all = untested(share).length > NAMED ? " …\nnpm run check lists them all" : "";
  return [problem(place, what, remedy + all)];
}

/** The untested snippets with their lines, those of one document together; "" where there are none. */
export function formatUntested(share: TestedShare): string {
  const all = untested(share);
  if (all.length === 0) return "";
  const lines = [...Map.groupBy(all, ({ document }) => document)].map(([{ title }, own]) => {
    const at = own.map(({ place }) => place.line).join(", ");
    return `  ${own[0]?.place.file}:${at}  ${title}`;
  });
  return `${all.length} of ${share.total} shell snippets are not tested:\n${lines.join("\n")}`;
}
