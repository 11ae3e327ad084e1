// Another address of an alert's page: a former name, or another spelling of it.

import type { Redirect } from "../alerts/redirects.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { movedPage } from "./parts/moved-page.ts";

const page: PageType<{ redirect: Redirect }> = {
  data: {
    pagination: { data: "redirects.stubs", size: 1, alias: "redirect" },
    permalink: ({ redirect }) => outputOf(redirect.from),
  },
  render(data) {
    const { to } = data.redirect;
    const title = data.alerts.find(({ url }) => url === to)?.name ?? to;
    return movedPage(data, { title, url: to });
  },
};
export default page;
