// What pages say of the review of a runbook. A build has no clock, so they say on which day it is due; theme/looked.js
// adds how long that is overdue.

import { type Html, html } from "../../core/html.ts";
import type { RunbookDocument } from "../../corpus/documents.ts";
import { type Day, formatDay } from "../../model/date.ts";
import { reviewDue } from "../../model/review.ts";

export function ownerText({ data: { owner } }: RunbookDocument): string {
  return owner === undefined ? "No owner" : `Owner: ${owner}`;
}

export function reviewedText({ data: { reviewed } }: RunbookDocument): string {
  return reviewed === undefined ? "No review recorded" : `Reviewed ${formatDay(reviewed)}`;
}

/** "Review due 22 May 2027"; undefined where the runbook does not say when. */
export function dueText({ data }: RunbookDocument): Html | undefined {
  const due = reviewDue(data);
  return due === undefined ? undefined : html`Review due ${dueDay(due)}`;
}

/** The day, as a place for the script. */
export function dueDay(due: Day): Html {
  return html`<time datetime="${due}" data-due>${formatDay(due)}</time>`;
}
