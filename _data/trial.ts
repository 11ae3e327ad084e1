// What the checks were tried with, and of which content.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.trial;
