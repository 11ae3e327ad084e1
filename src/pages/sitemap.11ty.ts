// sitemap.xml of what a search engine should know (https://www.sitemaps.org/protocol.html).

import { Readable } from "node:stream";
import { SitemapStream, streamToPromise } from "sitemap";
import type { PageData } from "./page-data.ts";
import { href } from "./page-type.ts";

const LISTS = [
  "/",
  "/postmortems/",
  "/runbooks/",
  "/alerts/",
  "/references/",
  "/trackers/",
  "/workarounds/",
  "/checks/",
  "/tags/",
];

const page = {
  data: { permalink: "/sitemap.xml" },
  async render(data: PageData): Promise<string> {
    const documents = data.corpus.documents.map((document) => ({
      url: href(data, document.url),
      lastmod: document.data.updated ?? document.data.date,
    }));
    const entries = [...LISTS.map((url) => ({ url: href(data, url) })), ...documents];
    const stream = new SitemapStream({ hostname: data.corpus.settings.url, lastmodDateOnly: true });
    return (await streamToPromise(Readable.from(entries).pipe(stream))).toString();
  },
};
export default page;
