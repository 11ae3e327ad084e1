// The content of the site: documents, hosts, checks, settings.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.corpus;
