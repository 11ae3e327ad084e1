// All post-mortems, newest first, by year where there are many.

import { html } from "../core/html.ts";
import type { PageType } from "./page-type.ts";
import { rootOf, sectionPage } from "./parts/lists/section-page.ts";

const page: PageType = {
  data: { permalink: "/postmortems/index.html" },
  render: (data) =>
    sectionPage(data, rootOf(data, "postmortem"), {
      title: "Post-mortems",
      description: "All post-mortems, newest first",
      empty: html`<p>No post-mortem is published yet. Post-mortems are in <code>content/postmortems/</code>.</p>`,
    }),
};
export default page;
