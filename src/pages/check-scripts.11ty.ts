// /checks/<id>.sh: a check as a file, for use away from the page.

import type { Check } from "../model/check.ts";
import { scriptUrl } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";

const page: PageType<{ check: Check }> = {
  data: {
    pagination: { data: "scripted", size: 1, alias: "check" },
    permalink: ({ check }) => scriptUrl(check.id),
  },
  render: ({ check, scripts }) => scripts.get(check.id)?.script ?? "",
};
export default page;
