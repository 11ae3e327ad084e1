// The states of everything upstream that a corpus refers to, from the record and the front matter.

import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/link.ts";
import type { StateRecord } from "../model/record.ts";
import type { Look } from "../model/reference.ts";
import type { Matcher } from "../trackers/match.ts";
import type { Picture } from "../trackers/news.ts";
import { overrideProblems, type StatedOverride } from "../trackers/override-problems.ts";
import { type References, resolveReferences } from "../trackers/references.ts";
import { fixAdvice, type Stated, type StatedTarget, targetAdvice } from "../trackers/stated-problems.ts";
import { judgeWaits } from "./waits.ts";

/** A corpus, and what its addresses lead to. */
export type Matching = { readonly corpus: Corpus; readonly match: Matcher };

/** Every reference of the corpus with its state. */
export function referencesOf(
  { corpus, match }: Matching,
  record: StateRecord,
  looks: ReadonlyMap<string, Look>,
): References {
  return resolveReferences(corpus.links, {
    record,
    looks,
    match,
    targets: targetsOf(corpus),
    overrides: new Map(statedOverrides(corpus).map(({ url, override }) => [url, override])),
  });
}

/** Every reference, and every wait as this record decides it. */
export function pictureOf(given: Matching, record: StateRecord, looks: ReadonlyMap<string, Look>): Picture {
  const references = referencesOf(given, record, looks);
  return { references: references.list, waits: judgeWaits(given.corpus, references).waits };
}

/** Defects of what the front matter states of upstream items by hand. */
export function statedProblems({ corpus, match }: Matching, record: StateRecord): Problem[] {
  return [
    ...overrideProblems(statedOverrides(corpus), { record, match, targets: targetsOf(corpus) }),
    ...targetAdvice(statedTargets(corpus), record, match),
    ...fixAdvice(statedFixes(corpus), match),
  ];
}

function statedOverrides(corpus: Corpus): StatedOverride[] {
  return corpus.documents.flatMap((document) =>
    Object.entries(document.data.references).flatMap(([url, { override }]) =>
      override === undefined ? [] : [{ url, override, place: document.placeOf("references", url, "override") }],
    ),
  );
}

function statedTargets(corpus: Corpus): StatedTarget[] {
  return corpus.documents.flatMap((document) =>
    Object.entries(document.data.references).flatMap(([url, { targets = [] }]) =>
      targets.map((name, i) => ({ url, name, place: document.placeOf("references", url, "targets", i) })),
    ),
  );
}

function statedFixes(corpus: Corpus): Stated[] {
  return corpus.documents.flatMap((document) =>
    document.data.fixes.flatMap((fix, i) =>
      fix.for === undefined ? [] : [{ url: fix.for, place: document.placeOf("fixes", i, "for") }],
    ),
  );
}

/** URL of a reference → the targets that count, if front matter names them: those of all documents together. */
function targetsOf(corpus: Corpus): Map<string, readonly string[]> {
  const groups = Map.groupBy(statedTargets(corpus), ({ url }) => url);
  return new Map([...groups].map(([url, stated]) => [url, [...new Set(stated.map(({ name }) => name))]]));
}
