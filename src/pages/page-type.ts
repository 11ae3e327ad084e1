// The contract of a page type: one .11ty.ts file. Eleventy paginates over the corpus and calls `render` once a page.
//
//     const page: PageType<{ document: RunbookDocument }> = {
//       data: {
//         pagination: { data: "corpus.runbooks", size: 1, alias: "document" },
//         permalink: ({ document }) => outputOf(document.url),
//       },
//       render: (data) => shell(data, { … }),
//     };
//     export default page;

import type { PageData } from "./page-data.ts";

export type PageType<Own extends object = object> = {
  readonly data: {
    readonly permalink: string | ((data: PageData & Own) => string);
    readonly pagination?: { readonly data: string; readonly size: number; readonly alias: string };
  };
  readonly render: (data: PageData & Own) => string;
};

/** The file that serves an address: /runbooks/x/ → /runbooks/x/index.html */
export function outputOf(url: string): string {
  return url.endsWith("/") ? `${url}index.html` : url;
}

/** The address with the path prefix, for an href. */
export function href({ corpus }: PageData, url: string): string {
  return url.startsWith("/") && !url.startsWith("//") ? corpus.settings.pathPrefix + url.slice(1) : url;
}

/** The address with origin and prefix, for feeds and canonical links. */
export function absolute(data: PageData, url: string): string {
  return new URL(href(data, url), data.corpus.settings.url).href;
}
