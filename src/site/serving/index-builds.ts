// The index of a site that is being edited. A process of its own builds the site when nothing has changed for a while: the
// search then finds what pages show, and no page waits for it.

import { fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BuildOptions } from "../build.ts";

type Options = Pick<BuildOptions, "root" | "output" | "url" | "pathPrefix">;

/** In milliseconds: nobody searches for a word while it is typed. */
const QUIET = 2000;
const BUILD = fileURLToPath(new URL("index-build.ts", import.meta.url));

export class IndexBuilds {
  readonly #options: Options;
  #wanted = 0;
  #isRunning = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Asks for a build of what is there now. One that runs ends first. */
  request(): void {
    this.#wanted += 1;
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let built = 0; built < this.#wanted; ) {
      const wanted = this.#wanted;
      await setTimeout(QUIET);
      if (wanted < this.#wanted) continue;
      // The server goes on without an index where no process can be started.
      await this.#build().catch((error: unknown) => process.emitWarning(String(error)));
      built = wanted;
    }
    this.#isRunning = false;
  }

  /** A build that fails says why; the server goes on with the last index. */
  async #build(): Promise<void> {
    const child = fork(BUILD, { serialization: "json", stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const ended = new Promise<void>((resolve, reject) => {
      child.once("exit", () => resolve());
      child.once("error", reject);
    });
    // Pages that somebody waits for come first. A process that has ended already has no priority.
    if (child.pid !== undefined && child.exitCode === null) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    child.send(this.#options, () => undefined);
    return ended;
  }
}
