// sitemap.xml of what a search engine should know (https://www.sitemaps.org/protocol.html).

import { Readable } from "node:stream";
import { SitemapStream, streamToPromise } from "sitemap";
import { FIXED_PAGES } from "../model/urls.ts";
import { absolute, href, onlyWithUrl } from "./page-type.ts";
import { isIndexed } from "./parts/has-content.ts";
import { textChangedOn } from "./parts/structured-data.ts";

const page = onlyWithUrl("/sitemap.xml", async (data) => {
  const { documents, sections, byUrl } = data.corpus;
  const folders = sections.map(({ url }) => url);
  const lists = [...new Set([...FIXED_PAGES.filter((url) => url.endsWith("/")), ...folders])];
  const entries = [
    ...lists.filter((url) => !byUrl.has(url)).map((url) => ({ url, lastmod: undefined })),
    ...data.alerts.filter(({ rules }) => rules.length > 0).map(({ url }) => ({ url, lastmod: undefined })),
    ...documents.map((document) => ({ url: document.url, lastmod: textChangedOn(data, document) })),
  ];
  const indexed = entries
    .filter(({ url }) => isIndexed(data, url))
    .map((one) => ({ ...one, url: href(data, one.url) }));
  const stream = new SitemapStream({ hostname: absolute(data, "/"), lastmodDateOnly: true });
  return (await streamToPromise(Readable.from(indexed).pipe(stream))).toString();
});
export default page;
