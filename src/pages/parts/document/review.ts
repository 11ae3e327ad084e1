// What pages say of the owner and the review of a runbook. A build has no clock, so they say on which day it is due;
// theme/looked.js adds how long that is overdue.

import { type Html, html, when } from "../../../core/html.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import { ownerLinkStart, writtenOut } from "../../../markdown/owner-link.ts";
import { type Day, formatDay, formatShortDay } from "../../../model/date.ts";
import { type Owner, ownerFinder } from "../../../model/owner.ts";
import { reviewDue } from "../../../model/review.ts";
import type { PageData } from "../../page-data.ts";

/** "platform on-call"; the number follows where `isWritten` wants it. */
export function ownerText(
  data: PageData,
  { data: { owner } }: RunbookDocument,
  isWritten?: WantsNumber,
): Html | string {
  if (owner === undefined) return "No owner";
  return html`<span class="unseen">Owner: </span>${ownerWords(data, owner, isWritten)}`;
}

type WantsNumber = (owner: Owner) => boolean;

/** The words of `owner:`, with a link at each name that the settings know. */
export function ownerWords({ corpus }: PageData, words: string, isWritten: WantsNumber = () => false): Html {
  let behind = 0;
  const linked = ownerFinder(corpus.settings.owners)(words).map(({ from, to, owner }) => {
    const before = words.slice(behind, from);
    behind = to;
    const number = isWritten(owner) ? writtenOut(owner) : null;
    return html`${before}${ownerLinkStart(owner)}${words.slice(from, to)}</a>${number}`;
  });
  return html`${linked}${words.slice(behind)}`;
}

/** "Reviewed 6 Nov 2024"; the script says instead that the next review is overdue. */
export function reviewedText({ data }: RunbookDocument): Html | string {
  if (data.reviewed === undefined) return "No review recorded";
  const due = reviewDue(data);
  const attribute = when(due, () => html` data-review-due="${due ?? ""}"`);
  return html`<span${attribute}>Reviewed ${formatShortDay(data.reviewed)}</span>`;
}

/**
 * "Reviewed 22 November 2026, review due 22 May 2027"; undefined where the runbook does not say when. The script leaves
 * the day of the review in this line alone.
 */
export function dueText({ data }: RunbookDocument): Html | undefined {
  const due = reviewDue(data);
  if (due === undefined || data.reviewed === undefined) return undefined;
  return html`Reviewed ${formatDay(data.reviewed)}, review due ${dueDay(due)}`;
}

/** The day, as a place for the script. */
export function dueDay(due: Day): Html {
  return html`<time datetime="${due}" data-due>${formatDay(due)}</time>`;
}

export type DatedReview = { readonly document: RunbookDocument; readonly due: Day };

/** The runbooks whose next review has a day, the earliest first. */
export function datedReviews({ corpus }: PageData): readonly DatedReview[] {
  return corpus.runbooks
    .flatMap((document) => {
      const due = reviewDue(document.data);
      return due === undefined ? [] : [{ document, due }];
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}
