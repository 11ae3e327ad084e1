// Everything that is done only until upstream has moved, and what became of that.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.waits;
