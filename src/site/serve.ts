// Serves a site while it is written: drafts are shown, broken documents are named and withheld, pages reload.

import { mkdir, rm } from "node:fs/promises";
import Eleventy from "@11ty/eleventy";
import { ContentFiles } from "../corpus/read.ts";
import { readSettings } from "../corpus/settings.ts";
import { createRenderer } from "../markdown/renderer.ts";
import { writeBadges } from "./badges.ts";
import { configure, type EleventyConfig } from "./configure.ts";
import { copyMedia } from "./media.ts";
import { writeSearchIndex } from "./search.ts";
import type { Site } from "./site.ts";

export type ServeOptions = {
  readonly root: string;
  /** A folder of its own: drafts must not land in what is published. */
  readonly output: string;
  readonly port: number;
  readonly pathPrefix: string | undefined;
  readonly onLoad: (site: Site) => void;
};

/** Starts the server; it runs until the process ends. */
export async function serveSite({ root, output, port, pathPrefix, onLoad }: ServeOptions): Promise<void> {
  // What an earlier session left, such as pages of deleted documents, would be served and searched.
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const url = `http://localhost:${port}`;
  const renderer = await createRenderer();
  const { settings } = await readSettings(new ContentFiles(root, []), { pathPrefix });
  const configuration = { root, output, drafts: true, url, pathPrefix, renderer, onLoad };
  const eleventy = new Eleventy("src/pages", output, {
    source: "script",
    runMode: "serve",
    configPath: false,
    pathPrefix: settings.pathPrefix,
    config: (config: EleventyConfig) =>
      configure(config, { ...configuration, onWritten: (site) => finish(site, output) }),
  });
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
}

/** What Eleventy does not write: media, badges and the search index. */
async function finish(site: Site, output: string): Promise<void> {
  await copyMedia(site.corpus, output);
  await writeBadges(site, output);
  await writeSearchIndex(output);
}
