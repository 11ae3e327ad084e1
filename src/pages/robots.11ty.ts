// robots.txt: everything may be read; the sitemap says what there is.

import type { PageData } from "./page-data.ts";
import { absolute, type PageType } from "./page-type.ts";

const page: PageType = {
  data: { permalink: "/robots.txt" },
  render: (data) => `User-agent: *\nAllow: /\n${sitemap(data)}`,
};
export default page;

/** https://www.rfc-editor.org/rfc/rfc9309 has no such line; the sitemap's own protocol asks for a full address in it. */
function sitemap(data: PageData): string {
  return data.corpus.settings.url === undefined ? "" : `\nSitemap: ${absolute(data, "/sitemap.xml")}\n`;
}
