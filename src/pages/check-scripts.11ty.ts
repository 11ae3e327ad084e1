// /c/<id>: a check as a file, for use away from the page. /checks/<id>.sh, its former address, has the same file.

import type { Check } from "../model/check.ts";
import type { PageType } from "./page-type.ts";

const page: PageType<{ file: { readonly check: Check; readonly url: string } }> = {
  data: {
    pagination: { data: "toMake.scriptFiles", size: 1, alias: "file" },
    permalink: ({ file }) => file.url,
    // Servers give what has no ending as plain text, or as bytes; curl takes either.
    eleventyAllowMissingExtension: true,
  },
  render: ({ file: { check }, scripts }) => scripts.get(check.id)?.script ?? "",
};
export default page;
