// Other addresses of the pages of alerts.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.redirects;
