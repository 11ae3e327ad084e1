// Each check that is offered as a script, with the addresses of the script, for pagination.
import { formerScriptUrl, scriptUrl } from "../src/model/urls.ts";
import type { Site } from "../src/site/site.ts";
import scripted from "./scripted.ts";

export default (site: Site) =>
  scripted(site).flatMap((check) => [scriptUrl(check.id), formerScriptUrl(check.id)].map((url) => ({ check, url })));
