// Builds a site: load, refuse defects, write pages, index, publish. Until the last step the earlier site stays.

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
import { writeSearchIndex } from "./search.ts";
import { assemble, assembleSound, readSources, type Site } from "./site.ts";
import { hasProblems, withholds } from "./withhold.ts";

export type BuildOptions = ReadOptions &
  Publication & {
    readonly root: string;
    readonly output: string;
    /** Read already, by a night that has looked at its references first. */
    readonly content?: Content;
    /** Withhold broken documents and publish the rest. */
    readonly keepGoing?: boolean;
    /** Publish nothing where there is advice, either. */
    readonly strict?: boolean;
    /** Advice that is known: it is left out of the site's problems. */
    readonly baseline?: Baseline;
  };

export type BuildResult = {
  readonly site: Site;
  /** Undefined: nothing was published, because of the site's problems. */
  readonly published: FileCounts | undefined;
};

/** Builds the site below `root` into `output`. Defects are told in `site.problems`; they never throw. */
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
    // Pagefind is a process of its own and reads pages alone; while it does, the badges are drawn.
    const [, kept] = await both(writeSearchIndex(staged, site.corpus), writeBadges(site, staged, output));
    return { site, published: await publish(staged, output, kept) };
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Waits for both, also when one of them fails: the other must not go on writing into a folder that is being removed. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** Settings concern every page: with a defect in them, not even the sound documents can be published. */
function isPublishable({ problems }: Site, { keepGoing, strict }: BuildOptions): boolean {
  if (strict && problems.length > 0) return false;
  if (!keepGoing) return !hasProblems(problems);
  return !problems.some((problem) => problem.place.file === SETTINGS_FILE && withholds(problem));
}

async function writePages(site: Site, options: BuildOptions): Promise<void> {
  const eleventy = new Eleventy("src/pages", options.output, {
    source: "script",
    // Our own configuration is handed over as a function; a file would be read a second time.
    configPath: false,
    config: (config: EleventyConfig) => configure(config, { ...options, site }),
  });
  await eleventy.init();
  // Its summary would be the only line of a silent night; what goes wrong is thrown all the same.
  eleventy.disableLogger();
  await eleventy.write();
}
