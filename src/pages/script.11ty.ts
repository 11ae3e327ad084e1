// The script of every page, named after its content so that it can be cached for ever.

import type { PageType } from "./page-type.ts";

const page: PageType = {
  data: { permalink: ({ build }) => build.scriptUrl },
  render: ({ build }) => build.script,
};
export default page;
