// /checks/<id>.capture.sh: a script that prints what the check uses of a host, to record it as a test host.

import type { Check } from "../model/check.ts";
import { captureUrl } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";

const page: PageType<{ check: Check }> = {
  data: {
    pagination: { data: "toMake.scripted", size: 1, alias: "check" },
    permalink: ({ check }) => captureUrl(check.id),
  },
  render: ({ check, scripts }) => scripts.get(check.id)?.capture ?? "",
};
export default page;
