// One page for each post-mortem: whether the reader is affected, what happened, and what was learnt.

import { html } from "../core/html.ts";
import type { PostmortemDocument } from "../corpus/documents.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { affected, notThis } from "./parts/document/affected.ts";
import { commonFacts, documentPage } from "./parts/document/document-page.ts";
import { actions, lessons, mitigations, opening, summary, timeline } from "./parts/document/postmortem-sections.ts";
import { alertLinks, runbookLinks } from "./parts/document/related.ts";
import { runValues } from "./parts/document/run-values.ts";

const page: PageType<{ document: PostmortemDocument }> = {
  data: {
    pagination: { data: "corpus.postmortems", size: 1, alias: "document" },
    permalink: ({ document }) => outputOf(document.url),
  },
  render(data) {
    const { document } = data;
    return documentPage(data, document, {
      kind: "Post-mortem",
      opening: opening(document),
      facts: commonFacts(document),
      before: html`${affected(data, document)}${summary(document)}${alertLinks(data, document)}${runValues(data, document)}${notThis(data, document)}`,
      after: [
        timeline(document),
        mitigations(data, document),
        runbookLinks(data, document.data.runbooks),
        actions(data, document),
        lessons(document),
      ],
    });
  },
};
export default page;
