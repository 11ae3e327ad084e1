// The day on which each document was last changed, by its file.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.changed;
