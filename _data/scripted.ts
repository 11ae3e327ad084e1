// The checks that are offered as scripts, for pagination.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.corpus.checks.filter(({ id }) => site.scripts.get(id)?.script !== undefined);
