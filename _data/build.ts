// Facts about this build: the style sheet, the script, and documents that were withheld.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.build;
