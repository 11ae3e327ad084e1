// The runbooks that have checks, for pagination.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.corpus.runbooks.filter(({ name }) => site.triage.has(name));
