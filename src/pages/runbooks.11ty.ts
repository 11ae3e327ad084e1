// One page for each runbook. Somebody reads it at night on a phone: the first minute comes first.

import { html } from "../core/html.ts";
import type { RunbookDocument } from "../corpus/documents.ts";
import { formatDay } from "../model/date.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { affected, notThis } from "./parts/affected.ts";
import { firstCheck } from "./parts/check-panel.ts";
import { dateFacts, documentPage } from "./parts/document-page.ts";
import { alertLinks, incidentLinks } from "./parts/related.ts";
import { runValues } from "./parts/run-values.ts";
import { triageLink } from "./parts/triage-link.ts";

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
        ...dateFacts(document),
      ],
      before: html`${alertLinks(data, document)}${firstCheck(data, document)}${triageLink(data, document)}${runValues(data, document)}${notThis(data, document)}`,
      after: [affected(data, document), incidentLinks(data, document)],
    });
  },
};
export default page;
