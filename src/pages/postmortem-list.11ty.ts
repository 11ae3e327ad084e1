// All post-mortems, newest first, by year where there are many.

import { html } from "../core/html.ts";
import type { PageType } from "./page-type.ts";
import { rootOf, sectionPage } from "./parts/section-page.ts";

const page: PageType = {
  data: { permalink: "/postmortems/index.html" },
  render: (data) =>
    sectionPage(data, rootOf(data, "postmortem"), {
      title: "Post-mortems",
      description: "All post-mortems, newest first",
      empty: html`<p>None is shown. They live in <code>content/postmortems/</code>.</p>`,
    }),
};
export default page;
