// A whole site of a folder, as a build assembles it.

import type { Publication } from "../../src/corpus/publication.ts";
import { type ReadOptions, readSiteContent } from "../../src/site/content.ts";
import { assemble, readSources, type Site, type Sources } from "../../src/site/site.ts";

type Options = ReadOptions & Publication & Pick<Sources, "live">;

export async function loadSite(root: string, options: Options = {}): Promise<Site> {
  return assemble(await readSources(await readSiteContent(root, options), options.live), options);
}
