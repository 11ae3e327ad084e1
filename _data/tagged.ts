// The documents of each tag, for pagination.
import { documentsByTag } from "../src/pages/parts/lists/lists.ts";
import type { Site } from "../src/site/site.ts";

export default (site: Site) => documentsByTag(site.corpus.documents);
