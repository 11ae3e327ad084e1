// What the content does only until upstream has moved, checked against the states and the fixes that the site knows.

import type { Problem } from "../core/problem.ts";
import type { Corpus } from "../corpus/link.ts";
import { waitsOf } from "../corpus/waits.ts";
import type { JudgedWait } from "../model/wait.ts";
import type { PageData } from "../pages/page-data.ts";
import { judgeAll } from "../trackers/waits/consequences.ts";
import { withFoundVersions } from "../trackers/waits/found-fixes.ts";
import { waitProblems } from "../trackers/waits/problems.ts";

/** Every `until` of the site with its outcome, and the defects of each. */
export function judgeWaits(
  corpus: Corpus,
  { byUrl }: Pick<PageData["references"], "byUrl">,
): { waits: JudgedWait[]; problems: Problem[] } {
  const documents = corpus.documents;
  // A version found in a changelog or an advisory settles a wait as well as one that an author wrote.
  const fixes = documents.flatMap(({ data }) => withFoundVersions(data.fixes, byUrl));
  const fixed = fixes.flatMap((fix) => (fix.fixed === undefined ? [] : [{ ...fix, fixed: fix.fixed }]));
  const waits = judgeAll(waitsOf(documents), { byUrl, fixes: fixed });
  const overridden = documents.flatMap(({ data }) =>
    Object.entries(data.references).flatMap(([url, { override }]) => (override === undefined ? [] : [url])),
  );
  return { waits, problems: waitProblems(waits, { byUrl, fixes, overridden }) };
}
