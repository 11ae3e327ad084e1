// One page for each plain page, such as "About".

import { html } from "../core/html.ts";
import type { PageDocument } from "../corpus/documents.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { affected, notThis } from "./parts/document/affected.ts";
import { documentPage } from "./parts/document/document-page.ts";
import { runValues } from "./parts/document/run-values.ts";

const page: PageType<{ document: PageDocument }> = {
  data: {
    pagination: { data: "toMake.pages", size: 1, alias: "document" },
    permalink: ({ document }) => outputOf(document.url),
  },
  render(data) {
    const { document } = data;
    const before = html`${affected(data, document)}${runValues(data, document)}${notThis(data, document)}`;
    return documentPage(data, document, { kind: "Page", facts: [], before });
  },
};
export default page;
