// The forms of each check that leave the page: to paste, and as a file.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.scripts;
