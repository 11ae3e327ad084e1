// robots.txt: everything may be read; the sitemap says what there is.

import { absolute, type PageType } from "./page-type.ts";

const page: PageType = {
  data: { permalink: "/robots.txt" },
  render: (data) => `User-agent: *\nAllow: /\n\nSitemap: ${absolute(data, "/sitemap.xml")}\n`,
};
export default page;
