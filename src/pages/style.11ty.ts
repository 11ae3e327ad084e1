// The style sheet, named after its content so that it can be cached for ever.

import type { PageType } from "./page-type.ts";

const page: PageType = {
  data: { permalink: ({ build }) => build.styleUrl },
  render: ({ build }) => build.style,
};
export default page;
