// The states of everything upstream that a corpus refers to, as a record and the front matter make them.

import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/link.ts";
import type { StateRecord } from "../model/record.ts";
import type { Look } from "../model/reference.ts";
import type { Picture } from "../trackers/news.ts";
import { overrideProblems, type StatedOverride } from "../trackers/override-problems.ts";
import { type References, resolveReferences } from "../trackers/references.ts";
import { fixAdvice, type Stated, type StatedTarget, targetAdvice } from "../trackers/stated-problems.ts";
import { judgeWaits } from "./waits.ts";

/** Every reference of the corpus with its state. */
export function referencesOf(corpus: Corpus, record: StateRecord, looks: ReadonlyMap<string, Look>): References {
  return resolveReferences(corpus.links, {
    record,
    looks,
    trackers: corpus.settings.trackers,
    targets: targetsOf(corpus),
    overrides: new Map(statedOverrides(corpus).map(({ url, override }) => [url, override])),
  });
}

/** Every reference, and every wait as it stands with this record. */
export function pictureOf(corpus: Corpus, record: StateRecord, looks: ReadonlyMap<string, Look>): Picture {
  const references = referencesOf(corpus, record, looks);
  return { references: references.list, waits: judgeWaits(corpus, references).waits };
}

/** What is wrong with what the front matter states of upstream items by hand. */
export function statedProblems(corpus: Corpus, record: StateRecord): Problem[] {
  const { trackers } = corpus.settings;
  return [
    ...overrideProblems(statedOverrides(corpus), { record, trackers, targets: targetsOf(corpus) }),
    ...targetAdvice(statedTargets(corpus), record, trackers),
    ...fixAdvice(statedFixes(corpus), trackers),
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

/** URL of a reference → the targets that count, where front matter names them: those of all documents together. */
function targetsOf(corpus: Corpus): Map<string, readonly string[]> {
  const groups = Map.groupBy(statedTargets(corpus), ({ url }) => url);
  return new Map([...groups].map(([url, stated]) => [url, [...new Set(stated.map(({ name }) => name))]]));
}
