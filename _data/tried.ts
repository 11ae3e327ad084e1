// Whether each check was tried as it is, by what, and of which content.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.tried;
