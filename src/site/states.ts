// The states of everything upstream that a corpus refers to, as a record and the front matter make them.

import type { Problem } from "../core/problem.ts";
import { everyDocument } from "../corpus/collect.ts";
import type { Corpus } from "../corpus/corpus.ts";
import type { StateRecord } from "../model/record.ts";
import type { Look } from "../model/reference.ts";
import type { Picture } from "../trackers/news.ts";
import { overrideProblems, type StatedOverride } from "../trackers/override-problems.ts";
import { type References, resolveReferences } from "../trackers/references.ts";
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

/** What is wrong with states that the front matter states by hand. */
export function statedProblems(corpus: Corpus, record: StateRecord): Problem[] {
  return overrideProblems(statedOverrides(corpus), record, corpus.settings.trackers);
}

function statedOverrides(corpus: Corpus): StatedOverride[] {
  return everyDocument(corpus).flatMap((document) =>
    Object.entries(document.data.references).flatMap(([url, { override }]) =>
      override === undefined ? [] : [{ url, override, place: document.placeOf("references", url, "override") }],
    ),
  );
}

/** URL of a reference → the targets that count, where a document's front matter names them. */
function targetsOf(corpus: Corpus): Map<string, readonly string[]> {
  const stated = everyDocument(corpus).flatMap((document) => Object.entries(document.data.references));
  return new Map(stated.flatMap(([url, { targets }]) => (targets === undefined ? [] : [[url, targets] as const])));
}
