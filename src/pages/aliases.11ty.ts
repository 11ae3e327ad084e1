// A former address of a document: it leads the browser and search engines to where the document is now.

import type { Alias } from "../corpus/links/aliases.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { movedPage } from "./parts/moved-page.ts";

const page: PageType<{ moved: Alias }> = {
  data: {
    pagination: { data: "toMake.aliases", size: 1, alias: "moved" },
    permalink: ({ moved }) => outputOf(moved.url),
  },
  render: (data) => movedPage(data, data.moved.document),
};
export default page;
