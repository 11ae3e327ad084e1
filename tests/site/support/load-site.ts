// A whole site of a folder, as a build assembles it.

import type { Publication } from "../../../src/corpus/publication.ts";
import { createRenderer } from "../../../src/markdown/renderer.ts";
import { type ReadOptions, readSiteContent } from "../../../src/site/content.ts";
import { assemble, readSources, type Site, type Sources } from "../../../src/site/site.ts";

/** One for all sites: each keeps the grammars that it has loaded. */
const renderer = createRenderer();

type Options = ReadOptions & Publication & Pick<Sources, "live">;

export async function loadSite(root: string, options: Options = {}): Promise<Site> {
  return assemble(
    await readSources(await readSiteContent(root, { renderer: await renderer, ...options }), options.live),
    options,
  );
}
