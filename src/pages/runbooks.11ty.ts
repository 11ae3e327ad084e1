// One page for each runbook. Somebody reads it at night on a phone: the first minute comes first, then the first check.

import { html } from "../core/html.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import type { Heading } from "../markdown/document.ts";
import { outputOf } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import type { PageType } from "./page-type.ts";
import { firstCheck } from "./parts/checks/check-panel.ts";
import { triageLink } from "./parts/checks/triage-link.ts";
import { affected, notThis } from "./parts/document/affected.ts";
import { dateFacts, documentPage, systemsText } from "./parts/document/document-page.ts";
import { firstMinuteHeading } from "./parts/document/first-minute.ts";
import { alertLinks, alertNames, incidentLinks } from "./parts/document/related.ts";
import { dueText, ownerText, reviewedText } from "./parts/document/review.ts";
import { runValues } from "./parts/document/run-values.ts";
import { severityBadge } from "./parts/severity.ts";

const page: PageType<{ document: RunbookDocument }> = {
  data: {
    pagination: { data: "toMake.runbooks", size: 1, alias: "document" },
    permalink: ({ document }) => outputOf(document.url),
  },
  render(data) {
    const { document } = data;
    return documentPage(data, document, {
      kind: "Runbook",
      // A post-mortem names the alerts of its day; what to do about one is here, and the address has the name.
      names: [document.name, ...alertNames(data, document)],
      facts: [
        severityBadge(data, document.data.severity),
        ownerText(data, document, ({ name }) => document.rendered.namedOwners.every((owner) => owner.name !== name)),
        reviewedText(document),
      ],
      within: {
        headings: afterFirstMinute(data, document),
        html: html`${firstCheck(data, document)}${triageLink(data, document)}${notThis(data, document)}${alertLinks(data, document)}${runValues(data, document)}`,
      },
      hasSteps: true,
      after: [affected(data, document), incidentLinks(data, document)],
      foot: [systemsText(document), dueText(document), ...dateFacts(document)],
    });
  },
};
export default page;

/** The headings that end the first minute, or stand behind it; none for a runbook without one. */
function afterFirstMinute(data: PageData, document: RunbookDocument): Heading[] {
  const { headings } = document.rendered;
  const first = firstMinuteHeading(data, document);
  if (first === undefined) return [];
  return headings.slice(headings.indexOf(first) + 1).filter(({ level }) => level <= first.level);
}
