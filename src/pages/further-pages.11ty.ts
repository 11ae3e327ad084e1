// The second and later pages of lists that are too long for one.

import { listPageUrl, outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { type FurtherPage, furtherPage } from "./parts/lists/further-pages.ts";

const page: PageType<{ further: FurtherPage }> = {
  data: {
    pagination: { data: "toMake.furtherPages", size: 1, alias: "further" },
    permalink: ({ further }) => outputOf(listPageUrl(further.list.url, further.number)),
  },
  render: (data) => furtherPage(data, data.further),
};
export default page;
