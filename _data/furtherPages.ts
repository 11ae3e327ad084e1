// The second and later pages of long lists, for pagination.
import { furtherPages } from "../src/pages/parts/lists/further-pages.ts";
import type { Site } from "../src/site/site.ts";

export default (site: Site) => furtherPages(site);
