// The recorded hosts as a list, for pagination.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => [...site.corpus.hosts.values()];
