// The script of the search page, named after its content so that it can be cached for ever.

import type { PageType } from "./page-type.ts";

const page: PageType = {
  data: { permalink: ({ build }) => build.searchScriptUrl },
  render: ({ build }) => build.searchScript,
};
export default page;
