// The alerting rules of content/alerts/.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.alerts;
