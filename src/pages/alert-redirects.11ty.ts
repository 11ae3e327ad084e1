// Another address of an alert's page: a former name, or another spelling of it.

import type { Redirect } from "../alerts/redirects.ts";
import { oncePerList } from "../core/once-per-list.ts";
import type { Alert } from "../model/alert.ts";
import { outputOf } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { movedPage } from "./parts/moved-page.ts";

const page: PageType<{ redirect: Redirect }> = {
  data: {
    pagination: { data: "toMake.redirects", size: 1, alias: "redirect" },
    permalink: ({ redirect }) => outputOf(redirect.from),
  },
  render(data) {
    const { to } = data.redirect;
    const title = namesAt(data.alerts).get(to) ?? to;
    return movedPage(data, { title, url: to });
  },
};
export default page;

const namesAt = oncePerList((alerts: readonly Alert[]) => new Map(alerts.map(({ url, name }) => [url, name])));
