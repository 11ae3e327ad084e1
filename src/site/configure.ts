// Configures Eleventy. Read from top to bottom, it lists what we ask of it: paginate over the corpus, write
// pages. Content is never its input.

import { pathToFileURL } from "node:url";
import { hasProblems } from "../core/problem.ts";
import type { Publication } from "../corpus/publication.ts";
import { type ReadOptions, readSiteContent } from "./content.ts";
import { ContentError } from "./content-error.ts";
import { readEnvironment } from "./environment.ts";
import { everyItem, type ToMake } from "./making/pages.ts";
import { assemble, readSources, type Site } from "./site.ts";

/** The part of Eleventy's configuration that we use (https://www.11ty.dev/docs/config/); it ships no types. */
export type EleventyConfig = {
  addDataExtension(extension: string, options: { read: boolean; parser: (file: string) => Promise<unknown> }): void;
  addExtension(extension: string, options: { key: string }): void;
  addPassthroughCopy(files: Record<string, string>): void;
  on(event: "eleventy.before", listener: () => Promise<void>): void;
  setQuietMode(quiet: boolean): void;
  setDataDirectory(folder: string): void;
  setIncludesDirectory(folder: string): void;
  setInputDirectory(folder: string): void;
  setOutputDirectory(folder: string): void;
  setTemplateFormats(formats: readonly string[]): void;
  setUseGitIgnore(use: boolean): void;
};

export type Configuration = ReadOptions &
  Publication & {
    /** Folder with content/ and _data/states.json. */
    readonly root: string;
    readonly output: string;
    /** Loaded already, by a build that has checked its problems first. */
    readonly site?: Site;
    /** Without it, every page is made. */
    readonly toMake?: ToMake;
  };

/** Sets Eleventy up for one site. Eleventy's own command line gives no configuration. */
export function configure(eleventy: EleventyConfig, configuration: Configuration = readEnvironment()): void {
  let { site } = configuration;
  eleventy.on("eleventy.before", async () => {
    site ??= await load(configuration);
  });

  // Data files and page types are TypeScript, which Node runs as it is.
  eleventy.addDataExtension("ts", {
    read: false,
    parser: async (file) => callDataFile(file, loaded(site), configuration.toMake),
  });
  eleventy.addExtension("11ty.ts", { key: "11ty.js" });
  eleventy.setTemplateFormats(["11ty.ts"]);

  eleventy.addPassthroughCopy({ "src/pages/theme/icons/*": "assets" });
  eleventy.setUseGitIgnore(false);
  eleventy.setQuietMode(true);

  eleventy.setInputDirectory("src/pages");
  eleventy.setDataDirectory("../../_data");
  eleventy.setIncludesDirectory("parts");
  eleventy.setOutputDirectory(configuration.output);
}

async function load(configuration: Configuration): Promise<Site> {
  const sources = await readSources(await readSiteContent(configuration.root, configuration));
  const site = assemble(sources, configuration);
  if (hasProblems(site.problems)) throw new ContentError(site.problems, site.corpus.readLine);
  return site;
}

function loaded(site: Site | undefined): Site {
  if (site === undefined) throw new TypeError("Cannot build pages: the site has not been loaded");
  return site;
}

/** A data file exports a function of the loaded site, and of what pages are to be made for. */
async function callDataFile(file: string, site: Site, toMake: ToMake = everyItem(site)): Promise<unknown> {
  const module: { default: (site: Site, toMake: ToMake) => unknown } = await import(pathToFileURL(file).href);
  return module.default(site, toMake);
}
