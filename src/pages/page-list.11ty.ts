// All plain pages by folder and title. They lie at the root of the site, so that their list has an address of its own.

import { html } from "../core/html.ts";
import type { PageType } from "./page-type.ts";
import { rootOf, sectionPage } from "./parts/lists/section-page.ts";

const page: PageType = {
  data: { permalink: "/pages/index.html" },
  render: (data) =>
    sectionPage(
      data,
      rootOf(data, "page"),
      { title: "Pages", empty: html`<p>No page is published yet. Pages are in <code>content/pages/</code>.</p>` },
      "/pages/",
    ),
};
export default page;
