// The runbooks whose names are nearest to that of an alert without one. Words count by how rare they are: nearly every
// alert is "High".

import { nameWords, WordIndex } from "../../../core/name-words.ts";
import { oncePerList } from "../../../core/once-per-list.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import type { Alert } from "../../../model/alert.ts";
import type { PageData } from "../../page-data.ts";
import { alertNames } from "../document/related.ts";

/** `alert`: the name of it that shares the words; undefined for the runbook's own. */
export type Near = { readonly runbook: RunbookDocument; readonly alert: string | undefined };

type Entry = Near & { readonly words: ReadonlySet<string> };

const MOST = 3;

/** The nearest first; none if no runbook shares a word of the name that tells it from others. */
export function nearest(data: PageData, { name }: Pick<Alert, "name">): readonly Near[] {
  const index = indexOf(data.corpus.runbooks, data);
  const wanted = [...new Set(nameWords(name))];
  const best = new Map<RunbookDocument, { readonly near: Near; readonly score: number }>();
  for (const { words, ...near } of index.having(wanted)) {
    const shared = wanted.filter((word) => words.has(word));
    const score = shared.reduce((sum, word) => sum + 1 / index.count(word), 0);
    if (score > (best.get(near.runbook)?.score ?? 0)) best.set(near.runbook, { near, score });
  }
  return [...best.values()]
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ near }) => near);
}

const indexOf = oncePerList((runbooks: readonly RunbookDocument[], data: PageData) => {
  const entries = runbooks.flatMap((runbook): Entry[] => [
    { runbook, alert: undefined, words: new Set(nameWords(`${runbook.name} ${runbook.title}`)) },
    ...alertNames(data, runbook).map((alert) => ({ runbook, alert, words: new Set(nameWords(alert)) })),
  ]);
  return new WordIndex(entries, ({ words }) => words);
});
