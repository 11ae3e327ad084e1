// One page for each runbook. Somebody reads it at night on a phone: the first minute comes first.

import { type Html, html, when } from "../core/html.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import { formatDay } from "../model/date.ts";
import type { PageData } from "./page-data.ts";
import { href, outputOf, type PageType } from "./page-type.ts";
import { affected, notThis } from "./parts/affected.ts";
import { firstCheck } from "./parts/check-panel.ts";
import { documentPage } from "./parts/document-page.ts";

const page: PageType<{ document: RunbookDocument }> = {
  data: {
    pagination: { data: "corpus.runbooks", size: 1, alias: "document" },
    permalink: ({ document }) => outputOf(document.url),
  },
  render(data) {
    const { document } = data;
    const { severity, owner, reviewed } = document.data;
    return documentPage(data, document, {
      kind: "Runbook",
      facts: [
        severity?.toUpperCase(),
        owner === undefined ? "no owner stated" : `Owner: ${owner}`,
        reviewed === undefined ? "never reviewed" : `Reviewed ${formatDay(reviewed)}`,
      ],
      before: html`${alertsOf(data, document)}${firstCheck(data, document)}${notThis(data, document)}`,
      after: [affected(data, document), storiesOf(data, document)],
    });
  },
};
export default page;

function alertsOf(data: PageData, { data: { alerts } }: RunbookDocument): Html | null {
  if (alerts.length === 0) return null;
  const links = alerts.map((name) => html`<a class="alert" href="${href(data, "/alerts/")}#${name}">${name}</a> `);
  return html`<p class="alerts">For the alerts ${links}</p>`;
}

/** The post-mortems that name this runbook: what it was once needed for. */
function storiesOf(data: PageData, { slug }: RunbookDocument): Html | null {
  const stories = data.corpus.postmortems.filter((postmortem) => postmortem.data.runbooks.includes(slug));
  return when(
    stories.length > 0,
    () =>
      html`<section><h2 id="incidents">Incidents</h2><ul>${stories.map(({ url, title, data: { date } }) => html`<li><a href="${href(data, url)}">${title}</a>${when(date, () => html` (${formatDay(date ?? "")})`)}</li>`)}</ul></section>`,
  );
}
