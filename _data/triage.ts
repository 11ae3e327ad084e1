// The script with all checks of each runbook, by its slug.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.triage;
