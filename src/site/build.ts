// Builds a site: load, refuse defects, write pages, index, publish. The earlier site stays until the last step.

import { resolve } from "node:path";
import { type Baseline, withoutKnown } from "../core/baseline.ts";
import { hasProblems } from "../core/problem.ts";
import { Stages } from "../core/stages.ts";
import type { Content } from "../corpus/content.ts";
import type { Publication } from "../corpus/publication.ts";
import { SETTINGS_FILE } from "../corpus/settings.ts";
import { type ReadOptions, readSiteContent } from "./content.ts";
import { type Contents, type Inputs, rememberBuild, type Said, toldOf } from "./making/inputs.ts";
import { finishOutput, type Prepared, prepareOutput } from "./making/output.ts";
import { checkOutput, type FileCounts, OutputChanged } from "./making/publish.ts";
import { keptEntries } from "./rendering/entries.ts";
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
    /** Takes the times of the stages. */
    readonly stages?: Stages;
  };

export type BuildResult = {
  readonly site: Site;
  /** Undefined if problems of the site kept everything from being published. */
  readonly published: FileCounts | undefined;
};

/** Builds the site below `root` into `output`. Defects are reported in `site.problems` and never thrown. */
export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const { stages = new Stages() } = options;
  const { site, prepared } = await prepareSite({ ...options, stages });
  if (prepared === undefined) return { site, published: undefined };
  const finished = await finishOutput(prepared, stages).catch(onlyIfChanged);
  if (finished === undefined) return buildSite(options);
  const { counts, stamps } = finished;
  if (options.inputs !== undefined)
    await rememberBuild(options.root, prepared.output, options.inputs, { said: said(site), stamps });
  return { site, published: counts };
}

/** Where another build has written to the output meanwhile, this one begins again. */
export function onlyIfChanged(error: unknown): undefined {
  if (!(error instanceof OutputChanged)) throw error;
}

/** Reads the site and makes its pages; none of these if problems keep everything from being published. */
export async function prepareSite(
  options: BuildOptions,
): Promise<{ readonly site: Site; readonly prepared: Prepared | undefined }> {
  const { root, stages = new Stages() } = options;
  const output = resolve(options.output);
  await checkOutput(output);
  const read = async () =>
    readSources(options.content ?? (await readSiteContent(root, { entries: keptEntries(root), ...options })));
  const sources = await stages.time("reading", read);
  const assembled = await stages.time("assembling", () =>
    options.keepGoing ? assembleSound(sources, options) : assemble(sources, options),
  );
  const site = { ...assembled, problems: withoutKnown(assembled.problems, options.baseline ?? new Set()) };
  return { site, prepared: isPublishable(site, options) ? await prepareOutput(site, output, stages) : undefined };
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

/** What the next build has to know of this one. */
export function said(site: Site): Said {
  const { alerts, repository } = site.corpus.settings;
  const beside = { rules: alerts.files.map(({ path }) => path), isDated: repository.lastChanged };
  return { beside, told: toldOf(site.problems, site.corpus.readLine, contentsOf(site)) };
}

/** Settings concern every page: if they have a defect, not even valid documents can be published. */
function isPublishable({ problems }: Site, { keepGoing, strict }: BuildOptions): boolean {
  if (strict && problems.length > 0) return false;
  if (!keepGoing) return !hasProblems(problems);
  return !problems.some((problem) => problem.place.file === SETTINGS_FILE && withholds(problem));
}
