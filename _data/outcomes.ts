// What each check said on each recorded host, by check.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.outcomes;
