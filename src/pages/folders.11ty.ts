// One page for each folder of documents, with its own text and the list of what is in and below it.

import { html } from "../core/html.ts";
import type { Section } from "../corpus/sections.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { sectionPage } from "./parts/lists/section-page.ts";

const page: PageType<{ section: Section }> = {
  data: {
    pagination: { data: "toMake.folders", size: 1, alias: "section" },
    permalink: ({ section }) => outputOf(section.url),
  },
  render: (data) =>
    sectionPage(data, data.section, {
      title: data.section.title,
      empty: html`<p>Nothing in this folder is published yet.</p>`,
    }),
};
export default page;
