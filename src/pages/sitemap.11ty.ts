// sitemap.xml of what a search engine should know (https://www.sitemaps.org/protocol.html).

import { Readable } from "node:stream";
import { SitemapStream, streamToPromise } from "sitemap";
import { FIXED_PAGES } from "../model/urls.ts";
import { absolute, href, onlyWithUrl } from "./page-type.ts";

const page = onlyWithUrl("/sitemap.xml", async (data) => {
  const documents = data.corpus.documents.map((document) => ({
    url: href(data, document.url),
    lastmod: document.data.updated ?? document.data.date,
  }));
  const folders = data.corpus.sections.map(({ url }) => url);
  const lists = [...new Set([...FIXED_PAGES.filter((url) => url.endsWith("/")), ...folders])].filter(
    (url) => !data.corpus.byUrl.has(url),
  );
  const entries = [...lists.map((url) => ({ url: href(data, url) })), ...documents];
  const stream = new SitemapStream({ hostname: absolute(data, "/"), lastmodDateOnly: true });
  return (await streamToPromise(Readable.from(entries).pipe(stream))).toString();
});
export default page;
