// Serves a site while it is edited: drafts are shown, broken documents are named and held back, browsers reload. A page is
// made when a browser asks for it, so that an edit costs no more than what somebody looks at. The index follows.

import { rm } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import DevServer from "@11ty/eleventy-dev-server";
import { type FSWatcher, watch } from "chokidar";
import { LiveTrials } from "../../checks/runs/live.ts";
import { RECORD_FILE } from "../files.ts";
import { checkOutput } from "../making/publish.ts";
import type { Site } from "../site.ts";
import { IndexBuilds } from "./index-builds.ts";
import { LiveSite } from "./live-site.ts";
import { middleware } from "./middleware.ts";

export type ServeOptions = {
  readonly root: string;
  /** A folder of its own, for the index: drafts must not land in what is published. */
  readonly output: string;
  readonly port: number;
  /** The address that it listens on. */
  readonly host: string;
  readonly pathPrefix: string | undefined;
  readonly onLoad: (site: Site) => void;
};

/** An editor writes a file in several steps: they count as one change. In milliseconds. */
const TOGETHER = 40;
const THEME = fileURLToPath(new URL("../../pages/theme/", import.meta.url));

/** Starts the server; it runs until the process ends. */
export async function serveSite({ root, output, port, host, pathPrefix, onLoad }: ServeOptions): Promise<void> {
  const url = `http://localhost:${port}`;
  // What an earlier version left there; the folder is ours.
  await checkOutput(output).catch(() => rm(output, { recursive: true, force: true }));
  const trials = new LiveTrials(() => void changes.add("checks"));
  const live = await LiveSite.open({ root, url, pathPrefix, live: trials.outcomes });
  const builds = new IndexBuilds({ root, output, url, pathPrefix });
  const server = DevServer.getServer("faultbook", output, {
    port,
    showAllHosts: false,
    domDiff: false,
    pathPrefix: live.site.corpus.settings.pathPrefix,
    middleware: [middleware(() => changes.settled, live)],
  });
  const follow = () => {
    const { checks, hosts, settings } = live.site.corpus;
    onLoad(live.site);
    // A broken sandbox removes no page: its pages still say that the check has not run.
    const due = checks.filter(({ id }) => live.site.tried.get(id)?.state !== "tried");
    void trials.follow(due, hosts, settings.checks.tools).catch((error: unknown) => process.emitWarning(String(error)));
    watchRules(watcher, root, live.site);
    builds.request();
  };
  const changes = new Changes(async (found) => {
    const files = [...found].filter((one) => one !== "checks");
    if (files.length === 0) await live.refresh();
    else
      await live.read(
        files.map((file) => relative(root, file).replaceAll("\\", "/")),
        files.some(isTheme),
      );
    if (files.length > 0) follow();
    server.reload({ files: [], build: { templates: [] } });
  });
  const watcher = watch([join(root, "content"), join(root, RECORD_FILE), THEME], {
    ignoreInitial: true,
    ignored: (path) => /(?:^|[\\/])(?:node_modules|\.git)(?:$|[\\/])/.test(relative(root, path)),
  });
  watcher.on("all", (_, path) => void changes.add(resolve(path)));
  follow();
  listenOn(host);
  server.serve(port);
}

function isTheme(file: string): boolean {
  return file.startsWith(THEME);
}

/** Rule files may lie anywhere; the folder before the first part with a sign of a pattern holds them. */
function watchRules(watcher: FSWatcher, root: string, { corpus }: Site): void {
  for (const { path } of corpus.settings.alerts.files) {
    const parts = path.split("/");
    const plain = parts.findIndex((part) => /[*?{}[\]!()]/.test(part));
    watcher.add(join(root, ...(plain === -1 ? parts : parts.slice(0, plain))));
  }
}

/** What has changed since the site was read; it is read again one time after the other. */
class Changes {
  readonly #read: (changed: ReadonlySet<string>) => Promise<void>;
  #waiting = new Set<string>();
  #reading: Promise<void> | undefined;

  constructor(read: (changed: ReadonlySet<string>) => Promise<void>) {
    this.#read = read;
  }

  /** Until everything that has changed is read. */
  get settled(): Promise<void> {
    return this.#reading ?? Promise.resolve();
  }

  add(file: string): void {
    this.#waiting.add(file);
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
  }

  async #readAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      for (let before = -1; before < this.#waiting.size; before = await this.#later()) {}
      const changed = this.#waiting;
      this.#waiting = new Set();
      // A defect of the program must not end the server in the midst of an edit.
      await this.#read(changed).catch((error: unknown) =>
        process.emitWarning(error instanceof Error ? error : String(error)),
      );
    }
  }

  /** How many there were before a pause. */
  async #later(): Promise<number> {
    const { size } = this.#waiting;
    await setTimeout(TOGETHER);
    return size;
  }
}

/** Eleventy's server has no option for the address and would listen on all: drafts must not reach the network. */
function listenOn(host: string): void {
  DevServer.prototype._serverListen = function (port: number) {
    this.server.listen({ port, host });
  };
}
