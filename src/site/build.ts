// Builds a site: load, refuse defects, write pages, index, publish. The earlier site stays until the last step.

import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Baseline, withoutKnown } from "../core/baseline.ts";
import { hasProblems } from "../core/problem.ts";
import type { Content } from "../corpus/content.ts";
import type { Publication } from "../corpus/publication.ts";
import { SETTINGS_FILE } from "../corpus/settings.ts";
import { writeBadges } from "./badges.ts";
import { configure, type EleventyConfig } from "./configure.ts";
import { type ReadOptions, readSiteContent } from "./content.ts";
import { type Contents, type Inputs, rememberBuild } from "./making/inputs.ts";
import type { ToMake } from "./making/pages.ts";
import { type Plan, planOf } from "./making/plan.ts";
import { checkOutput, type FileCounts, publish, stage } from "./making/publish.ts";
import { copyMedia } from "./media.ts";
import { keptEntries } from "./rendering/entries.ts";
import { searchRecords } from "./search/records.ts";
import { addressOf, searchedPages, writeSearchIndex } from "./search/search.ts";
import { assemble, assembleSound, readSources, type Site } from "./site.ts";
import { withholds } from "./withhold.ts";

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
    /** Hashed before anything was read, so that the next build can tell whether it has to do anything. */
    readonly inputs?: Inputs | undefined;
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
  const sources = await readSources(
    options.content ?? (await readSiteContent(options.root, { entries: keptEntries(options.root), ...options })),
  );
  const assembled = options.keepGoing ? assembleSound(sources, options) : assemble(sources, options);
  const site = { ...assembled, problems: withoutKnown(assembled.problems, options.baseline ?? new Set()) };
  if (!isPublishable(site, options)) return { site, published: undefined };
  const plan = await planOf(site, output);
  const staged = await stage(output);
  try {
    await writePages(site, { ...options, output: staged, toMake: plan.toMake });
    await copyMedia(site.corpus, staged);
    // Pagefind is a separate process and reads only pages; the badges are drawn meanwhile.
    const [{ kept, ...searched }, texts] = await both(
      index(site, plan, staged, output),
      writeBadges(site, staged, output),
    );
    const published = await publish(staged, output, {
      texts,
      files: [...plan.staying.map(({ file }) => file), ...kept],
    });
    await plan.remember(searched);
    if (options.inputs !== undefined) await rememberBuild(options.root, output, options.inputs, said(site));
    return { site, published };
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** How many of each thing the site has, for the line that a command prints. */
export function contentsOf({ corpus, references, build: { withheld } }: Site): Contents {
  return {
    postmortems: corpus.postmortems.length,
    runbooks: corpus.runbooks.length,
    pages: corpus.pages.length,
    heldBack: withheld.titles.length + withheld.others,
    heldRules: withheld.rules,
    checks: corpus.checks.length,
    references: references.list.length,
  };
}

function said(site: Site) {
  const { alerts, repository } = site.corpus.settings;
  const beside = { rules: alerts.files.map(({ path }) => path), isDated: repository.lastChanged };
  return { beside, told: { problems: site.problems, contents: contentsOf(site) } };
}

/** Makes the parts of the index that have changed: of the pages of this build, and of those that stay. */
async function index(site: Site, { staying, parts: before }: Plan, staged: string, published: string) {
  const made = await searchedPages(site.corpus, staged);
  const isMade = new Set(made.map(({ url }) => url));
  const others = staying.map(({ file, searched }) => ({
    url: addressOf(file),
    file: join(published, file),
    hash: searched,
  }));
  const pages = [...made, ...others.filter(({ url }) => !isMade.has(url))];
  const { parts, kept } = await writeSearchIndex({ pages, records: searchRecords(site), staged, published, before });
  return { parts, kept, hashes: new Map(pages.map(({ url, hash }) => [url, hash])) };
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

async function writePages(site: Site, options: BuildOptions & { readonly toMake: ToMake }): Promise<void> {
  // It takes half a second to load, and no document waits for it.
  const { default: Eleventy } = await import("@11ty/eleventy");
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
