// Folders of documents that have a page of their own.

import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.corpus.folders;
