// /api/references.schema.json: the JSON Schema of /api/references.json.

import { referencesSchema } from "../model/api/references.ts";
import { absolute, type PageType } from "./page-type.ts";

const URL = "/api/references.schema.json";

const page: PageType = {
  data: { permalink: URL },
  render: (data) => `${JSON.stringify(referencesSchema(absolute(data, URL)), null, 2)}\n`,
};
export default page;
