// Builds a site: load, refuse defects, write pages, index, publish. The earlier site stays until the last step.

import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import Eleventy from "@11ty/eleventy";
import { type Baseline, withoutKnown } from "../core/baseline.ts";
import type { Content } from "../corpus/content.ts";
import type { Publication } from "../corpus/publication.ts";
import { SETTINGS_FILE } from "../corpus/settings.ts";
import { writeBadges } from "./badges.ts";
import { configure, type EleventyConfig } from "./configure.ts";
import { type ReadOptions, readSiteContent } from "./content.ts";
import { copyMedia } from "./media.ts";
import { checkOutput, type FileCounts, publish, stage } from "./publish.ts";
import { indexSite } from "./search.ts";
import { assemble, assembleSound, readSources, type Site } from "./site.ts";
import { hasProblems, withholds } from "./withhold.ts";

export type BuildOptions = ReadOptions &
  Publication & {
    readonly root: string;
    readonly output: string;
    /** Read already, by a nightly job that has resolved its references first. */
    readonly content?: Content;
    /** Withhold broken documents and publish the rest. */
    readonly keepGoing?: boolean;
    /** Publish nothing if there is advice, either. */
    readonly strict?: boolean;
    /** Accepted advice: it is left out of the site's problems. */
    readonly baseline?: Baseline;
  };

export type BuildResult = {
  readonly site: Site;
  /** Undefined if problems of the site kept everything from being published. */
  readonly published: FileCounts | undefined;
};

/** Builds the site below `root` into `output`. Defects are reported in `site.problems` and never thrown. */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const output = resolve(options.output);
  await checkOutput(output);
  const sources = await readSources(options.content ?? (await readSiteContent(options.root, options)));
  const assembled = options.keepGoing ? assembleSound(sources, options) : assemble(sources, options);
  const site = { ...assembled, problems: withoutKnown(assembled.problems, options.baseline ?? new Set()) };
  if (!isPublishable(site, options)) return { site, published: undefined };
  const staged = await stage(output);
  try {
    await writePages(site, { ...options, output: staged });
    await copyMedia(site.corpus, staged);
    // Pagefind is a separate process and reads only pages; the badges are drawn meanwhile.
    const [, kept] = await both(
      indexSite(site, { staged, published: output, before: undefined }),
      writeBadges(site, staged, output),
    );
    return { site, published: await publish(staged, output, kept) };
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Waits for both, even if one fails: the other must not keep writing into a folder that is being removed. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** Settings concern every page: if they have a defect, not even valid documents can be published. */
function isPublishable({ problems }: Site, { keepGoing, strict }: BuildOptions): boolean {
  if (strict && problems.length > 0) return false;
  if (!keepGoing) return !hasProblems(problems);
  return !problems.some((problem) => problem.place.file === SETTINGS_FILE && withholds(problem));
}

async function writePages(site: Site, options: BuildOptions): Promise<void> {
  const eleventy = new Eleventy("src/pages", options.output, {
    source: "script",
    // The configuration is passed as a function; Eleventy would read a file a second time.
    configPath: false,
    config: (config: EleventyConfig) => configure(config, { ...options, site }),
  });
  await eleventy.init();
  // Its summary would be the only line of a silent nightly job; errors are thrown all the same.
  eleventy.disableLogger();
  await eleventy.write();
}
