// /api/alerts.schema.json: the JSON Schema of /api/alerts.json.

import { alertsSchema } from "../model/api/alerts.ts";
import { absolute, type PageType } from "./page-type.ts";

const URL = "/api/alerts.schema.json";

const page: PageType = {
  data: { permalink: URL },
  render: (data) => `${JSON.stringify(alertsSchema(absolute(data, URL)), null, 2)}\n`,
};
export default page;
