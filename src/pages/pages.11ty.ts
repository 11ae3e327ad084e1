// One page for each plain page, such as "About".

import type { PageDocument } from "../corpus/documents.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { documentPage } from "./parts/document-page.ts";
import { runValues } from "./parts/run-values.ts";

const page: PageType<{ document: PageDocument }> = {
  data: {
    pagination: { data: "corpus.pages", size: 1, alias: "document" },
    permalink: ({ document }) => outputOf(document.url),
  },
  render: (data) =>
    documentPage(data, data.document, { kind: "Page", facts: [], before: runValues(data, data.document) }),
};
export default page;
