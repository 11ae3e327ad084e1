// All runbooks by folder and title.

import { html } from "../core/html.ts";
import type { PageType } from "./page-type.ts";
import { rootOf, sectionPage } from "./parts/lists/section-page.ts";

const page: PageType = {
  data: { permalink: "/runbooks/index.html" },
  render: (data) =>
    sectionPage(data, rootOf(data, "runbook"), {
      title: "Runbooks",
      description: "What to do when an alert fires",
      empty: html`<p>No runbook is published yet. Runbooks are in <code>content/runbooks/</code>.</p>`,
    }),
};
export default page;
