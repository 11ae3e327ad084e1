// Runbooks whose review is overdue on the day of a night.

import { codeSpan, placeSpan } from "../core/markdown-text.ts";
import type { Content } from "../corpus/content.ts";
import type { AnyDocument, RunbookDocument } from "../corpus/documents.ts";
import { type Day, formatDay } from "../model/date.ts";
import { isOverdue, reviewDue } from "../model/review.ts";
import type { BuildResult } from "../site/build.ts";
import type { Trouble } from "./trouble.ts";

/** The first word of their keys. */
const KIND = "review";

/**
 * A trouble for each runbook that this build has published and that is past its day, the longest overdue first.
 * @param today the night's day in UTC
 */
export function reviewTroubles(built: BuildResult | Error, today: Day): Trouble[] {
  if (built instanceof Error || built.published === undefined) return [];
  const found = overdue(built.site.corpus.runbooks, today);
  return found.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)).map(reviewTrouble);
}

/** Whether a trouble is one of these, which a report lists together. */
export function isReview({ key }: Pick<Trouble, "key">): boolean {
  return key.startsWith(`${KIND} `);
}

/**
 * Whether the review of a key was found to be no longer overdue. That is not known of a runbook that is hidden, held back
 * or unreadable for a while: its trouble is not reported again afterwards.
 */
export function settledReviews({ documents, unreadable }: Content, today: Day): (key: string) => boolean {
  const lasting = new Set(overdue(documents, today).map(keyOf));
  const isUnread = (key: string) => unreadable.some(({ file }) => key.startsWith(`${KIND} ${file} `));
  return (key) => isReview({ key }) && !lasting.has(key) && !isUnread(key);
}

type Overdue = { readonly document: RunbookDocument; readonly due: Day };

function overdue(documents: readonly AnyDocument[], today: Day): Overdue[] {
  return documents.flatMap((document) => {
    const due = document.kind === "runbook" ? reviewDue(document.data) : undefined;
    return document.kind === "runbook" && due !== undefined && isOverdue(due, today) ? [{ document, due }] : [];
  });
}

/** With the day of the last review: the next one that is overdue is another trouble. */
function keyOf({ document: { file, data } }: Overdue): string {
  return `${KIND} ${file} ${data.reviewed}`;
}

function reviewTrouble(review: Overdue): Trouble {
  const { document, due } = review;
  const { owner, reviewed = "" } = document.data;
  const by = owner === undefined ? "no owner stated" : `owner: ${codeSpan(owner)}`;
  const days = `reviewed on ${formatDay(reviewed)}, due on ${formatDay(due)}`;
  return {
    key: keyOf(review),
    what: `${placeSpan(document.placeOf("reviewed"))} ${codeSpan(document.title)}: ${days}; ${by}`,
    remedy: "Check each one on a real host, correct what is no longer true, and set its `reviewed` to that day",
  };
}
