// One page for each runbook. Somebody reads it at night on a phone: the first minute comes first.

import { html } from "../core/html.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { affected, notThis } from "./parts/affected.ts";
import { firstCheck } from "./parts/check-panel.ts";
import { dateFacts, documentPage } from "./parts/document-page.ts";
import { alertLinks, incidentLinks } from "./parts/related.ts";
import { dueText, ownerText, reviewedText } from "./parts/review.ts";
import { runValues } from "./parts/run-values.ts";
import { triageLink } from "./parts/triage-link.ts";

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
      after: [affected(data, document), incidentLinks(data, document)],
    });
  },
};
export default page;
