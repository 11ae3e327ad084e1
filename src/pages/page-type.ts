// The contract of a page type: one .11ty.ts file. Eleventy paginates over what is to be made, and calls `render` once a
// page. A page depends on nothing but its item and PageData.
//
//     const page: PageType<{ document: RunbookDocument }> = {
//       data: {
//         pagination: { data: "toMake.runbooks", size: 1, alias: "document" },
//         permalink: ({ document }) => outputOf(document.url),
//       },
//       render: (data) => shell(data, { … }),
//     };
//     export default page;

import type { ONLY_WITH_URL } from "../model/urls.ts";
import type { ItemName } from "./items.ts";
import type { PageData } from "./page-data.ts";

export type PageType<Own extends object = object> = {
  readonly data: {
    /** `false`: no file is written. */
    readonly permalink: string | ((data: PageData & Own) => string | false);
    /** Eleventy requires this where the name of the file has no ending. */
    readonly eleventyAllowMissingExtension?: true;
    readonly pagination?: { readonly data: `toMake.${ItemName}`; readonly size: 1; readonly alias: string };
  };
  readonly render: (data: PageData & Own) => string;
};

/** The address with the path prefix, for an href. */
export function href({ corpus }: PageData, url: string): string {
  return url.startsWith("/") && !url.startsWith("//") ? corpus.settings.pathPrefix + url.slice(1) : url;
}

/** The address with origin and prefix, for what is read away from the site; without a stated url, with the prefix alone. */
export function absolute(data: PageData, url: string): string {
  const { url: origin } = data.corpus.settings;
  return origin === undefined ? href(data, url) : new URL(href(data, url), origin).href;
}

/** For a file whose format knows full addresses alone: a site that states no url has none. Eleventy renders it all the same. */
export function onlyWithUrl<Text extends string | Promise<string>>(
  file: (typeof ONLY_WITH_URL)[number],
  render: (data: PageData) => Text,
) {
  const isKnown = ({ corpus }: PageData) => corpus.settings.url !== undefined;
  return {
    data: { permalink: (data: PageData) => isKnown(data) && file },
    render: (data: PageData) => (isKnown(data) ? render(data) : ""),
  };
}
