// Serves a site while it is edited: drafts are shown, broken documents are named and withheld, pages reload.

import { mkdir, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { join } from "node:path";
import Eleventy from "@11ty/eleventy";
import DevServer from "@11ty/eleventy-dev-server";
import { LiveTrials } from "../checks/runs/live.ts";
import { ContentFiles } from "../corpus/read.ts";
import { readSettings } from "../corpus/settings.ts";
import { createRenderer } from "../markdown/renderer.ts";
import { writeBadges } from "./badges.ts";
import { configure, type EleventyConfig } from "./configure.ts";
import { TRIALS_FILE } from "./files.ts";
import { copyMedia } from "./media.ts";
import { indexSite, type SearchIndex } from "./search.ts";
import type { Site } from "./site.ts";

export type ServeOptions = {
  readonly root: string;
  /** A folder of its own: drafts must not land in what is published. */
  readonly output: string;
  readonly port: number;
  /** The address that it listens on. */
  readonly host: string;
  readonly pathPrefix: string | undefined;
  readonly onLoad: (site: Site) => void;
};

/** Starts the server; it runs until the process ends. */
export async function serveSite({ root, output, port, host, pathPrefix, onLoad }: ServeOptions): Promise<void> {
  // Leftovers of an earlier session, such as pages of deleted documents, would be served and searched.
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const url = `http://localhost:${port}`;
  const renderer = await createRenderer();
  const { settings } = await readSettings(new ContentFiles(root, []), { pathPrefix });
  const news = join(root, TRIALS_FILE);
  const trials = new LiveTrials(() => void writeFile(news, `${process.hrtime.bigint()}\n`));
  await mkdir(join(root, ".cache"), { recursive: true });
  await writeFile(news, "");
  const follow = (site: Site) => {
    onLoad(site);
    // A broken sandbox removes no page: its pages still say that the check has not run.
    const { checks, hosts, settings } = site.corpus;
    const due = checks.filter(({ id }) => site.tried.get(id)?.state !== "tried");
    void trials.follow(due, hosts, settings.checks.tools).catch((error: unknown) => process.emitWarning(String(error)));
  };
  // Written for the last version of the content and perhaps not in the next one: Eleventy removes nothing.
  let written: ReadonlySet<string> = new Set();
  let copied: ReadonlySet<string> = new Set();
  let searched: SearchIndex["parts"] = [];
  const configuration = {
    root,
    output,
    drafts: true,
    url,
    pathPrefix,
    renderer,
    watched: settings.alerts.files.map(({ path }) => join(root, path)),
    onLoad: follow,
    live: trials.outcomes,
  };
  listenOn(host);
  const eleventy = new Eleventy("src/pages", output, {
    source: "script",
    runMode: "serve",
    configPath: false,
    pathPrefix: settings.pathPrefix,
    config: (config: EleventyConfig) =>
      configure(config, {
        ...configuration,
        onWritten: async (site, pages) => {
          for (const page of written) if (!pages.has(page)) await rm(page, { force: true });
          written = pages;
          copied = await copyMedia(site.corpus, output, copied);
          await writeBadges(site, output);
          // Most changes of an author concern one part of the index.
          const folders = { staged: output, published: output, before: searched };
          searched = (await indexSite(site, folders)).parts;
        },
      }),
  });
  await eleventy.init();
  await eleventy.watch();
  await eleventy.serve(port);
}

/** Eleventy's server has no option for the address and would listen on all: drafts must not reach the network. */
function listenOn(host: string): void {
  DevServer.prototype._serverListen = function (this: { readonly server: Server }, port: number) {
    this.server.listen({ port, host });
  };
}
