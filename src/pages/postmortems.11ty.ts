// One page for each post-mortem: whether the reader is affected, what happened, and what was learnt.

import { html } from "../core/html.ts";
import type { PostmortemDocument } from "../corpus/documents.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { affected, notThis } from "./parts/document/affected.ts";
import { dateFacts, documentPage, systemsText } from "./parts/document/document-page.ts";
import {
  actions,
  lessons,
  mitigations,
  opening,
  retold,
  summary,
  timeline,
} from "./parts/document/postmortem-sections.ts";
import { alertLinks, runbookLinks } from "./parts/document/related.ts";
import { runValues } from "./parts/document/run-values.ts";
import { severityBadge } from "./parts/severity.ts";

const page: PageType<{ document: PostmortemDocument }> = {
  data: {
    pagination: { data: "toMake.postmortems", size: 1, alias: "document" },
    permalink: ({ document }) => outputOf(document.url),
  },
  render(data) {
    const { document } = data;
    return documentPage(data, document, {
      kind: "Post-mortem",
      opening: opening(data, document),
      facts: [...dateFacts(document), severityBadge(data, document.data.severity), retold(document)],
      before: html`${affected(data, document)}${summary(data, document)}${runValues(data, document)}${notThis(data, document)}`,
      after: [
        timeline(data, document),
        mitigations(data, document),
        alertLinks(data, document),
        runbookLinks(data, document.data.runbooks),
        actions(data, document),
        lessons(data, document),
      ],
      foot: [systemsText(document)],
    });
  },
};
export default page;
