// When a refresh last reached upstream; undefined where nobody knows.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.lastSuccess;
