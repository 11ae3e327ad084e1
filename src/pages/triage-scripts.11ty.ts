// /runbooks/<name>/triage.sh: all checks of a runbook as one file, for use away from the page.

import type { RunbookDocument } from "../corpus/documents.ts";
import { triageUrl } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";

const page: PageType<{ document: RunbookDocument }> = {
  data: {
    pagination: { data: "toMake.triaged", size: 1, alias: "document" },
    permalink: ({ document }) => triageUrl(document.name),
  },
  render: ({ document, triage }) => triage.get(document.name) ?? "",
};
export default page;
