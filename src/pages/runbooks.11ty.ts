// One page for each runbook. Somebody reads it at night on a phone: the first minute comes first.

import { html } from "../core/html.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { firstCheck } from "./parts/checks/check-panel.ts";
import { triageLink } from "./parts/checks/triage-link.ts";
import { affected, notThis } from "./parts/document/affected.ts";
import { dateFacts, documentPage } from "./parts/document/document-page.ts";
import { alertLinks, incidentLinks } from "./parts/document/related.ts";
import { dueText, ownerText, reviewedText } from "./parts/document/review.ts";
import { runLog } from "./parts/document/run-log.ts";
import { runValues } from "./parts/document/run-values.ts";

const page: PageType<{ document: RunbookDocument }> = {
  data: {
    pagination: { data: "corpus.runbooks", size: 1, alias: "document" },
    permalink: ({ document }) => outputOf(document.url),
  },
  render(data) {
    const { document } = data;
    return documentPage(data, document, {
      kind: "Runbook",
      facts: [
        document.data.severity?.toUpperCase(),
        ownerText(data, document, (owner) => !document.rendered.namedOwners.includes(owner)),
        reviewedText(document),
        dueText(document),
        ...dateFacts(document),
      ],
      before: html`${alertLinks(data, document)}${firstCheck(data, document)}${triageLink(data, document)}${runValues(data, document)}${notThis(data, document)}`,
      hasSteps: true,
      after: [runLog(data, document), affected(data, document), incidentLinks(data, document)],
    });
  },
};
export default page;
