// Every runbook with the day on which its review is due, the earliest first. The page is the same on every day:
// theme/looked.js and the nightly report say which reviews are overdue.

import { type Html, html, when } from "../core/html.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import { formatDay } from "../model/date.ts";
import { reviewDue } from "../model/review.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import {
  type DatedReview,
  datedReviews,
  dueDay,
  ownerText,
  ownerWords,
  reviewedText,
} from "./parts/document/review.ts";
import { titleText } from "./parts/language.ts";
import { unfinished } from "./parts/lists/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/reviews/index.html" },
  render(data) {
    const { runbooks } = data.corpus;
    const dated = datedReviews(data);
    const others = runbooks.filter(({ data }) => reviewDue(data) === undefined);
    const isUsed = runbooks.some(({ data: { reviewed, reviewEvery } }) => reviewed ?? reviewEvery);
    const body = html`<h1>Reviews</h1>
<p class="lead">When each runbook was last reviewed, and when its next review is due. The earliest comes first.</p>
${dated.length === 0 ? NONE : table(data, dated)}${when(isUsed && others.length > 0, () => undated(data, others))}`;
    return shell(data, {
      url: "/reviews/",
      title: "Reviews",
      description: "When the next review of each runbook is due",
      body,
    });
  },
};
export default page;

const NONE = html`<p>No runbook has a review date yet: none has both <code>reviewed</code> and <code>reviewEvery</code>.</p>
`;

function table(data: PageData, dated: readonly DatedReview[]): Html {
  return html`<p class="small reserved" data-overdue hidden></p>
<div class="table" role="group" aria-label="Reviews"><table class="stack fixed">
<thead><tr><th scope="col">Runbook</th><th scope="col">Owner</th><th scope="col">Reviewed</th><th scope="col">Review due</th></tr></thead>
<tbody>${dated.map((one) => row(data, one))}</tbody></table></div>
`;
}

function row(data: PageData, { document, due }: DatedReview): Html {
  const { owner, reviewed = "" } = document.data;
  const words = owner === undefined ? "none" : ownerWords(data, owner);
  return html`<tr><td>${linkTo(data, document)}</td><td data-label="Owner: ">${words}</td><td data-label="Reviewed: "><time datetime="${reviewed}">${formatDay(reviewed)}</time></td><td data-label="Review due: ">${dueDay(due)}</td></tr>
`;
}

function linkTo(data: PageData, document: RunbookDocument): Html {
  const state = unfinished(document);
  return html`<a href="${href(data, document.url)}">${titleText(data, document)}</a>${when(state, () => html` <span class="facts">${state ?? null}</span>`)}`;
}

/** Without a date, a review is not overdue. */
function undated(data: PageData, others: readonly RunbookDocument[]): Html {
  const items = others.map(
    (document) =>
      html`<li>${linkTo(data, document)} <span class="facts">${ownerText(data, document)} · ${reviewedText(document)}</span></li>\n`,
  );
  return html`<section><h2 id="no-review-date">No review date</h2><p>These runbooks do not say when their next review is due.</p><ul class="documents">${items}</ul></section>
`;
}
