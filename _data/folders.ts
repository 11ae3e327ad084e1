// Folders of documents that have a page of their own.

import { foldersWithPage } from "../src/corpus/sections.ts";
import type { Site } from "../src/site/site.ts";

export default (site: Site) => foldersWithPage(site.corpus);
